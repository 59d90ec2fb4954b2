/** Nodes and weights that stand for a law in an integral. */
import type { Distribution } from '../laws/index.ts';
import { exp } from '../numeric/elementary.ts';

export interface WeightedValues {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

const reach = 7.5;

/**
 * The trapezoid rule in z = Φ⁻¹(F(x)) on ±7.5 with `intervals` + 1 nodes; a discrete law of no more atoms than
 * `intervals` gives its atoms. Weights add up to 1.
 */
export function scoreRule(law: Distribution, intervals: number): WeightedValues {
  if (law.discrete && law.atoms && law.atoms.values.length <= Math.max(intervals, 64))
    return { values: [...law.atoms.values], weights: [...law.atoms.weights] };
  const values: number[] = [];
  const weights: number[] = [];
  let total = 0;
  for (let i = 0; i <= intervals; i++) {
    const z = reach * ((2 * i) / intervals - 1);
    const w = exp(-0.5 * z * z);
    values.push(law.quantileAtScore(z));
    weights.push(w);
    total += w;
  }
  return { values, weights: weights.map((w) => w / total) };
}
