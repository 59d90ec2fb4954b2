import assert from 'node:assert/strict';
import type { Figures } from '../../figures.ts';
import type { RiskModel } from '../../model.ts';
import { simulate } from '../../simulation/simulate.ts';
import {
  between,
  constant,
  control,
  draw,
  exponential,
  gamma,
  letOf,
  lossOf,
  model,
  pert,
  product,
  shared,
  term,
  threat,
  uniform,
} from '../models.ts';

const trials = 100_000;

async function inherent(of: RiskModel, index = 0): Promise<Figures> {
  const result = await simulate(of, { trials, seed: 'analytic', keepSamples: true });
  return result.threats.get(index)?.inherent as Figures;
}

type QuantileName = 'p50' | 'p90' | 'p95' | 'p99';

/** Half a reported interval of ± 2 standard errors, halved again. */
function errorOf(figures: Figures, quantile: QuantileName): number {
  assert.ok(figures.standardErrors);
  const [low, high] = figures.standardErrors[quantile];
  return (high - low) / 4;
}

/** Within four standard errors of what it must be. */
function assertNear(found: number, expected: number, standardError: number, what: string): void {
  const distance = Math.abs(found - expected) / standardError;
  assert.ok(distance < 4, `${what}: ${found}, expected ${expected}, ${distance.toFixed(1)} standard errors away`);
}

const chance = (p: number): number => Math.sqrt((p * (1 - p)) / trials);

describe('simulation against closed forms', () => {
  it('mean and chance of a compound Poisson sum', async () => {
    const figures = await inherent(model([threat('A', constant(0.7), uniform(10, 20))]));
    // Variance λ·E[X²].
    assertNear(figures.ale, 0.7 * 15, Math.sqrt((0.7 * 700) / 3 / trials), 'ALE');
    assertNear(figures.probabilityOfLoss, 1 - Math.exp(-0.7), chance(Math.exp(-0.7)), 'P(loss)');
    assertNear(figures.eventsPerYear, 0.7, Math.sqrt(0.7 / trials), 'events');
    assert.equal(figures.meanLossPerEvent, figures.ale / figures.eventsPerYear);
  });

  it('quantiles of Poisson multiples of a constant are exact', async () => {
    const figures = await inherent(model([threat('A', constant(0.5), constant(1.6e6))]));
    assert.deepEqual([figures.p10, figures.p50, figures.p90], [0, 0, 1.6e6]);
    // P(N ≤ 1) = 0.9098, P(N ≤ 2) = 0.9856: P95 is two events.
    assert.equal(figures.p95, 3.2e6);
    assert.deepEqual(
      figures.curve.slice(0, 3).map(([loss]) => loss),
      [0, 1.6e6, 3.2e6],
    );
  });

  it('a gamma frequency gives negative binomial counts', async () => {
    // P(N = 0) = (1 + scale)^(−shape).
    const figures = await inherent(model([threat('A', gamma(2, 1.5), constant(1))]));
    const none = 1 / 2.5 ** 2;
    assertNear(figures.probabilityOfLoss, 1 - none, chance(none), 'P(loss)');
    // Variance: mean + shape·scale².
    assertNear(figures.ale, 3, Math.sqrt((3 + 4.5) / trials), 'ALE');
  });

  it('an exponential loss with a constant frequency has a known P(annual loss > x)', async () => {
    const lambda = 1.3;
    const figures = await inherent(model([threat('A', constant(lambda), exponential(100))]));
    const above = (x: number): number => {
      let sum = 0;
      let weight = Math.exp(-lambda);
      for (let n = 1; n < 60; n++) {
        weight *= lambda / n;
        let tail = 0;
        let part = Math.exp(-x / 100);
        for (let k = 0; k < n; k++) {
          tail += part;
          part *= x / 100 / (k + 1);
        }
        sum += weight * tail;
      }
      return sum;
    };
    for (const [q, x] of [
      [0.5, figures.p50],
      [0.9, figures.p90],
      [0.95, figures.p95],
      [0.99, figures.p99],
    ]) {
      assertNear(above(x), 1 - q, chance(q), `P(loss > P${q * 100})`);
    }
  });

  it('the 90 % lognormal of the FAIR example', async () => {
    const of = threat('A', null, constant(0), {
      frequency: {
        by: 'factors',
        threatEvents: { by: 'rate', threatEvents: pert(5, 10, 15) },
        vulnerability: { by: 'probability', vulnerability: pert(0.1, 0.15, 0.25) },
      },
      loss: lossOf(between(250e3, 500e3), {
        secondary: [{ title: '', probability: constant(0.25), terms: [term(between(1e6, 4e6))] }],
      }),
    });
    const figures = await inherent(model([of]));
    assertNear(figures.ale, 1_437_532, figures.aleStandardError as number, 'ALE');
    assertNear(figures.probabilityOfLoss, 1 - 0.222139, chance(0.222139), 'P(loss)');
    const expected = { p50: 658_580, p90: 3_931_600, p95: 5_131_010, p99: 7_719_010 };
    for (const [name, value] of Object.entries(expected)) {
      assertNear(figures[name as QuantileName], value, errorOf(figures, name as QuantileName), name);
    }
  });

  it('a shared quantity moves two threats together', async () => {
    const of = model([threat('A', constant(2), shared(0)), threat('B', constant(3), product(constant(2), shared(0)))], {
      shared: [{ name: 'size', expression: uniform(1, 3) }],
    });
    const result = await simulate(of, { trials, seed: 'analytic', keepSamples: true });
    const a = result.samples.get(0)?.annual[0] as Float64Array;
    const b = result.samples.get(1)?.annual[0] as Float64Array;
    let covariance = 0;
    for (let y = 0; y < trials; y++) covariance += ((a[y] - 4) * (b[y] - 12)) / trials;
    // Cov = 2·3·2·Var(size), Var(size) = 1/3; its standard error is about 3 / √(trials) · sd(A) · sd(B).
    assertNear(covariance, 4, 60 / Math.sqrt(trials), 'covariance');
    const total = result.total?.inherent as Figures;
    assertNear(total.ale, 16, total.aleStandardError as number, 'ALE of the sum');
  });

  it('a let is one draw an event', async () => {
    const records = uniform(0, 2);
    const of = model([
      threat('A', constant(1), constant(0), {
        loss: { lets: [records], primary: [term(letOf(0), 'fines'), term(letOf(0), 'response')], secondary: [] },
      }),
    ]);
    const figures = await inherent(of);
    // E[(2X)²] = 4·(1 + 1/3): fully dependent terms.
    assertNear(figures.ale, 2, Math.sqrt(16 / 3 / trials), 'ALE');
    const variance = (figures.aleStandardError as number) ** 2 * trials;
    assertNear(variance, 16 / 3, (16 / Math.sqrt(trials)) * 2, 'variance');
  });

  it('leads to: thinned Poisson, and the pair happens together', async () => {
    const of = model([
      threat('Cause', constant(0.8), constant(1), { leadsTo: [{ target: 1, probability: constant(0.3) }] }),
      threat('Effect', null, constant(10)),
    ]);
    const result = await simulate(of, { trials, seed: 'analytic', keepSamples: true });
    const effect = result.threats.get(1)?.inherent as Figures;
    assertNear(effect.probabilityOfLoss, 1 - Math.exp(-0.24), chance(Math.exp(-0.24)), 'P(effect)');
    const a = result.samples.get(0)?.annual[0] as Float64Array;
    const b = result.samples.get(1)?.annual[0] as Float64Array;
    for (let y = 0; y < trials; y++) assert.ok(b[y] / 10 <= a[y], 'no effect without a cause');
  });

  it('a contest of two laws in each threat event', async () => {
    const of = model([
      threat('A', null, constant(1), {
        frequency: {
          by: 'factors',
          threatEvents: { by: 'rate', threatEvents: constant(4) },
          vulnerability: {
            by: 'contest',
            capability: pert(0.6, 0.85, 0.98),
            resistance: pert(0.59, 0.84, 0.97),
          },
        },
      }),
    ]);
    const figures = await inherent(of);
    assertNear(figures.eventsPerYear, 4 * 0.53904, Math.sqrt((4 * 0.53904) / trials), 'events');
    assert.ok(Math.abs(figures.aleP95 - 4 * 0.53904) < 1e-3, 'expected events given the year');
  });

  it('a control with a coverage is a coin per event', async () => {
    const of = model([threat('A', constant(0.3), between(100e3, 1e6))], {
      controls: [control('C', [{ factor: 'loss', by: constant(0.9), threats: [0] }], { coverage: constant(0.8) })],
    });
    const result = await simulate(of, { trials: 400_000, seed: 'analytic' });
    const current = result.threats.get(0)?.current as Figures;
    assertNear(current.p99, 647e3, errorOf(current, 'p99') + 500, 'P99');
    assertNear(current.ale, 0.3 * 404_001.28 * (1 - 0.72), current.aleStandardError as number, 'ALE');
  });

  it('controls on every factor scale the events and losses they act on', async () => {
    const by = (
      factor: 'vulnerability' | 'threat-events' | 'secondary-probability' | 'secondary' | 'fines',
      p: number,
    ) => ({ factor, by: constant(p), threats: [0] }) as const;
    const loss = lossOf(constant(100), {
      secondary: [{ title: '', probability: constant(0.5), terms: [term(constant(40), 'fines'), term(constant(8))] }],
    });
    const of = model([threat('A', constant(2), constant(0), { loss })], {
      controls: [
        control('C', [by('vulnerability', 0.5), by('threat-events', 0.2), by('secondary-probability', 0.6)]),
        control('D', [by('fines', 0.25), by('secondary', 0.5)], { status: 'planned' }),
      ],
    });
    const result = await simulate(of, { trials, seed: 'analytic', keepSamples: true });
    const figures = result.threats.get(0);
    const current = figures?.current as Figures;
    const target = figures?.target as Figures;
    assertNear(current.eventsPerYear, 0.8, Math.sqrt(0.8 / trials), 'events');
    assertNear(current.primaryAle, 80, 100 * Math.sqrt(0.8 / trials), 'primary');
    assertNear(current.secondaryAle, 0.8 * 0.2 * 48, 48 * Math.sqrt(0.16 / trials), 'secondary');
    assertNear(
      target.secondaryAle,
      0.8 * 0.2 * (40 * 0.75 * 0.5 + 4),
      19 * Math.sqrt(0.16 / trials),
      'secondary, target',
    );
    assert.equal(target.eventsPerYear, current.eventsPerYear);
  });

  it('evidence and truncation change the law that is drawn from', async () => {
    const observed = {
      kind: 'observed',
      of: gamma(2, 1),
      observations: [{ observed: 'events', count: 3, years: 4, scale: 1 }],
    } as const;
    // Gamma prior, Poisson count: the posterior is gamma with shape 5, rate 5.
    const figures = await inherent(
      model([
        threat('A', observed, { kind: 'truncate', of: draw({ law: 'exponential', mean: 1 }), min: 2, max: null }),
      ]),
    );
    assertNear(figures.eventsPerYear, 1, Math.sqrt((1 + 0.2) / trials), 'events');
    assertNear(figures.meanLossPerEvent as number, 3, 1 / Math.sqrt(trials), 'mean loss');
  });

  it('a loss without a variance has no standard error of its mean; capped, it has one', async () => {
    const heavy = draw({ law: 'pareto', min: 1, shape: 1.8 });
    const capped = { kind: 'min', items: [heavy, constant(1000)] } as const;
    const free = await inherent(model([threat('A', constant(1), heavy)]));
    assert.equal(free.aleStandardError, null);
    const bounded = await inherent(model([threat('A', constant(1), capped)]));
    assert.ok((bounded.aleStandardError as number) > 0);
    // E[min(X, c)] = (a − c^(1 − a)) / (a − 1) for a Pareto law from 1.
    assertNear(bounded.ale, (1.8 - 1000 ** -0.8) / 0.8, bounded.aleStandardError as number, 'ALE');
  });
});
