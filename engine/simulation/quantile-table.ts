/**
 * A quantile function as a table that one random word indexes. The first bit chooses the tail, the leading zeros of the
 * rest its octave, six more bits the cell, what remains the place in the cell; so the table is as fine, relative to the
 * distance from the end, at a chance of 2^-20 as it is in the middle.
 */

import { powerOfTwo } from '../numeric/power-of-two.ts';

/** Octaves of each tail that the table covers: down to a chance of 2^-20. */
export const octaves = 19;
export const cellsPerOctave = 64;
/**
 * Numbers of an octave, two for each cell, and of a tail: octave k begins at row k, for a word of 31 bits in it has k leading
 * zeros of 32. Every word has a cell; those beyond the table hold NaN. Row 32 of the lower tail is the unused row 0 of the upper.
 */
const octaveSize = 2 * cellsPerOctave;
export const tailSize = 32 * octaveSize;

/** Words below it (of 31 bits, 2^(31 − octaves)) lie beyond the table; they are refined with a second word. */
export const firstTabulated = 4096;

/** Largest accepted error of a cell, relative to the value, and relative to the median. */
const cellTolerance = 2e-4;
const floorTolerance = 1e-6;

/** Largest accepted error of an interpolated octave, relative to the value. */
const nodeTolerance = 1e-7;

/** `cells[i] + cells[i + 1]·m` is the quantile at the 31-bit word m of the cell at i; NaN where it has to be computed. Upper tail second. */
export interface QuantileTable {
  readonly cells: Float64Array;
  /** The law itself, for what the cells do not hold. */
  readonly law: Quantiles;
}

/** The two tails of a quantile function: `upperQuantile(q)` is `quantile(1 − q)` without the rounding of 1 − q. */
export interface Quantiles {
  quantile(p: number): number;
  upperQuantile(q: number): number;
}

/** cos(kπ/10): the extremes of a Chebyshev polynomial, written out so that they are the same everywhere. */
const cosines = [1, 0.9510565162951535, 0.8090169943749475, 0.5877852522924731, 0.30901699437494745, 0];
const degree = 10;

/** Where in an octave, from 0 to 1, the quantile function itself is called: Chebyshev's points. */
const points = Float64Array.from({ length: degree + 1 }, (_, k) =>
  k <= 5 ? (1 - cosines[k]) / 2 : (1 + cosines[degree - k]) / 2,
);

/** Where else it is called to see whether the polynomial through those points holds. */
const checks = [0.0123, 0.261, 0.61, 0.9877];

/**
 * What each point weighs in the polynomial's value at each of some places, place after place: the barycentric formula for
 * Chebyshev's points (Salzer 1972).
 */
function weightsAt(places: readonly number[]): Float64Array {
  const weights = new Float64Array(places.length * (degree + 1));
  for (let i = 0, at = 0; i < places.length; i++, at += degree + 1) {
    const equal = points.indexOf(places[i]);
    if (equal >= 0) {
      weights[at + equal] = 1;
      continue;
    }
    let sum = 0;
    for (let k = 0; k <= degree; k++) {
      const half = k === 0 || k === degree ? 0.5 : 1;
      const weight = (k % 2 === 0 ? half : -half) / (places[i] - points[k]);
      weights[at + k] = weight;
      sum += weight;
    }
    for (let k = 0; k <= degree; k++) weights[at + k] /= sum;
  }
  return weights;
}

const nodeWeights = weightsAt(Array.from({ length: cellsPerOctave + 1 }, (_, j) => j / cellsPerOctave));
const checkWeights = weightsAt(checks);

/** The polynomial's value at the place `index` of those that the weights are for. */
function weighted(values: Float64Array, weights: Float64Array, index: number): number {
  const at = index * (degree + 1);
  let sum = 0;
  for (let k = 0; k <= degree; k++) sum += weights[at + k] * values[k];
  return sum;
}

/**
 * The quantile at the 65 nodes of an octave, evenly spaced in the chance of the tail from `from` to twice that: by a
 * polynomial through a few of its values where that holds, for a quantile function can be dear.
 */
function octaveNodes(quantileOfTail: (chance: number) => number, from: number): Float64Array {
  const at = (place: number): number => quantileOfTail(from * (1 + place));
  const values = points.map(at);
  const isSmooth = checks.every((place, i) => {
    const value = at(place);
    return Math.abs(weighted(values, checkWeights, i) - value) <= nodeTolerance * Math.abs(value);
  });
  const nodes = new Float64Array(cellsPerOctave + 1);
  for (let j = 0; j <= cellsPerOctave; j++) {
    nodes[j] = isSmooth ? weighted(values, nodeWeights, j) : at(j / cellsPerOctave);
  }
  return nodes;
}

/**
 * Fills the cells of one octave with chords, lowered by the mean of the curve's distance from its chord, so that the mean
 * of a draw is that of the law. A cell that a chord does not follow (a jump, a very steep tail) is left to be computed.
 */
function fillOctave(cells: Float64Array, at: number, nodes: Float64Array, firstWord: number, scale: number): void {
  const width = firstWord / cellsPerOctave;
  for (let c = 0; c < cellsPerOctave; c++) {
    const left = nodes[c];
    const right = nodes[c + 1];
    const before = c > 0 ? nodes[c - 1] - 2 * left + right : nodes[c + 2] - 2 * right + left;
    const after = c < cellsPerOctave - 1 ? nodes[c + 2] - 2 * right + left : before;
    const bend = 0.5 * (before + after);
    const size = Math.min(Math.abs(left), Math.abs(right));
    const error = Math.max(Math.abs(before), Math.abs(after)) / 8;
    const slope = (right - left) / width;
    const followed = error <= cellTolerance * size + floorTolerance * scale && Number.isFinite(slope);
    const start = firstWord + c * width;
    cells[at + 2 * c] = followed ? left - bend / 12 - slope * (start - 0.5) : Number.NaN;
    cells[at + 2 * c + 1] = followed ? slope : Number.NaN;
  }
}

/** Tabulates a law. */
export function quantileTable(law: Quantiles): QuantileTable {
  const cells = new Float64Array(2 * tailSize + octaveSize).fill(Number.NaN);
  const scale = Math.abs(law.quantile(0.5));
  for (let tail = 0; tail < 2; tail++) {
    const quantileOfTail = (chance: number): number => (tail === 0 ? law.quantile(chance) : law.upperQuantile(chance));
    for (let octave = 0; octave < octaves; octave++) {
      const firstWord = powerOfTwo(30 - octave);
      const nodes = octaveNodes(quantileOfTail, firstWord / 4294967296);
      fillOctave(cells, tail * tailSize + (octave + 1) * octaveSize, nodes, firstWord, scale);
    }
  }
  return { cells, law };
}
