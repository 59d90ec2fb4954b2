import { ln2Head, ln2Tail, logTable } from './elementary-constants.ts';
import { exponentOf, significandOf } from './power-of-two.ts';

/** ln(1 + f) for |f| ≤ 1/32: f − f²/2 + s(f²/2 + R) with s = f/(2 + f), R = 2s²/3 + 2s⁴/5 + … */
function nearOne(f: number): number {
  const s = f / (2 + f);
  const q = s * s;
  const rest = q * (2 / 3 + q * (2 / 5 + q * (2 / 7 + q * (2 / 9 + q * (2 / 11)))));
  const half = 0.5 * f * f;
  return f - (half - s * (half + rest));
}

/**
 * Natural logarithm. With x = 2^k·z, c the multiple of 1/128 nearest to z and s = (z − c)/(z + c), |s| ≤ 0.002, it is
 * k·ln 2 + ln c + 2(s + s³/3 + s⁵/5 + s⁷/7). NaN below 0, −Infinity at 0.
 */
export function log(x: number): number {
  const f = x - 1;
  if (f <= 0.03125 && f >= -0.03125) return nearOne(f);
  if (!(x > 0 && x < Infinity)) return x === 0 ? -Infinity : x > 0 ? x : Number.NaN;
  const k = exponentOf(x);
  const z = significandOf(x, k);
  const i = Math.floor((z - 1) * 128 + 0.5);
  const c = 1 + i / 128;
  const s = (z - c) / (z + c);
  const q = s * s;
  const series = 2 * s + s * q * (2 / 3 + q * (2 / 5 + q * (2 / 7)));
  return k * ln2Head + logTable[2 * i] + (series + (k * ln2Tail + logTable[2 * i + 1]));
}

/** ln(1 + x), accurate to the last digits near 0 too. */
export function log1p(x: number): number {
  if (x <= 0.03125 && x >= -0.03125) return nearOne(x);
  const u = 1 + x;
  if (!(u > 0 && u < Infinity)) return log(u);
  // What 1 + x lost in rounding, to first order.
  return log(u) + (x >= 1 ? 1 - (u - x) : x - (u - 1)) / u;
}
