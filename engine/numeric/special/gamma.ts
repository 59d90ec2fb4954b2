/** The gamma function and its incomplete forms. Lanczos approximation (g = 607/128); series and continued fraction. */
import { exp, log, log1p } from '../elementary.ts';
import { normalQuantile } from './normal.ts';

const lanczos = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202,
  0.00003399464998481189, 0.00004652362892704858, -0.00009837447530487956, 0.0001580887032249125,
  -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639, 0.00008441822398385275,
  -0.000026190838401581408, 0.0000036899182659531625,
];
const halfLog2Pi = 0.9189385332046728;

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  if (x > 15) {
    const r = 1 / (x * x);
    const tail = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r * (1 / 1188 - r * (691 / 360360)))))) / x;
    return (x - 0.5) * log(x) - x + halfLog2Pi + tail;
  }
  let sum = lanczos[0];
  for (let i = 1; i < 15; i++) sum += lanczos[i] / (x + i);
  const t = x + 5.2421875;
  return (x + 0.5) * log(t) - t + halfLog2Pi + log(sum / x);
}

/** ln(1 + x) − x without cancellation for small x. */
function log1pMinus(x: number): number {
  if (Math.abs(x) > 0.3) return log1p(x) - x;
  let term = -x * x;
  let sum = 0;
  for (let k = 2; k < 60; k++) {
    const add = term / k;
    sum += add;
    if (Math.abs(add) < 1e-17 * Math.abs(sum)) break;
    term *= -x;
  }
  return sum;
}

/** x^a e^(−x) / Γ(a + 1), without overflow and, for large a, without cancellation. */
export function poissonDensity(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (a < 15) return exp(a * log(x) - x - logGamma(a + 1));
  const r = 1 / (a * a);
  const tail = (1 / 12 - r * (1 / 360 - r * (1 / 1260 - r * (1 / 1680 - r / 1188)))) / a;
  return exp(a * log1pMinus((x - a) / a) - tail) / Math.sqrt(6.283185307179586 * a);
}

/** Regularised incomplete gamma functions [P(a, x), Q(a, x)], both with relative accuracy where they are small. */
export function incompleteGamma(a: number, x: number): readonly [lower: number, upper: number] {
  if (!(x > 0)) return [0, 1];
  if (x === Number.POSITIVE_INFINITY) return [1, 0];
  const front = poissonDensity(a, x);
  if (x < a + 1) {
    let term = 1;
    let sum = 1;
    for (let k = 1; k < 100_000; k++) {
      term *= x / (a + k);
      sum += term;
      if (term < sum * 1e-17) break;
    }
    const lower = Math.min(1, front * sum);
    return [lower, 1 - lower];
  }
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < 1e-300) d = 1e-300;
    c = b + an / c;
    if (Math.abs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  const upper = Math.min(1, front * a * h);
  return [1 - upper, upper];
}

/**
 * x with P(a, x) = p, where `q` = 1 − p is given too so that either tail is accurate. Newton in ln x with bisection as
 * a net; start by Wilson and Hilferty.
 */
export function inverseIncompleteGamma(a: number, p: number, q: number): number {
  if (p <= 0) return 0;
  if (q <= 0) return Number.POSITIVE_INFINITY;
  const z = p < q ? normalQuantile(p) : -normalQuantile(q);
  const w = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
  const small = exp((log(p) + logGamma(a + 1)) / a);
  let x = w > 0.2 && a > 0.5 ? a * w * w * w : small;
  if (!(x > 0)) return 0;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 200; i++) {
    const [lower, upper] = incompleteGamma(a, x);
    const error = p < q ? lower - p : q - upper;
    if (error > 0) high = x;
    else low = x;
    const slope = poissonDensity(a, x) * a;
    const relative = p < q ? lower : upper;
    // Newton for ln of the smaller tail in ln x: nearly linear in both tails.
    const step = p < q ? (log(relative / p) * relative) / slope : (-log(relative / q) * relative) / slope;
    let next = x * exp(-Math.max(-2, Math.min(2, step)));
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? x * 2 : 0.5 * (low + high);
    if (Math.abs(next - x) <= 1e-15 * x) return next;
    x = next;
  }
  return x;
}
