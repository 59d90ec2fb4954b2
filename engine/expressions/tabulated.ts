/** Laws of which only the distribution function can be computed: tabulated once, then interpolated. */

import type { Distribution } from '../laws/index.ts';
import { continuous, logsOfHalves } from '../laws/index.ts';
import { exp, log } from '../numeric/elementary.ts';
import { monotoneCubic } from '../numeric/interpolation.ts';
import { normalCdf, normalQuantile } from '../numeric/special/normal.ts';
import { quickNormalCdf } from '../numeric/special/normal-table.ts';

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
  /** Whether to add points where the table bends too sharply; `tails` must then be known everywhere. */
  readonly refined?: boolean;
}

/** Error of a chance, as far as the table can tell it, from which on points are added. */
const tableAim = 5e-6;
const mostRounds = 5;

interface Knots {
  readonly ts: readonly number[];
  readonly zs: readonly number[];
}

/** Rising places with rising scores; points where the score does not rise are left out. */
function knots(points: readonly number[], tails: Tails, to: (x: number) => number): Knots {
  const ts: number[] = [];
  const zs: number[] = [];
  for (const x of points) {
    const [below, above] = tails(x);
    const z = below < above ? normalQuantile(Math.max(0, below)) : -normalQuantile(Math.max(0, above));
    if (Number.isFinite(z) && Math.abs(z) <= 8.2) append(ts, zs, to(x), z);
  }
  return { ts, zs };
}

function append(ts: number[], zs: number[], t: number, z: number): void {
  const last = ts.length - 1;
  if (last >= 0 && (z <= zs[last] + 1e-9 || t <= ts[last])) return;
  ts.push(t);
  zs.push(z);
}

function merged(a: Knots, b: Knots): Knots {
  const all = [...a.ts.map((t, i) => [t, a.zs[i]]), ...b.ts.map((t, i) => [t, b.zs[i]])].sort((p, q) => p[0] - q[0]);
  const ts: number[] = [];
  const zs: number[] = [];
  for (const [t, z] of all) append(ts, zs, t, z);
  return { ts, zs };
}

/**
 * Middles of the intervals around knots that a table of every other knot would miss by so much that the error of the whole
 * table, about an eighth of it, is too large.
 */
function wanting({ ts, zs }: Knots): number[] {
  const found = new Set<number>();
  for (const kept of [0, 1]) {
    const half = ts.map((_, i) => i).filter((i) => i % 2 === kept);
    if (half.length < 2) return [];
    const guess = monotoneCubic(
      Float64Array.from(half, (i) => ts[i]),
      Float64Array.from(half, (i) => zs[i]),
    );
    for (let i = 1; i + 1 < ts.length; i++)
      if (i % 2 !== kept && Math.abs(normalCdf(guess(ts[i])) - normalCdf(zs[i])) > 8 * tableAim) {
        found.add(0.5 * (ts[i - 1] + ts[i]));
        found.add(0.5 * (ts[i] + ts[i + 1]));
      }
  }
  return [...found].sort((a, b) => a - b);
}

/** z = Φ⁻¹(F(x)) as a function of x (of ln x where all points are above 0) and back, by monotone cubics. */
export function tabulated(parts: TabulatedParts): Distribution {
  const { min, max, mean, variance, tails } = parts;
  const points = [...new Set(parts.points)].filter(Number.isFinite).sort((a, b) => a - b);
  const logarithmic = points[0] > 0 && min >= 0;
  const to = (x: number): number => (logarithmic ? log(x) : x);
  const back = (t: number): number => (logarithmic ? exp(t) : t);
  let { ts, zs } = knots(points, tails, to);
  if (ts.length < 2) {
    const only = mean;
    return continuous({ min, max, mean, variance, cdf: (x) => (x >= only ? 1 : 0), quantile: () => only });
  }
  if (parts.refined)
    for (let round = 0; round < mostRounds; round++) {
      const more = wanting({ ts, zs }).map(back);
      if (more.length === 0) break;
      ({ ts, zs } = merged({ ts, zs }, knots(more, tails, to)));
    }
  const tArray = Float64Array.from(ts);
  const zArray = Float64Array.from(zs);
  const scoreAt = monotoneCubic(tArray, zArray);
  const valueAt = monotoneCubic(zArray, tArray);
  const first = tArray[0];
  const last = tArray[tArray.length - 1];
  /** The score at to(x), for x inside the support. */
  const scoreOf = (t: number): number => {
    // Beyond the table (chances below 1e-15): go on along the end's slope so that the function keeps rising.
    if (t < first) return zArray[0] - ((first - t) * (zArray[1] - zArray[0])) / (tArray[1] - first);
    const n = tArray.length;
    if (t > last) return zArray[n - 1] + ((t - last) * (zArray[n - 1] - zArray[n - 2])) / (last - tArray[n - 2]);
    return scoreAt(t);
  };
  const score = (x: number): number => {
    if (x <= min || (logarithmic && x <= 0)) return Number.NEGATIVE_INFINITY;
    if (x >= max) return Number.POSITIVE_INFINITY;
    return scoreOf(to(x));
  };
  const upToEdges = (h: number, into: Float64Array): void => {
    const logs = logarithmic ? logsOfHalves(into.length) : null;
    const ofStep = log(h);
    for (let k = 0; k < into.length; k++) {
      const x = (k + 0.5) * h;
      into[k] = x <= min ? 0 : x >= max ? 1 : quickNormalCdf(scoreOf(logs ? logs[k] + ofStep : x));
    }
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
    upToEdges,
  });
}
