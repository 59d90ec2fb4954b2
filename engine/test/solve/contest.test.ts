import assert from 'node:assert/strict';
import type { Frequency, RiskModel } from '../../model.ts';
import { solve } from '../../solve.ts';
import { constant, control, model, shared, threat, uniform } from '../models.ts';

/** Six attempts a year against a resistance that is the year's: for uniform laws the chance is 2.6 − 2 · resistance, on average ½. */
const contest: Frequency = {
  by: 'factors',
  threatEvents: { by: 'rate', threatEvents: constant(6) },
  vulnerability: { by: 'contest', capability: uniform(0.8, 1.3), resistance: shared(0) },
};

/** A contest that leads to `Second` in half of its events, which leads to `Third` in all. */
function chain(more: Partial<RiskModel> = {}): RiskModel {
  return model(
    [
      threat('First', null, constant(100), {
        frequency: contest,
        leadsTo: [{ target: 1, probability: constant(0.5) }],
      }),
      threat('Second', constant(1), constant(10), { leadsTo: [{ target: 2, probability: constant(1) }] }),
      threat('Third', null, constant(1)),
    ],
    { shared: [{ name: 'Resistance', expression: uniform(0.8, 1.3) }], ...more },
  );
}

/** Within five standard errors of a mean of `events` Poisson events a year and `trials` years, widened for their mixture. */
function near(actual: number | null | undefined, events: number, perEvent: number, trials = 100_000): void {
  const error = perEvent * Math.sqrt((events + events * events) / trials);
  assert.ok(Math.abs((actual ?? Number.NaN) - events * perEvent) < 5 * error, `${actual} ${events * perEvent}`);
}

describe('a contest with a shared estimate', () => {
  for (const method of ['auto', 'simulation'] as const) {
    it(`counts in all that it sets off, ${method}`, async () => {
      const { threats, total } = await solve(chain(), { method });
      near(threats[0].inherent?.ale, 3, 100);
      near(threats[1].inherent?.ale, 2.5, 10);
      near(threats[1].inherent?.eventsPerYear, 2.5, 1);
      near(threats[2].inherent?.ale, 2.5, 1);
      near(total.inherent?.ale, 3, 110);
    });
  }

  it('has an ALE with consequences: that of its own events and of what they set off, no more', async () => {
    const { threats } = await solve(chain());
    near(threats[0].aleWithConsequences.inherent, 3, 100 + 0.5 * 11);
    near(threats[1].aleWithConsequences.inherent, 2.5, 11);
    assert.equal(threats[2].aleWithConsequences.inherent, threats[2].inherent?.ale);
  });

  it('has figures of its controls, also in sets that are no state', async () => {
    const of = chain({
      controls: [
        control('Half', [{ factor: 'frequency', by: constant(0.5), threats: [0] }]),
        control('Most', [{ factor: 'vulnerability', by: constant(0.8), threats: [0] }], { status: 'planned' }),
        control('Else', [{ factor: 'loss', by: constant(0.5), threats: [2] }], { status: 'planned' }),
      ],
    });
    const { controls } = await solve(of);
    const each = 100 + 0.5 * 11;
    // In place: without it 3 events a year, with it 1.5. Planned: of those 1.5. Last in: of those that the other leaves.
    near(controls[0].riskReduction, 1.5, each);
    near(controls[0].lastIn, 0.3, 100 + 0.5 * 10.5);
    near(controls[1].riskReduction, 1.2, each);
    near(controls[2].riskReduction, 1.75, 0.5);
    assert.ok(controls.every(({ aleWithout, aleWith }) => aleWithout !== null && aleWith !== null));
  });
});
