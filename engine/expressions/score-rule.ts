/** Nodes and weights that stand for a law in an integral. */
import type { Distribution } from '../laws/index.ts';
import { interpolant } from '../numeric/chebyshev.ts';
import { exp } from '../numeric/elementary.ts';
import { legendreRule } from '../numeric/legendre.ts';
import { normalCdf } from '../numeric/special/normal.ts';
import { scoreOf } from './panels.ts';

export interface WeightedValues {
  readonly values: readonly number[];
  readonly weights: readonly number[];
}

/** As much of a law as its quantiles by the score need. */
type Quantiles = Pick<Distribution, 'cdf' | 'below' | 'survival' | 'quantileAtScore' | 'atoms' | 'kinks'>;

const reach = 7.5;

/** Laws with more steps and bends than this are taken as smooth. */
const mostCuts = 48;

/** Scores at which the quantile function has a step or a bend: both sides of every atom, and the kinks. */
function cutsOf(law: Quantiles, limit = reach): number[] {
  const before = { cdf: (x: number) => law.below(x), survival: (x: number) => 1 - law.below(x) };
  const atoms = [...(law.atoms?.values ?? [])].flatMap((x) => [scoreOf(before, x), scoreOf(law, x)]);
  const bends = (law.kinks ?? []).map((x) => scoreOf(law, x));
  const inside = [...atoms, ...bends].filter((z) => z > -limit && z < limit);
  return [...new Set(inside)].sort((a, b) => a - b);
}

/** The quantiles by the score on ±`limit`, from a table that is as good as they are: for laws of which many are asked for. */
export function quantilesByScore(law: Quantiles, limit: number): (z: number) => number {
  const cuts = cutsOf(law, limit);
  // What was found by iteration is a step up to its last digits: that is where others look for it.
  const steps = [...(law.atoms?.values ?? [])];
  const quantile = (z: number): number => {
    const x = law.quantileAtScore(z);
    return steps.find((step) => Math.abs(x - step) <= 1e-13 * Math.abs(step)) ?? x;
  };
  return interpolant(quantile, [-limit, ...cuts, limit], { tolerance: 1e-11 });
}

/** Atoms as they are, and Gauss–Legendre nodes on the pieces between the cuts. */
function piecewise(law: Distribution, cuts: readonly number[], intervals: number): WeightedValues {
  const ends = [-reach, ...cuts, reach];
  const values: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i + 1 < ends.length; i++) {
    const [from, to] = [ends[i], ends[i + 1]];
    const half = 0.5 * (to - from);
    const mass = to < 0 ? normalCdf(to) - normalCdf(from) : normalCdf(-from) - normalCdf(-to);
    if (!(mass > 1e-13)) continue;
    const middle = law.quantileAtScore(from + half);
    if (law.quantileAtScore(from + 0.1 * half) === middle && law.quantileAtScore(to - 0.1 * half) === middle) {
      values.push(middle);
      weights.push(mass);
      continue;
    }
    const rule = legendreRule(8 + Math.ceil((intervals * half) / reach));
    const local = rule.nodes.map((node) => from + half * (1 + node));
    const sizes = local.map((z, k) => rule.weights[k] * exp(-0.5 * z * z));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    local.forEach((z, k) => {
      values.push(law.quantileAtScore(z));
      weights.push((mass * sizes[k]) / total);
    });
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { values, weights: weights.map((weight) => weight / total) };
}

/**
 * The trapezoid rule in z = Φ⁻¹(F(x)) on ±7.5 with `intervals` + 1 nodes; a discrete law of no more atoms than
 * `intervals` gives its atoms. Weights add up to 1.
 */
export function scoreRule(law: Distribution, intervals: number): WeightedValues {
  if (law.discrete && law.atoms && law.atoms.values.length <= Math.max(intervals, 64))
    return { values: [...law.atoms.values], weights: [...law.atoms.weights] };
  const cuts = cutsOf(law);
  if (cuts.length > 0 && cuts.length <= mostCuts) return piecewise(law, cuts, intervals);
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
