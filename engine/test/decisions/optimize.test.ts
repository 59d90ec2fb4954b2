import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Cancelled, type Decision, type OptimizeOptions, optimize, type RiskModel, solve } from '../../index.ts';
import { constant, control, loss, model, pert, shared, threat, to } from '../examples.ts';

/** A planned control that takes `by` off a factor of some threats for `cost` once. */
const cut = (
  name: string,
  cost: number | null,
  threats: number[],
  by: number,
  factor: 'frequency' | 'loss' = 'frequency',
) => control(name, [{ factor, by: constant(by), threats }], { costOnce: cost === null ? null : constant(cost) });

/** Threats with an ALE of 100, 200, 300, … */
const threatsOf = (count: number) =>
  Array.from({ length: count }, (_, t) => threat(`T${t}`, constant(1), loss([constant(100 * (t + 1))])));

/** The figures that `solve` gives in the target state when only the planned controls of the set are there. */
async function remaining(of: RiskModel, chosen: readonly number[], by: 'ale' | 'tvar95'): Promise<number> {
  const controls = of.controls.filter((c, i) => c.status === 'in-place' || chosen.includes(i));
  return (await solve({ ...of, controls })).total.target![by];
}

const subsets = (items: readonly number[]): number[][] =>
  items.reduce<number[][]>((all, item) => all.concat(all.map((set) => [...set, item])), [[]]);

/** The least that any set within the budget leaves, by solving all sets. */
async function bruteForce(of: RiskModel, budget: number, by: 'ale' | 'tvar95'): Promise<number> {
  const cost = (i: number): number => {
    const once = of.controls[i].costOnce;
    return once?.kind === 'constant' ? once.value : 0;
  };
  let least = Number.POSITIVE_INFINITY;
  for (const set of subsets(of.controls.map((_, i) => i)))
    if (set.reduce((sum, i) => sum + cost(i), 0) <= budget) least = Math.min(least, await remaining(of, set, by));
  return least;
}

function near(actual: number, expected: number, relative = 1e-9): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
}

const names = (decision: Decision): string[] => decision.chosen.controls.map((c) => c.name);

describe('the best set of planned controls', () => {
  it('counts what two controls on one threat really leave, and gives both an equal share', async () => {
    const of = model(threatsOf(1), { controls: [cut('A', 10, [0], 0.5), cut('B', 10, [0], 0.5)] });
    const { chosen, withNone, withAll } = await optimize(of, { budget: 20 });
    near(withNone, 100);
    near(withAll, 25);
    near(chosen.remaining, 25);
    for (const each of chosen.controls) {
      near(each.share, 37.5);
      near(each.alone, 50);
      near(each.last, 25);
    }
  });

  it('shares by Shapley: the mean over all orders', async () => {
    const controls = [cut('A', 1, [0], 0.5), cut('B', 1, [0, 1], 0.2), cut('C', 1, [1], 0.9, 'loss')];
    const of = model(threatsOf(2), { controls });
    const { chosen } = await optimize(of, { budget: 3 });
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const expected = [0, 0, 0];
    for (const order of orders) {
      let before = await remaining(of, [], 'ale');
      for (let k = 0; k < 3; k++) {
        const after = await remaining(of, order.slice(0, k + 1), 'ale');
        expected[order[k]] += (before - after) / orders.length;
        before = after;
      }
    }
    for (const [i, each] of chosen.controls.entries()) near(each.share, expected[i]);
  });

  it('is not the one that takes the best control first', async () => {
    // A alone saves most for its money, but B and C together fit and save more.
    const controls = [cut('A', 60, [2], 0.8), cut('B', 50, [1], 0.95), cut('C', 50, [0], 0.95)];
    const of = model(threatsOf(3), { controls });
    const decision = await optimize(of, { budget: 100 });
    assert.deepEqual(names(decision), ['B', 'C']);
    near(decision.chosen.remaining, await bruteForce(of, 100, 'ale'));
  });

  it('is that of trying every set, for random controls, budgets and costs', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            cost: fc.integer({ min: 0, max: 9 }),
            by: fc.integer({ min: 0, max: 10 }),
            on: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1 }),
            loss: fc.boolean(),
          }),
          { maxLength: 5 },
        ),
        fc.integer({ min: 0, max: 30 }),
        async (drawn, budget) => {
          const controls = drawn.map(({ cost, by, on, loss: onLoss }, i) =>
            cut(`C${i}`, cost, [...on].sort(), by / 10, onLoss ? 'loss' : 'frequency'),
          );
          const of = model(threatsOf(3), { controls });
          const decision = await optimize(of, { budget });
          const { chosen } = decision;
          near(chosen.remaining, await bruteForce(of, budget, 'ale'));
          near(
            chosen.remaining,
            await remaining(
              of,
              chosen.controls.map((c) => c.control),
              'ale',
            ),
          );
          near(
            chosen.controls.reduce((sum, c) => sum + c.share, 0),
            chosen.saving,
          );
          assert.ok(chosen.cost <= budget && chosen.optimal);
          for (const point of decision.frontier) near(point.remaining, await bruteForce(of, point.cost, 'ale'));
        },
      ),
      { seed: 7, numRuns: 25 },
    ));

  it('is found by branch and bound where the frontier is too long to be drawn', async () => {
    const controls = Array.from({ length: 14 }, (_, i) =>
      cut(`C${i}`, 7 + ((i * 5) % 11), [i % 4, (i * 3) % 4].sort(), 0.15 + 0.04 * (i % 9)),
    );
    const of = model(threatsOf(4), { controls });
    const whole = await optimize(of, { budget: 60 });
    assert.ok(whole.frontierComplete);
    for (const limit of [150, 600, 3000]) {
      const limited = await optimize(of, { budget: 60, limit });
      assert.ok(limited.chosen.bound <= whole.chosen.remaining * (1 + 1e-9));
      assert.ok(limited.chosen.remaining >= whole.chosen.remaining * (1 - 1e-9));
      if (limited.chosen.optimal) near(limited.chosen.remaining, whole.chosen.remaining);
    }
  });

  it('states a bound for more controls than can be searched, and shares that add up', async () => {
    const controls = Array.from({ length: 40 }, (_, i) =>
      cut(`C${i}`, 3 + ((i * 7) % 13), [i % 3], 0.02 + 0.013 * (i % 17)),
    );
    const { chosen, frontierComplete } = await optimize(model(threatsOf(3), { controls }), { budget: 90, limit: 2000 });
    assert.equal(frontierComplete, false);
    assert.ok(
      chosen.bound <= chosen.remaining && chosen.bound > 0.9 * chosen.remaining,
      `${chosen.bound} ${chosen.remaining}`,
    );
    near(
      chosen.controls.reduce((sum, c) => sum + c.share, 0),
      chosen.saving,
    );
  });

  it('buys nothing with a budget of 0 but what is free', async () => {
    const of = model(threatsOf(2), {
      controls: [cut('Dear', 5, [0, 1], 0.9), cut('Free', null, [0], 0.5), cut('Idle', null, [1], 0)],
    });
    const decision = await optimize(of, { budget: 0 });
    assert.deepEqual(names(decision), ['Free']);
    assert.equal(decision.chosen.cost, 0);
    near(decision.chosen.remaining, 250);
  });

  it('has an empty answer without planned controls, and without threats', async () => {
    const inPlace = cut('Old', 5, [0], 0.5);
    const decision = await optimize(model(threatsOf(1), { controls: [{ ...inPlace, status: 'in-place' }] }), {
      budget: 9,
    });
    assert.deepEqual(decision.candidates, []);
    assert.deepEqual(names(decision), []);
    near(decision.withNone, 50);
    assert.equal((await optimize(model([]), { budget: 9, by: 'tvar95' })).chosen.remaining, 0);
  });

  it('leaves out controls that add nothing, however cheap', async () => {
    const of = model(threatsOf(1), {
      controls: [cut('All', 5, [0], 1), cut('More', 1, [0], 0.5), cut('Nothing', 1, [0], 0)],
    });
    assert.deepEqual(names(await optimize(of, { budget: null })), ['All']);
  });

  it('leaves out threats without a figure in the target state, and says so', async () => {
    const [first, second] = threatsOf(2);
    const of = model([first, { ...second, unknownIn: ['target'] }], { controls: [cut('A', 1, [0, 1], 0.5)] });
    const decision = await optimize(of, { budget: 1 });
    assert.deepEqual(decision.leftOut, [1]);
    near(decision.withNone, 100);
    near(decision.chosen.remaining, 50);
  });

  it('stops when it is asked to', async () => {
    const of = model(threatsOf(2), { controls: [cut('A', 1, [0, 1], 0.5), cut('B', 2, [1], 0.5)] });
    const cancellation = { cancelled: true, breathe: async () => {} };
    for (const by of ['ale', 'tvar95'] as const)
      await assert.rejects(optimize(of, { budget: 1, by, cancellation }), Cancelled);
  });

  it('counts uncertain effects that two controls share, and events set off', async () => {
    const half = pert(0.2, 0.5, 0.8);
    const of = model(
      [
        threat('Entry', pert(1, 2, 4), loss([to(10, 40)]), { leadsTo: [{ target: 1, probability: constant(0.3) }] }),
        threat('Theft', null, loss([to(100, 900)], [[constant(0.5), shared(0)]])),
      ],
      {
        shared: [{ name: 'estimate Fine', expression: pert(50, 80, 200) }],
        controls: [
          control('A', [{ factor: 'frequency', by: half, threats: [0] }], {
            coverage: pert(0.5, 0.7, 0.9),
            costPerYear: constant(5),
          }),
          control(
            'B',
            [
              { factor: 'vulnerability', by: half, threats: [1] },
              { factor: 'loss', by: half, threats: [0] },
            ],
            { costOnce: constant(4), costPerYear: constant(3) },
          ),
        ],
      },
    );
    const decision = await optimize(of, { budget: 12 });
    assert.deepEqual(
      decision.candidates.map((c) => c.cost),
      [5, 7],
    );
    near(decision.chosen.remaining, await remaining(of, [0, 1], 'ale'), 1e-9);
    near(decision.frontier[1].remaining, await remaining(of, decision.frontier[1].controls, 'ale'), 1e-9);
  });
});

describe('the best set by the tail', () => {
  const options: OptimizeOptions = { budget: 20, by: 'tvar95' };

  it('finds two controls that need each other', async () => {
    // Two like threats: cutting the loss of one leaves the tail to the other.
    const threats = [
      threat('L', constant(0.2), loss([constant(100)])),
      threat('R', constant(0.2), loss([constant(100)])),
    ];
    const controls = [
      cut('Left', 10, [0], 0.9, 'loss'),
      cut('Right', 10, [1], 0.9, 'loss'),
      cut('Both', 20, [0, 1], 0.5, 'loss'),
    ];
    const of = model(threats, { controls });
    const decision = await optimize(of, options);
    const { chosen } = decision;
    assert.deepEqual(names(decision), ['Left', 'Right']);
    near(chosen.remaining, await bruteForce(of, 20, 'tvar95'), 1e-6);
    near(
      chosen.controls.reduce((sum, c) => sum + c.share, 0),
      chosen.saving,
    );
    near(chosen.controls[0].share, chosen.controls[1].share);
    assert.ok(chosen.controls[0].last > chosen.controls[0].alone, 'each saves more beside the other');
    assert.ok(chosen.optimal);
  });

  it('simulates all sets where one has to be, on the same random numbers', async () => {
    // The least of so many quantities of the year has no mean in closed form.
    const caps = [0, 1, 2, 3, 4, 5].map(shared);
    const capped = threat('Capped', constant(3), loss([{ kind: 'min', items: [...caps, to(50, 300)] }]));
    const of = model([capped], {
      shared: caps.map((_, i) => ({ name: `estimate Cap${i}`, expression: pert(80, 200, 400) })),
      controls: [cut('A', 10, [0], 0.5), cut('B', 10, [0], 0.5, 'loss')],
      trials: 4000,
    });
    for (const by of ['tvar95', 'ale'] as const) {
      const decision = await optimize(of, { budget: 20, by });
      assert.equal(decision.method, 'simulation');
      near(decision.chosen.remaining, await remaining(of, [0, 1], by), 1e-9);
      near(
        decision.chosen.controls.reduce((sum, c) => sum + c.share, 0),
        decision.chosen.saving,
      );
    }
  });
});
