/** The law of an annual loss: point masses and, between them, a smooth part known at rising points. */

export interface AnnualLaw {
  /** Rising; the smooth part has nothing below the first and is not known beyond the last. Empty if there is none. */
  readonly points: Float64Array;
  /** Smooth mass up to each point. */
  readonly smooth: Float64Array;
  /** Point masses in rising order, 0 among them if there may be no loss. */
  readonly atoms: Float64Array;
  /** Point mass up to and with each. */
  readonly atomsUpTo: Float64Array;
}

function countUpTo(values: Float64Array, x: number, strict: boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (strict ? values[mid] < x : values[mid] <= x) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** Slope of the smooth part at a point, so that cubics between the points rise (Fritsch and Butland). */
function slopeAt({ points: x, smooth: y }: AnnualLaw, k: number, otherwise: number): number {
  if (k <= 0 || k >= x.length - 1) return otherwise;
  const h0 = x[k] - x[k - 1];
  const h1 = x[k + 1] - x[k];
  const left = (y[k] - y[k - 1]) / h0;
  const right = (y[k + 1] - y[k]) / h1;
  if (!(left > 0 && right > 0)) return 0;
  return Math.min((left * h1 + right * h0) / (h0 + h1), 3 * Math.min(left, right));
}

function cubic(y0: number, y1: number, rise0: number, rise1: number, t: number): number {
  const s = 1 - t;
  return y0 * s * s * (1 + 2 * t) + y1 * t * t * (3 - 2 * t) + t * s * (rise0 * s - rise1 * t);
}

/** Smooth mass within segment i (between points i and i + 1) at its share t in 0–1: a monotone cubic. */
export function within(law: AnnualLaw, i: number, t: number): number {
  const { points: x, smooth: y } = law;
  const h = x[i + 1] - x[i];
  const d = (y[i + 1] - y[i]) / h;
  return cubic(y[i], y[i + 1], h * slopeAt(law, i, d), h * slopeAt(law, i + 1, d), t);
}

function smoothUpTo(law: AnnualLaw, x: number): number {
  const { points, smooth } = law;
  const n = points.length;
  if (n === 0 || x <= points[0]) return 0;
  if (x >= points[n - 1]) return smooth[n - 1];
  const i = countUpTo(points, x, false) - 1;
  return within(law, i, (x - points[i]) / (points[i + 1] - points[i]));
}

/** A point mass is a multiple of a step: its place may be off in its last bits. */
const placeRounding = 1e-12;

/** P(annual loss ≤ x). Beyond the last point it is what was found there. */
export function chanceUpTo(law: AnnualLaw, x: number): number {
  const k = countUpTo(law.atoms, x + placeRounding * Math.abs(x), false);
  return Math.max(0, Math.min(1, (k > 0 ? law.atomsUpTo[k - 1] : 0) + smoothUpTo(law, x)));
}

/** P(annual loss < x). */
export function chanceBelow(law: AnnualLaw, x: number): number {
  const k = countUpTo(law.atoms, x - placeRounding * Math.abs(x), true);
  return Math.max(0, Math.min(1, (k > 0 ? law.atomsUpTo[k - 1] : 0) + smoothUpTo(law, x)));
}

/** Rounding in the sums that lead to a step: a level this close above a step's height is reached by it. */
const rounding = 1e-11;

/** The share t of segment a at which its smooth mass is `goal`: false position with halved ends (Illinois). */
function shareAt(law: AnnualLaw, a: number, goal: number): number {
  let [from, to] = [0, 1];
  const [y0, y1] = [law.smooth[a], law.smooth[a + 1]];
  let low = y0 - goal;
  let high = y1 - goal;
  if (low >= 0) return 0;
  const h = law.points[a + 1] - law.points[a];
  const rise0 = h * slopeAt(law, a, (y1 - y0) / h);
  const rise1 = h * slopeAt(law, a + 1, (y1 - y0) / h);
  let side = 0;
  for (let k = 0; k < 60 && to - from > 1e-12; k++) {
    const t = high > low ? from - (low * (to - from)) / (high - low) : 0.5 * (from + to);
    const miss = cubic(y0, y1, rise0, rise1, t) - goal;
    if (Math.abs(miss) < 1e-16) return t;
    if (miss < 0) {
      from = t;
      low = miss;
      if (side < 0) high *= 0.5;
      side = -1;
    } else {
      to = t;
      high = miss;
      if (side > 0) low *= 0.5;
      side = 1;
    }
  }
  return to;
}

/** The smallest x with P(annual loss ≤ x) ≥ q; the last known point where q lies beyond it. */
export function quantileOf(law: AnnualLaw, q: number): number {
  const { points, smooth, atoms, atomsUpTo } = law;
  let low = 0;
  let high = atoms.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (atomsUpTo[mid] + smoothUpTo(law, atoms[mid]) >= q - rounding) high = mid;
    else low = mid + 1;
  }
  const before = low > 0 ? atomsUpTo[low - 1] : 0;
  if (low < atoms.length && (points.length === 0 || before + smoothUpTo(law, atoms[low]) < q)) return atoms[low];
  // The level is reached by the smooth part between two atoms.
  const goal = q - before;
  const n = points.length;
  if (n === 0) return atoms[atoms.length - 1] ?? 0;
  let a = 0;
  let b = n - 1;
  if (smooth[b] < goal) return low < atoms.length ? atoms[low] : points[b];
  while (b - a > 1) {
    const mid = (a + b) >> 1;
    if (smooth[mid] < goal) a = mid;
    else b = mid;
  }
  return points[a] + shareAt(law, a, goal) * (points[b] - points[a]);
}

/** ∫₀^x P(annual loss ≤ u) du. */
export function areaBelow(law: AnnualLaw, x: number): number {
  let sum = 0;
  for (let i = 0; i < law.atoms.length && law.atoms[i] < x; i++) {
    const weight = law.atomsUpTo[i] - (i > 0 ? law.atomsUpTo[i - 1] : 0);
    sum += weight * (x - law.atoms[i]);
  }
  const { points, smooth } = law;
  let slope = points.length > 1 ? (smooth[1] - smooth[0]) / (points[1] - points[0]) : 0;
  for (let i = 0; i + 1 < points.length && points[i] < x; i++) {
    const h = points[i + 1] - points[i];
    const next = slopeAt(law, i + 1, (smooth[i + 1] - smooth[i]) / h);
    if (points[i + 1] <= x) sum += 0.5 * h * (smooth[i] + smooth[i + 1]) + (h * h * (slope - next)) / 12;
    else {
      const to = (x - points[i]) / h;
      sum += ((x - points[i]) * (smooth[i] + 4 * within(law, i, 0.5 * to) + within(law, i, to))) / 6;
    }
    slope = next;
  }
  const last = points.length - 1;
  if (last >= 0 && x > points[last]) sum += (x - points[last]) * smooth[last];
  return sum;
}

/** The law of a loss that is always 0. */
export const noLoss: AnnualLaw = {
  points: new Float64Array(0),
  smooth: new Float64Array(0),
  atoms: Float64Array.of(0),
  atomsUpTo: Float64Array.of(1),
};
