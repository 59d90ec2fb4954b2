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

/** `by`, from 0 to 1, moves the modes of the factors and widens the losses. */
function threat(name: string, by = 0): Threat {
  return {
    name,
    frequency: {
      by: 'factors',
      threatEvents: { by: 'rate', threatEvents: pert(5, 10 + 4 * by, 15) },
      vulnerability: { by: 'probability', vulnerability: pert(0.1, 0.15 + 0.08 * by, 0.25) },
    },
    loss: {
      lets: [],
      primary: [{ form: 'unspecified', amount: between(250e3, 500e3 * (1 + by)) }],
      secondary: [
        {
          title: 'customers',
          probability: { kind: 'constant', value: 0.25 },
          terms: [{ form: 'unspecified', amount: between(1e6, 4e6 * (1 + by)) }],
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
  return modelOf(Array.from({ length: threats }, (_, index) => threat(`Threat${index}`)));
}

/** The same, with laws of its own for each threat. */
export function variedModel(threats: number): RiskModel {
  return modelOf(Array.from({ length: threats }, (_, index) => threat(`Threat${index}`, index / threats)));
}

function modelOf(threats: readonly Threat[]): RiskModel {
  return {
    name: 'Benchmark',
    shared: [],
    threats,
    controls: [],
    groups: [],
    appetite: [],
    horizonYears: 3,
    discount: 0,
    seed: 'benchmark',
    trials: 100_000,
  };
}
