/** The model of the benchmarks: an uncertain frequency of two factors, a primary and a secondary loss. */
import type { Expression, RiskModel, Threat } from '../../engine/index.ts';

const pert = (min: number, mode: number, max: number): Expression => ({
  kind: 'draw',
  law: { law: 'pert', min, mode, max, shape: 4 },
});

/** Lognormal, between `low` and `high` in 90 % of the events. */
const between = (low: number, high: number): Expression => ({
  kind: 'draw',
  law: {
    law: 'lognormal',
    mu: Math.log(low * high) / 2,
    sigma: Math.log(high / low) / (2 * 1.6448536269514722),
  },
});

function threat(name: string): Threat {
  return {
    name,
    frequency: {
      by: 'factors',
      threatEvents: { by: 'rate', threatEvents: pert(5, 10, 15) },
      vulnerability: { by: 'probability', vulnerability: pert(0.1, 0.15, 0.25) },
    },
    loss: {
      lets: [],
      primary: [{ form: 'unspecified', amount: between(250e3, 500e3) }],
      secondary: [
        {
          title: 'customers',
          probability: { kind: 'constant', value: 0.25 },
          terms: [{ form: 'unspecified', amount: between(1e6, 4e6) }],
        },
      ],
    },
    leadsTo: [],
    unknownIn: [],
  };
}

/** Its ALE in closed form, rounded. */
export const fullModelAle = 1_437_532;

/** A system of so many threats, each the full model. */
export function fullModel(threats: number): RiskModel {
  return {
    name: 'Benchmark',
    shared: [],
    threats: Array.from({ length: threats }, (_, index) => threat(`Threat${index}`)),
    controls: [],
    groups: [],
    appetite: [],
    horizonYears: 3,
    discount: 0,
    seed: 'benchmark',
    trials: 100_000,
  };
}
