/** Laws of which only the distribution function can be computed: tabulated once, then interpolated. */

import type { Distribution } from '../laws/index.ts';
import { continuous } from '../laws/index.ts';
import { exp, log } from '../numeric/elementary.ts';
import { monotoneCubic } from '../numeric/interpolation.ts';
import { normalCdf, normalQuantile } from '../numeric/special/normal.ts';

/** P(X ≤ x) and P(X > x), each accurate where it is small. */
export type Tails = (x: number) => readonly [below: number, above: number];

export interface TabulatedParts {
  readonly tails: Tails;
  /** Where to tabulate; order and repetition do not matter. */
  readonly points: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly variance: number;
}

/** z = Φ⁻¹(F(x)) as a function of x (of ln x where all points are above 0) and back, by monotone cubics. */
export function tabulated(parts: TabulatedParts): Distribution {
  const { min, max, mean, variance, tails } = parts;
  const points = [...new Set(parts.points)].filter(Number.isFinite).sort((a, b) => a - b);
  const logarithmic = points[0] > 0 && min >= 0;
  const to = (x: number): number => (logarithmic ? log(x) : x);
  const back = (t: number): number => (logarithmic ? exp(t) : t);
  const ts: number[] = [];
  const zs: number[] = [];
  for (const x of points) {
    const [below, above] = tails(x);
    const z = below < above ? normalQuantile(Math.max(0, below)) : -normalQuantile(Math.max(0, above));
    if (!Number.isFinite(z) || Math.abs(z) > 8.2) continue;
    const t = to(x);
    const last = ts.length - 1;
    if (last >= 0 && (z <= zs[last] + 1e-9 || t <= ts[last])) continue;
    ts.push(t);
    zs.push(z);
  }
  if (ts.length < 2) {
    const only = mean;
    return continuous({ min, max, mean, variance, cdf: (x) => (x >= only ? 1 : 0), quantile: () => only });
  }
  const tArray = Float64Array.from(ts);
  const zArray = Float64Array.from(zs);
  const scoreAt = monotoneCubic(tArray, zArray);
  const valueAt = monotoneCubic(zArray, tArray);
  const first = tArray[0];
  const last = tArray[tArray.length - 1];
  const score = (x: number): number => {
    if (x <= min || (logarithmic && x <= 0)) return Number.NEGATIVE_INFINITY;
    if (x >= max) return Number.POSITIVE_INFINITY;
    const t = to(x);
    // Beyond the table (chances below 1e-15): go on along the end's slope so that the function keeps rising.
    if (t < first) return zArray[0] - ((first - t) * (zArray[1] - zArray[0])) / (tArray[1] - first);
    const n = tArray.length;
    if (t > last) return zArray[n - 1] + ((t - last) * (zArray[n - 1] - zArray[n - 2])) / (last - tArray[n - 2]);
    return scoreAt(t);
  };
  const quantileAtScore = (z: number): number => Math.max(min, Math.min(max, back(valueAt(z))));
  return continuous({
    min,
    max,
    mean,
    variance,
    quantileAtScore,
    cdf: (x) => normalCdf(score(x)),
    survival: (x) => normalCdf(-score(x)),
    quantile: (p) => quantileAtScore(normalQuantile(p)),
    upperQuantile: (q) => quantileAtScore(-normalQuantile(q)),
  });
}
