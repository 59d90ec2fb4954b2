/** A law conditioned on a window. */
import { constantLaw, type Distribution, discrete } from '../laws/index.ts';
import { normalCdf } from '../numeric/special/normal.ts';
import { sortedAtoms } from './mixture.ts';
import { panelMoments } from './panels.ts';

/** P(min ≤ X ≤ max); null is no bound. */
export function chanceBetween(law: Distribution, min: number | null, max: number | null): number {
  const before = min === null ? 0 : law.below(min);
  if (min !== null && before > 0.5) {
    const from = law.survival(min) + (law.cdf(min) - before);
    return Math.max(0, from - (max === null ? 0 : law.survival(max)));
  }
  return Math.max(0, (max === null ? 1 : law.cdf(max)) - before);
}

/** The law of X given min ≤ X ≤ max. Where the chance of that is 0 it is the nearest end of the window. */
export function truncated(law: Distribution, min: number | null, max: number | null): Distribution {
  const low = Math.max(law.min, min ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(law.max, max ?? Number.POSITIVE_INFINITY);
  if (law.discrete && law.atoms) {
    const weights = law.atoms.weights.map((w, i) => {
      const x = law.atoms?.values[i] ?? 0;
      return x >= low && x <= high ? w : 0;
    });
    return weights.some((w) => w > 0)
      ? discrete(law.atoms.values, weights)
      : constantLaw(Number.isFinite(low) ? low : high);
  }
  // Work in the tail that holds less, so that a window far out keeps its digits.
  const before = min === null ? 0 : law.below(low);
  const after = max === null ? 0 : law.survival(high);
  const upper = before > 0.5;
  const beforeUpper = min === null ? 1 : law.survival(low) + (law.cdf(low) - law.below(low));
  const chance = upper ? beforeUpper - after : (max === null ? 1 : law.cdf(high)) - before;
  if (!(chance > 0)) return constantLaw(Number.isFinite(low) ? low : high);
  const clamp = (p: number): number => Math.max(0, Math.min(1, p));
  const keep = (x: number): number => Math.max(low, Math.min(high, x));
  const cdf = (x: number): number =>
    x < low ? 0 : x >= high ? 1 : clamp((upper ? beforeUpper - law.survival(x) : law.cdf(x) - before) / chance);
  const below = (x: number): number =>
    x <= low ? 0 : x > high ? 1 : clamp((upper ? beforeUpper - (1 - law.below(x)) : law.below(x) - before) / chance);
  const survival = (x: number): number => (x < low ? 1 : x >= high ? 0 : clamp((law.survival(x) - after) / chance));
  const quantile = (p: number): number =>
    keep(upper ? law.upperQuantile(beforeUpper - p * chance) : law.quantile(before + p * chance));
  const upperQuantile = (q: number): number => keep(law.upperQuantile(after + q * chance));
  const quantileAtScore = (z: number): number => (z <= 0 ? quantile(normalCdf(z)) : upperQuantile(normalCdf(-z)));
  const atoms = law.atoms && atomsWithin(law.atoms.values, law.atoms.weights, low, high, chance);
  const heavy = high === Number.POSITIVE_INFINITY;
  const moments = panelMoments({ cdf, below, survival, quantileAtScore }, [
    low,
    high,
    ...(law.kinks ?? []),
    ...(atoms?.values ?? []),
  ]);
  return {
    min: low,
    max: high,
    mean: heavy && law.mean === Number.POSITIVE_INFINITY ? law.mean : moments.mean,
    variance: heavy && law.variance === Number.POSITIVE_INFINITY ? law.variance : moments.variance,
    atoms,
    kinks: (law.kinks ?? []).filter((x) => x > low && x < high),
    discrete: false,
    ...(law.iterated && { iterated: true }),
    cdf,
    below,
    survival,
    quantile,
    upperQuantile,
    quantileAtScore,
  };
}

function atomsWithin(
  values: Float64Array,
  weights: Float64Array,
  low: number,
  high: number,
  chance: number,
): Distribution['atoms'] {
  const kept = [...values].map((x, i) => ({ x, w: weights[i] })).filter(({ x }) => x >= low && x <= high);
  return kept.length === 0
    ? null
    : sortedAtoms(
        kept.map((k) => k.x),
        kept.map((k) => k.w / chance),
      );
}
