/** A law with everything beyond a bound moved onto it: the usual cap and floor. */
import { constantLaw, type Distribution } from '../laws/index.ts';
import { sortedAtoms } from './mixture.ts';
import { panelMoments } from './panels.ts';

/** The law of min(max(X, low), high); infinite bounds are none. */
export function clamped(law: Distribution, low: number, high: number): Distribution {
  if (law.min >= low && law.max <= high) return law;
  if (law.max <= low) return constantLaw(low);
  if (law.min >= high) return constantLaw(high);
  const keep = (x: number): number => Math.max(low, Math.min(high, x));
  const values: number[] = [];
  const weights: number[] = [];
  const put = (x: number, w: number): void => {
    if (!(w > 0)) return;
    values.push(x);
    weights.push(w);
  };
  put(low, low > law.min ? law.cdf(low) : 0);
  put(high, high < law.max ? law.survival(high) + (law.cdf(high) - law.below(high)) : 0);
  law.atoms?.values.forEach((x, i) => {
    if (x > low && x < high) put(x, law.atoms?.weights[i] ?? 0);
  });
  const parts = {
    cdf: (x: number): number => (x < low ? 0 : x >= high ? 1 : law.cdf(x)),
    below: (x: number): number => (x <= low ? 0 : x > high ? 1 : law.below(x)),
    survival: (x: number): number => (x < low ? 1 : x >= high ? 0 : law.survival(x)),
    quantile: (p: number): number => keep(law.quantile(p)),
    upperQuantile: (q: number): number => keep(law.upperQuantile(q)),
    quantileAtScore: (z: number): number => keep(law.quantileAtScore(z)),
  };
  const moments = panelMoments(parts, [low, high, ...values, law.min, law.max, ...(law.kinks ?? [])]);
  const open = high === Number.POSITIVE_INFINITY && law.max === Number.POSITIVE_INFINITY;
  const atoms = values.length > 0 ? sortedAtoms(values, weights) : null;
  return {
    ...parts,
    min: keep(law.min),
    max: keep(law.max),
    mean: open && law.mean === Number.POSITIVE_INFINITY ? law.mean : moments.mean,
    variance: open && law.variance === Number.POSITIVE_INFINITY ? law.variance : moments.variance,
    atoms,
    kinks: (law.kinks ?? []).filter((x) => x > low && x < high),
    discrete: law.discrete,
    ...(law.iterated && { iterated: true }),
  };
}
