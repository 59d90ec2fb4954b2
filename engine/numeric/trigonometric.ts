import {
  byHalfPi,
  halfPiHead,
  halfPiMiddle,
  halfPiShortHead,
  halfPiShortMiddle,
  halfPiShortTail,
  halfPiTail,
} from './elementary-constants.ts';

const splitter = 134217729;

/** Second result of the two reductions: what the head, their first result, lost in rounding. */
let reducedTail = 0;

/** x − n·π/2 as head and tail for |n| < 2^20. */
function reduceSmall(x: number, n: number): number {
  const a = x - n * halfPiShortHead;
  const q = n * halfPiShortMiddle;
  const b = a - q;
  const bTail = a - b - q - n * halfPiShortTail;
  const r = b + bTail;
  reducedTail = b - r + bTail;
  return r;
}

/** x − n·π/2 as head and tail; products are exact (Dekker), so that no digits cancel away up to |x| = 2^50. */
function reduceLarge(x: number, n: number): number {
  const tn = splitter * n;
  const nh = tn - (tn - n);
  const nl = n - nh;
  const p = n * halfPiHead;
  const th = splitter * halfPiHead;
  const ph = th - (th - halfPiHead);
  const pl = halfPiHead - ph;
  const pTail = nl * pl - (p - nh * ph - nl * ph - nh * pl);
  const q = n * halfPiMiddle;
  const tm = splitter * halfPiMiddle;
  const qh = tm - (tm - halfPiMiddle);
  const ql = halfPiMiddle - qh;
  const qTail = nl * ql - (q - nh * qh - nl * qh - nh * ql);
  const a = x - p;
  const b = a - pTail;
  const bTail = a - b - pTail;
  const c = b - q;
  const cBack = b - c;
  const cTail = cBack - q;
  const rest = bTail + cTail - qTail - n * halfPiTail;
  const r = c + rest;
  reducedTail = c - r + rest;
  return r;
}

/** sin(r + e) for |r| ≤ π/4 and a tiny e; Taylor to r^17. */
function sinKernel(r: number, e: number): number {
  const q = r * r;
  const high =
    -1 / 5040 +
    q *
      (1 / 362880 + q * (-1 / 39916800 + q * (1 / 6227020800 + q * (-1 / 1307674368000 + q * (1 / 355687428096000)))));
  const series = q * r * (-1 / 6 + q * (1 / 120 + q * high));
  return r + (series + e * (1 - 0.5 * q));
}

/** cos(r + e) for |r| ≤ π/4 and a tiny e; Taylor to r^18. */
function cosKernel(r: number, e: number): number {
  const q = r * r;
  const high =
    1 / 40320 +
    q *
      (-1 / 3628800 +
        q * (1 / 479001600 + q * (-1 / 87178291200 + q * (1 / 20922789888000 + q * (-1 / 6402373705728000)))));
  const series = q * q * (1 / 24 + q * (-1 / 720 + q * high));
  const half = 0.5 * q;
  const head = 1 - half;
  return head + (1 - head - half + (series - r * e));
}

/**
 * Sine and cosine of `x` (radians) into `into[at]` and `into[at + 1]`. Full accuracy for |x| ≤ 2^50; beyond that the
 * argument itself is coarser than a turn's digits and the result is merely within −1…1. NaN for infinite x.
 */
export function sincos(x: number, into: Float64Array, at = 0): void {
  const n = Math.floor(x * byHalfPi + 0.5);
  let r = x;
  let e = 0;
  if (n !== 0) {
    r = n < 1048576 && n > -1048576 ? reduceSmall(x, n) : reduceLarge(x, n);
    e = reducedTail;
    if (!(r <= 1 && r >= -1)) {
      const wild = Number.isFinite(x) ? 0 : Number.NaN;
      into[at] = wild;
      into[at + 1] = wild + 1;
      return;
    }
  }
  const s = sinKernel(r, e);
  const c = cosKernel(r, e);
  const turn = n < 1048576 && n > -1048576 ? n & 3 : n - 4 * Math.floor(n / 4);
  into[at] = turn === 0 ? s : turn === 1 ? c : turn === 2 ? -s : -c;
  into[at + 1] = turn === 0 ? c : turn === 1 ? -s : turn === 2 ? -c : s;
}

const pair = new Float64Array(2);

/** Sine of x radians; see `sincos`. */
export function sin(x: number): number {
  if (x === 0) return x;
  sincos(x, pair);
  return pair[0];
}

/** Cosine of x radians; see `sincos`. */
export function cos(x: number): number {
  sincos(x, pair);
  return pair[1];
}
