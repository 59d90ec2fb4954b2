/** The regularised incomplete beta function and its inverse (continued fraction by the modified Lentz method). */
import { exp, log, log1p } from '../elementary.ts';
import { logGamma } from './gamma.ts';

/** ln B(a, b). */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < 1e-300) d = 1e-300;
  d = 1 / d;
  let h = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    if (Math.abs(d) < 1e-300) d = 1e-300;
    c = 1 + even / c;
    if (Math.abs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    if (Math.abs(d) < 1e-300) d = 1e-300;
    c = 1 + odd / c;
    if (Math.abs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}

/** [I_x(a, b), 1 − I_x(a, b)] for x and y = 1 − x, the smaller of both with relative accuracy. `lnB` is logBeta(a, b). */
export function incompleteBeta(a: number, b: number, x: number, y: number, lnB: number): readonly [number, number] {
  if (!(x > 0)) return [0, 1];
  if (!(y > 0)) return [1, 0];
  const front = exp(a * (x < 0.5 ? log(x) : log1p(-y)) + b * (y < 0.5 ? log(y) : log1p(-x)) - lnB);
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, (front * fraction(a, b, x)) / a);
    return [lower, 1 - lower];
  }
  const upper = Math.min(1, (front * fraction(b, a, y)) / b);
  return [1 - upper, upper];
}

/** x with I_x(a, b) = p, where q = 1 − p; Newton on the logit of x, with bisection as a net. Returns [x, 1 − x]. */
export function inverseIncompleteBeta(
  a: number,
  b: number,
  p: number,
  q: number,
  lnB: number,
): readonly [number, number] {
  if (p <= 0) return [0, 1];
  if (q <= 0) return [1, 0];
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  // Start from the power laws at both ends, joined at the mean.
  const mean = a / (a + b);
  const atMean = incompleteBeta(a, b, mean, 1 - mean, lnB);
  let t = log(mean / (1 - mean));
  if (p < atMean[0]) t += log(p / atMean[0]) / (a * (1 - 0.3 * mean) + 0.3);
  else t -= log(q / atMean[1]) / (b * (1 - 0.3 * (1 - mean)) + 0.3);
  for (let i = 0; i < 200; i++) {
    const e = exp(-Math.abs(t));
    const x = t > 0 ? 1 / (1 + e) : e / (1 + e);
    const y = t > 0 ? e / (1 + e) : 1 / (1 + e);
    const [lower, upper] = incompleteBeta(a, b, x, y, lnB);
    if (p < q ? lower > p : upper < q) high = t;
    else low = t;
    const slope = exp(a * log(x) + b * log(y) - lnB);
    const step = p < q ? (log(lower / p) * lower) / slope : (-log(upper / q) * upper) / slope;
    let next = t - Math.max(-8, Math.min(8, step));
    if (!(next > low && next < high)) {
      if (low === Number.NEGATIVE_INFINITY) next = t - 4;
      else if (high === Number.POSITIVE_INFINITY) next = t + 4;
      else next = 0.5 * (low + high);
    }
    if (Math.abs(next - t) <= 4e-16 * Math.max(1, Math.abs(t)) || Math.abs(step) < 1e-15) return [x, y];
    t = next;
  }
  const e = exp(-Math.abs(t));
  return t > 0 ? [1 / (1 + e), e / (1 + e)] : [e / (1 + e), 1 / (1 + e)];
}
