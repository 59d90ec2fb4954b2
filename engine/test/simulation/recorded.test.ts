/** Years that were drawn once tell what any set of controls leaves. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { uninterrupted } from '../../cancellation.ts';
import type { RiskModel } from '../../model.ts';
import { recorded } from '../../simulation/recorded.ts';
import { inYears, replayed } from '../../simulation/replay.ts';
import { simulate } from '../../simulation/simulate.ts';
import { riskModel } from '../cross-check/random-models.ts';
import { constant, control, draw, model, pert, product, shared, term, threat, uniform } from '../models.ts';

const trials = 3000;
const seed = 'recorded';

/** The sum of all threats' losses, year by year, when only the controls of `works` are there. */
async function simulated(of: RiskModel, works: ReadonlySet<string>): Promise<Float64Array> {
  const chosen = { ...of, controls: of.controls.filter(({ name }) => works.has(name)) };
  const { samples } = await simulate(chosen, { trials, seed, keepSamples: true });
  const sum = new Float64Array(trials);
  for (const { annual } of samples.values()) for (let y = 0; y < trials; y++) sum[y] += annual[2][y];
  return sum;
}

function assertSame(actual: Float64Array, expected: Float64Array): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((loss, y) => {
    assert.ok(Math.abs(loss - expected[y]) <= 1e-9 * Math.abs(expected[y]), `year ${y}: ${loss}, not ${expected[y]}`);
  });
}

async function compare(of: RiskModel, works: ReadonlySet<string>): Promise<void> {
  const recording = await recorded(of, trials, seed, uninterrupted);
  assert.ok(recording);
  const all = new Set(of.threats.keys());
  const expected = await simulated(of, works);
  assertSame(replayed(recording, works, all), expected);
  const some = Int32Array.from([...expected.keys()].filter((y) => expected[y] > 0 && y % 3 > 0));
  assertSame(
    replayed(inYears(recording, some), works, all),
    Float64Array.from(some, (y) => expected[y]),
  );
}

/** Every way in which a control acts, along a chain of threats. */
const chain = model(
  [
    threat('First', pert(1, 3, 8), uniform(10, 90), {
      loss: {
        lets: [uniform(1, 2)],
        primary: [term(product(uniform(5, 15), shared(0)), 'response'), term(uniform(1, 2), 'fines')],
        secondary: [
          { title: '', probability: constant(0.4), terms: [term(pert(50, 80, 200), 'fines')] },
          { title: '', probability: uniform(0.1, 0.5), terms: [term(uniform(1, 9), 'reputation')] },
        ],
      },
      leadsTo: [
        { target: 1, probability: uniform(0.3, 0.6) },
        { target: 2, probability: constant(0.5) },
      ],
    }),
    threat('Second', uniform(0.1, 0.4), draw({ law: 'lognormal', mu: 3, sigma: 1 }), {
      leadsTo: [{ target: 2, probability: constant(0.7) }],
    }),
    threat('Third', null, uniform(100, 200)),
    threat('Contest', constant(6), uniform(20, 60), {
      frequency: {
        by: 'factors',
        threatEvents: { by: 'rate', threatEvents: uniform(4, 9) },
        vulnerability: { by: 'contest', capability: uniform(0, 1), resistance: uniform(0.2, 1), wayIn: 0.1 },
      },
    }),
  ],
  {
    shared: [{ name: 'size', expression: pert(1, 2, 9) }],
    controls: [
      control('Old', [{ factor: 'frequency', by: uniform(0.1, 0.4), threats: [0, 2, 3] }]),
      control('Coin', [{ factor: 'loss', by: uniform(0.2, 0.9), threats: [0, 1] }], {
        status: 'planned',
        coverage: uniform(0.4, 0.8),
      }),
      control(
        'Both',
        [
          { factor: 'fines', by: constant(0.5), threats: [0] },
          { factor: 'secondary-probability', by: uniform(0.2, 0.6), threats: [0] },
          { factor: 'vulnerability', by: constant(0.3), threats: [1, 2, 3] },
        ],
        { status: 'planned', reliability: constant(0.7) },
      ),
      control('Plain', [{ factor: 'primary', by: constant(0.25), threats: [0, 3] }], { status: 'planned' }),
    ],
  },
);

describe('recorded years', () => {
  for (const works of [[], ['Old'], ['Old', 'Coin'], ['Plain'], ['Both', 'Old'], ['Old', 'Coin', 'Both', 'Plain']])
    it(`lose what is simulated with ${works.length > 0 ? works.join(' and ') : 'no control'}`, () =>
      compare(chain, new Set(works)));

  it('do so for random models', () =>
    fc.assert(
      fc.asyncProperty(riskModel, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), async (of, chosen) => {
        await compare(of, new Set(of.controls.filter((_, c) => chosen[c]).map(({ name }) => name)));
      }),
      { seed: 5, numRuns: 40 },
    ));

  it('are fewer where there are many events, and none where there are too many', async () => {
    const busy = (rate: number) => model([threat('Busy', constant(rate), uniform(1, 2))]);
    assert.equal((await recorded(busy(30), 100_000, seed, uninterrupted))?.years, 16_384);
    assert.equal(await recorded(busy(1e4), 100_000, seed, uninterrupted), null);
  });
});
