import { by64Ln2, exp2Table, ln2By64Head, ln2By64Tail } from './elementary-constants.ts';
import { powerOfTwo } from './power-of-two.ts';

/** Above it e^x is Infinity; below the other it is 0. */
const overflow = 709.782712893384;
const underflow = -745.1332191019412;

/**
 * e^x. With x = (64m + j)·(ln 2)/64 + r and |r| ≤ 0.0055 it is 2^m · 2^(j/64) · e^r: a table and a polynomial of degree 5
 * (truncation 4e-17).
 */
export function exp(x: number): number {
  if (!(x <= overflow)) return x > overflow ? Infinity : Number.NaN;
  if (x < underflow) return 0;
  const n = Math.floor(x * by64Ln2 + 0.5);
  const j = n & 63;
  const m = (n - j) / 64;
  const r = x - n * ln2By64Head - n * ln2By64Tail;
  const p = r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))));
  const head = exp2Table[2 * j];
  const value = head + (exp2Table[2 * j + 1] + head * p);
  if (m >= -1021 && m <= 1023) return value * powerOfTwo(m);
  return m > 1023 ? value * 2 * powerOfTwo(1023) : value * powerOfTwo(-1021) * powerOfTwo(m + 1021);
}

/** e^x − 1, accurate to the last digits near 0 too. */
export function expm1(x: number): number {
  if (x < 0.02 && x > -0.02) {
    // Taylor: the first term left out is x^9/9!, below 2e-21.
    const t = 1 / 6 + x * (1 / 24 + x * (1 / 120 + x * (1 / 720 + x * (1 / 5040 + x * (1 / 40320)))));
    return x + x * x * (0.5 + x * t);
  }
  if (!(x <= overflow)) return x > overflow ? Infinity : Number.NaN;
  if (x < -40) return -1;
  const n = Math.floor(x * by64Ln2 + 0.5);
  const j = n & 63;
  const m = (n - j) / 64;
  const r = x - n * ln2By64Head - n * ln2By64Tail;
  const p = r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  const head = exp2Table[2 * j];
  const rest = exp2Table[2 * j + 1] + head * p;
  if (m > 1023) return (head + rest) * 2 * powerOfTwo(1023);
  const scale = powerOfTwo(m);
  // 2^m · head − 1 is exact where there is cancellation; what was rounded off elsewhere is added back.
  const scaled = head * scale;
  const minusOne = scaled - 1;
  const lost = scaled > 1 ? scaled - minusOne - 1 : scaled - (minusOne + 1);
  return minusOne + (lost + rest * scale);
}
