import { ln2Head, ln2Tail, logTable } from './elementary-constants.ts';
import { exp } from './exponential.ts';
import { exponentOf, significandOf } from './power-of-two.ts';

/** 2^27 + 1: splits a double into two halves of 26 bits (Veltkamp). */
const splitter = 134217729;

/** What a·b loses in rounding to `product` (Dekker). */
function productTail(a: number, b: number, product: number): number {
  const ta = splitter * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = splitter * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}

/** e^(y·ln x) for finite x > 0 and finite y, with ln x carried in two doubles. */
function positivePower(x: number, y: number): number {
  const k = exponentOf(x);
  const z = significandOf(x, k);
  const i = Math.floor((z - 1) * 128 + 0.5);
  const c = 1 + i / 128;
  const a = z - c;
  const b = z + c;
  const bTail = c - (b - z);
  const s = a / b;
  const sb = s * b;
  const sTail = (a - sb - productTail(s, b, sb) - s * bTail) / b;
  const q = s * s;
  const small = s * q * (2 / 3 + q * (2 / 5 + q * (2 / 7))) + 2 * sTail + (k * ln2Tail + logTable[2 * i + 1]);
  // ln x = exact + 2s + small, renormalised to head + tail.
  const exact = k * ln2Head + logTable[2 * i];
  const sum = exact + 2 * s;
  const sumTail = 2 * s - (sum - exact);
  const headSum = sum + (sumTail + small);
  const tailSum = sumTail + small - (headSum - sum);
  const product = y * headSum;
  if (!(product < 710 && product > -746)) return product > 0 ? Infinity : 0;
  const tail = productTail(y, headSum, product) + y * tailSum;
  const value = exp(product);
  return value === Infinity || value === 0 ? value : value + value * tail;
}

/** x^y with the special cases of IEEE 754 `pow`, but NaN for x = ±1 and y infinite (as the language's own operator). */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (y === Infinity || y === -Infinity) return size === 1 ? Number.NaN : size > 1 === y > 0 ? Infinity : 0;
  const odd = Number.isInteger(y) && Math.abs(y % 2) === 1;
  const negative = (x < 0 || Object.is(x, -0)) && odd;
  if (size === 0 || size === Infinity) {
    const value = (size === 0) === y > 0 ? 0 : Infinity;
    return negative ? -value : value;
  }
  if (x < 0 && !Number.isInteger(y)) return Number.NaN;
  if (y === 1) return x;
  if (Math.abs(y) > 1e300) return size === 1 ? 1 : size > 1 === y > 0 ? Infinity : 0;
  const value = positivePower(size, y);
  return negative ? -value : value;
}
