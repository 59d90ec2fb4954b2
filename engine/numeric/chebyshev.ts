/** A smooth function of one value that is costly to compute, as polynomials on pieces (Trefethen 2013, Approximation Theory). */
import { cos } from './elementary.ts';

/** Chebyshev's points in each piece, and pieces within pieces: what bends in the smallest ones is computed as it is. */
const count = 16;
const deepest = 10;

/** cos(j (k + ½) π / n): row j. Its row 1 are the points. */
const cosines = Array.from({ length: count }, (_, j) =>
  Float64Array.from({ length: count }, (_, k) => cos((j * (k + 0.5) * Math.PI) / count)),
);

/** Places in a piece, in −1…1, at which it is held against the function itself: far from all points. */
const checked = [-0.9, 0.1];

interface Piece {
  readonly low: number;
  readonly high: number;
  readonly depth: number;
  /** Coefficients of Chebyshev's polynomials; null: the function is taken as it is; not there: not looked at yet. */
  coefficients?: Float64Array | null;
  halves?: readonly [Piece, Piece];
}

export interface Accuracy {
  /** Largest error of a piece, relative to its largest value. */
  readonly tolerance: number;
  /** Values below this count as large as it. */
  readonly least?: number;
}

/**
 * `f` between the first and the last of `cuts` (rising, two at least), with which pieces begin and end; beyond them `f` itself. A
 * piece is made when a value in it is asked for, and halved until its error is small: what comes out does not depend on
 * what was asked before.
 */
export function interpolant(
  f: (x: number) => number,
  cuts: readonly number[],
  { tolerance, least = 0 }: Accuracy,
): (x: number) => number {
  const roots: Piece[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) roots.push({ low: cuts[i], high: cuts[i + 1], depth: 0 });
  const first = cuts[0];
  const last = cuts[cuts.length - 1];
  return (x) => {
    if (!(x >= first && x <= last)) return f(x);
    let a = 0;
    let b = roots.length - 1;
    while (a < b) {
      const middle = (a + b + 1) >> 1;
      if (roots[middle].low <= x) a = middle;
      else b = middle - 1;
    }
    let piece = roots[a];
    for (;;) {
      if (piece.coefficients === undefined && piece.halves === undefined) make(piece, f, tolerance, least);
      if (piece.halves === undefined) break;
      piece = piece.halves[x < piece.halves[0].high ? 0 : 1];
    }
    const { coefficients, low, high } = piece;
    return coefficients ? valueAt(coefficients, (2 * x - low - high) / (high - low)) : f(x);
  };
}

function make(piece: Piece, f: (x: number) => number, tolerance: number, least: number): void {
  const { low, high, depth } = piece;
  const middle = 0.5 * (low + high);
  const half = 0.5 * (high - low);
  const values = cosines[1].map((t) => f(middle + half * t));
  // A step keeps all of its digits: whoever compares with it counts on them.
  const coefficients = values.every((y) => y === values[0]) ? constantOf(values[0]) : coefficientsOf(values);
  const size = values.reduce((most, y) => Math.max(most, Math.abs(y)), least);
  const tail = Math.abs(coefficients[count - 1]) + Math.abs(coefficients[count - 2]);
  const holds = (t: number): boolean => Math.abs(valueAt(coefficients, t) - f(middle + half * t)) <= tolerance * size;
  if (tail <= tolerance * size && checked.every(holds)) piece.coefficients = coefficients;
  else if (depth >= deepest) piece.coefficients = null;
  else
    piece.halves = [
      { low, high: middle, depth: depth + 1 },
      { low: middle, high, depth: depth + 1 },
    ];
}

function constantOf(value: number): Float64Array {
  const out = new Float64Array(count);
  out[0] = value;
  return out;
}

function coefficientsOf(values: Float64Array): Float64Array {
  const out = new Float64Array(count);
  for (let j = 0; j < count; j++) {
    let sum = 0;
    for (let k = 0; k < count; k++) sum += values[k] * cosines[j][k];
    out[j] = ((j === 0 ? 1 : 2) * sum) / count;
  }
  return out;
}

/** Σ c_j T_j(t) (Clenshaw's recurrence). */
function valueAt(coefficients: Float64Array, t: number): number {
  let b1 = 0;
  let b2 = 0;
  for (let j = count - 1; j > 0; j--) {
    const next = coefficients[j] + 2 * t * b1 - b2;
    b2 = b1;
    b1 = next;
  }
  return coefficients[0] + t * b1 - b2;
}
