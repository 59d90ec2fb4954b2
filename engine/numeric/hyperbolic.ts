import { exp, expm1 } from './exponential.ts';
import { log, log1p } from './logarithm.ts';

/** Hyperbolic sine. */
export function sinh(x: number): number {
  const a = Math.abs(x);
  if (a > 40) {
    const root = exp(0.5 * a);
    return x > 0 ? 0.5 * root * root : -0.5 * root * root;
  }
  const e = expm1(a);
  const value = 0.5 * (e + e / (e + 1));
  return x < 0 ? -value : x === 0 ? x : value;
}

/** Hyperbolic cosine. */
export function cosh(x: number): number {
  const a = Math.abs(x);
  if (a > 40) {
    const root = exp(0.5 * a);
    return 0.5 * root * root;
  }
  const e = exp(a);
  return 0.5 * (e + 1 / e);
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  const a = Math.abs(x);
  if (a > 22) return x > 0 ? 1 : -1;
  const e = expm1(2 * a);
  const value = e / (e + 2);
  return x < 0 ? -value : x === 0 ? x : value;
}

/** Inverse hyperbolic sine. */
export function asinh(x: number): number {
  const a = Math.abs(x);
  if (a === 0 || Number.isNaN(a)) return x;
  // Above 2^28 the 1 under the root is below the last digit.
  const value = a > 268435456 ? log(a) + Math.LN2 : log1p(a + (a * a) / (1 + Math.sqrt(a * a + 1)));
  return x < 0 ? -value : value;
}

/** Inverse hyperbolic cosine; NaN below 1. */
export function acosh(x: number): number {
  if (x > 268435456) return log(x) + Math.LN2;
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}
