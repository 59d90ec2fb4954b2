/** Scrambled Sobol points: evenly spread over a cube, at random as a whole. */
import { nextWord, type Stream } from './stream.ts';

/**
 * Primitive polynomials over GF(2) of dimensions 2, 3, …: bit k is the coefficient of x^k. With the numbers below they
 * are the set "new-joe-kuo-6" of Joe and Kuo (2008), Constructing Sobol sequences with better two-dimensional projections.
 */
const polynomials = [
  3, 7, 11, 13, 19, 25, 37, 41, 47, 55, 59, 61, 67, 91, 97, 103, 109, 115, 131, 137, 143, 145, 157, 167, 171, 185, 191,
  193, 203, 211, 213, 229, 239, 241, 247, 253, 285, 299, 301, 333, 351, 355, 357, 361, 369, 391, 397,
];
/** Initial direction numbers m₁, m₂, … of each dimension. */
const initial =
  '1;1,3;1,3,1;1,1,1;1,1,3,3;1,3,5,13;1,1,5,5,17;1,1,5,5,5;1,1,7,11,19;1,1,5,1,1;1,1,1,3,11;1,3,5,5,31;1,3,3,9,7,49;' +
  '1,1,1,15,21,21;1,3,1,13,27,49;1,1,1,15,7,5;1,3,1,15,13,25;1,1,5,5,19,61;1,3,7,11,23,15,103;1,3,7,13,13,15,69;' +
  '1,1,3,13,7,35,63;1,3,5,9,1,25,53;1,3,1,13,9,35,107;1,3,1,5,27,61,31;1,1,5,11,19,41,61;1,3,5,3,3,13,69;' +
  '1,1,7,13,1,19,1;1,3,7,5,13,19,59;1,1,3,9,25,29,41;1,3,5,13,23,1,55;1,3,7,3,13,59,17;1,3,1,3,5,53,69;' +
  '1,1,5,5,23,33,13;1,1,7,7,1,61,123;1,1,7,9,13,61,49;1,3,3,5,3,55,33;1,3,1,15,31,13,49,245;1,3,5,15,31,59,63,97;' +
  '1,3,1,11,11,11,77,249;1,3,1,11,27,43,71,9;1,1,7,15,21,11,81,45;1,3,7,3,25,31,65,79;1,3,1,1,19,11,3,205;' +
  '1,1,5,9,19,21,29,157;1,3,7,11,1,33,89,185;1,3,3,3,15,9,79,71;1,3,7,11,15,39,119,27';

const bits = 32;

/** Dimensions there are numbers for. */
export const sobolDimensions = polynomials.length + 1;

/** The direction numbers of a dimension as 32-bit words: column k of its generator matrix, first digit in the top bit. */
export function directions(dimension: number): Int32Array {
  const out = new Int32Array(bits);
  if (dimension === 0) {
    for (let k = 0; k < bits; k++) out[k] = 1 << (bits - 1 - k);
    return out;
  }
  const polynomial = polynomials[dimension - 1];
  const degree = 31 - Math.clz32(polynomial);
  const m = initial.split(';')[dimension - 1].split(',').map(Number);
  for (let k = 0; k < bits; k++) {
    if (k < degree) out[k] = m[k] << (bits - 1 - k);
    else {
      let v = out[k - degree] ^ (out[k - degree] >>> degree);
      for (let i = 1; i < degree; i++) if ((polynomial >>> (degree - i)) & 1) v ^= out[k - i];
      out[k] = v;
    }
  }
  return out;
}

/**
 * The first `count` coordinates of a dimension, scrambled by a random lower triangular matrix and a digital shift (Matoušek
 * 1998): every number is uniform on 0–1, and together with other dimensions they stay a net. Strictly between 0 and 1.
 */
export function sobolCoordinates(dimension: number, count: number, stream: Stream): Float64Array {
  const columns = directions(dimension).map((column) => column);
  const rows = Int32Array.from({ length: bits }, (_, i) => {
    // Row i of the matrix: anything left of the diagonal, 1 on it.
    const left = i === 0 ? 0 : nextWord(stream) & (-1 << (bits - i));
    return left | (1 << (bits - 1 - i));
  });
  const scrambled = columns.map((column) => {
    let out = 0;
    for (let i = 0; i < bits; i++) out |= parity(rows[i] & column) << (bits - 1 - i);
    return out;
  });
  const shift = nextWord(stream);
  const out = new Float64Array(count);
  let word = shift;
  for (let n = 0; n < count; n++) {
    out[n] = ((word >>> 0) + 0.5) / 4294967296;
    // Gray code: the next point differs in one column.
    word ^= scrambled[31 - Math.clz32((n + 1) & -(n + 1))];
  }
  return out;
}

function parity(word: number): number {
  let w = word;
  w ^= w >>> 16;
  w ^= w >>> 8;
  w ^= w >>> 4;
  w ^= w >>> 2;
  w ^= w >>> 1;
  return w & 1;
}
