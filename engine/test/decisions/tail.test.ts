/** The best set by the tail, held against trying all sets: where tails are exact, and where they are simulated. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Decision, optimize, type RiskModel, solve, type Threat } from '../../index.ts';
import { constant, control, loss, model, pert, shared, threat, times, to } from '../examples.ts';

interface Drawn {
  readonly cost: number;
  readonly by: number;
  readonly on: readonly number[];
  readonly kind: 'frequency' | 'loss' | 'uncertain';
}

const drawnControls = (most: number): fc.Arbitrary<Drawn[]> =>
  fc.array(
    fc.record({
      cost: fc.integer({ min: 0, max: 9 }),
      by: fc.integer({ min: 0, max: 10 }),
      on: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1 }),
      kind: fc.constantFrom('frequency' as const, 'loss' as const, 'uncertain' as const),
    }),
    { maxLength: most },
  );

const withControls = (threats: Threat[], drawn: readonly Drawn[], more: Partial<RiskModel> = {}): RiskModel =>
  model(threats, {
    controls: drawn.map(({ cost, by, on, kind }, i) =>
      control(
        `C${i}`,
        [
          {
            factor: kind === 'loss' ? 'loss' : 'frequency',
            by: kind === 'uncertain' ? pert(0, by / 20, by / 10) : constant(by / 10),
            threats: [...on].sort(),
          },
        ],
        { costOnce: constant(cost) },
      ),
    ),
    ...more,
  });

/** Losses over two decades; the second threat sets off the third. */
const smooth = [
  threat('A', pert(0.2, 0.5, 2), loss([to(10, 200)])),
  threat('B', constant(0.4), loss([to(50, 400)]), { leadsTo: [{ target: 2, probability: constant(0.3) }] }),
  threat('C', constant(0.1), loss([to(100, 900)])),
];

/** The least of so many quantities of the year and a range has no law in closed form. */
const caps = [0, 1, 2, 3, 4, 5];
const capped = [
  threat('A', constant(3), loss([{ kind: 'min', items: [...caps.map(shared), to(50, 300)] }])),
  threat('B', pert(1, 2, 4), loss([to(20, 90)]), { leadsTo: [{ target: 2, probability: constant(0.3) }] }),
  threat('C', constant(0.2), loss([times(shared(0), pert(1, 2, 4))])),
];
const simulated: Partial<RiskModel> = {
  shared: caps.map((_, i) => ({ name: `estimate Cap${i}`, expression: pert(80, 200, 400) })),
  trials: 3000,
};

/** What every set leaves, by its controls as a text, with its cost: each solved on its own. */
async function everySet(of: RiskModel): Promise<Map<string, { readonly cost: number; readonly remaining: number }>> {
  const found = new Map<string, { cost: number; remaining: number }>();
  for (let bits = 0; bits < 1 << of.controls.length; bits++) {
    const chosen = [...of.controls.keys()].filter((i) => bits & (1 << i));
    const controls = chosen.map((i) => of.controls[i]);
    const { total } = await solve({ ...of, controls });
    const cost = controls.reduce((sum, { costOnce }) => sum + (costOnce?.kind === 'constant' ? costOnce.value : 0), 0);
    found.set(chosen.join(), { cost, remaining: total.target!.tvar95 });
  }
  return found;
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
}

async function compare(of: RiskModel, budget: number, method: Decision['method']): Promise<void> {
  const decision = await optimize(of, { budget, by: 'tvar95' });
  const { chosen, frontier } = decision;
  if (of.controls.length > 0) assert.equal(decision.method, method);
  const sets = await everySet(of);
  const least = (most: number): number =>
    Math.min(...[...sets.values()].filter(({ cost }) => cost <= most).map(({ remaining }) => remaining));
  near(chosen.remaining, least(budget));
  near(chosen.remaining, sets.get(chosen.controls.map((c) => c.control).join())!.remaining);
  near(
    chosen.controls.reduce((sum, { share }) => sum + share, 0),
    chosen.saving,
  );
  assert.ok(chosen.cost <= budget && chosen.optimal && decision.frontierComplete);
  for (const [i, point] of frontier.entries()) {
    near(point.remaining, least(point.cost));
    if (i > 0) assert.ok(point.cost > frontier[i - 1].cost && point.remaining < frontier[i - 1].remaining);
  }
  near(frontier[frontier.length - 1].remaining, least(Number.POSITIVE_INFINITY));
}

describe('the best set by the tail is that of trying every set', () => {
  const budget = fc.integer({ min: 0, max: 30 });

  it('where tails are exact', () =>
    fc.assert(
      fc.asyncProperty(drawnControls(4), budget, (drawn, most) => compare(withControls(smooth, drawn), most, 'exact')),
      { seed: 11, numRuns: 12 },
    ));

  it('where they are simulated', () =>
    fc.assert(
      fc.asyncProperty(drawnControls(4), budget, (drawn, most) =>
        compare(withControls(capped, drawn, simulated), most, 'simulation'),
      ),
      { seed: 12, numRuns: 8 },
    ));
});

describe('the search for the tail', () => {
  /** Controls as a budget of a third makes them hard to choose. */
  const many = (count: number): Drawn[] =>
    Array.from({ length: count }, (_, i) => ({
      cost: 5 + ((i * 7) % 11),
      by: 2 + ((i * 5) % 7),
      on: i % 3 === 0 ? [0, 1, 2] : [i % 3],
      kind: i % 4 === 0 ? 'loss' : 'frequency',
    }));

  it('proves the best of twenty controls on threats that they all act on, with simulated tails', async () => {
    const of = withControls(capped, many(20), simulated);
    const { chosen, method } = await optimize(of, { budget: 70, by: 'tvar95' });
    assert.equal(method, 'simulation');
    assert.ok(chosen.optimal);
    near(chosen.bound, chosen.remaining);
  });

  it('states a bound that holds where it may not take long', async () => {
    const of = withControls(smooth, many(9));
    const whole = await optimize(of, { budget: 30, by: 'tvar95' });
    assert.ok(whole.chosen.optimal);
    for (const limit of [1, 10, 40]) {
      const { chosen, frontier } = await optimize(of, { budget: 30, by: 'tvar95', limit });
      assert.ok(chosen.bound <= whole.chosen.remaining * (1 + 1e-9), `${chosen.bound} ${whole.chosen.remaining}`);
      assert.ok(chosen.remaining >= whole.chosen.remaining * (1 - 1e-9));
      if (chosen.optimal) near(chosen.remaining, whole.chosen.remaining);
      for (let i = 1; i < frontier.length; i++) assert.ok(frontier[i].remaining < frontier[i - 1].remaining);
    }
  });
});
