import { nextWord, type Stream } from '../random/stream.ts';
import { firstTabulated, type QuantileTable } from './quantile-table.ts';
import type { Sampler } from './sampler.ts';

/*
 * Two loops that are the same but for what they do with a value, written out and with an inner loop that calls nothing: a
 * call in it, even one that hardly ever happens, doubles the time of a draw. The generator is `nextWord` with its state in
 * local variables; 4096 is `tailSize`, and 7 bits are an octave's size, two numbers for each of its 64 cells.
 */

/** The quantile at the word m of 31 bits of a tail, with `fraction` in (0, 1) of its last bit. */
function computed(table: QuantileTable, word: number, m: number, fraction: number): number {
  const chance = (m + fraction) / 4294967296;
  return word < 0 ? table.law.upperQuantile(chance) : table.law.quantile(chance);
}

/** What the cells do not hold: the far tail, refined with a second word, and cells that a chord does not follow. */
function outside(table: QuantileTable, word: number, stream: Stream): number {
  const m = word & 0x7fffffff;
  const fraction = m < firstTabulated ? ((nextWord(stream) >>> 0) + 0.5) / 4294967296 : 0.5;
  return computed(table, word, m, fraction);
}

function fill(table: QuantileTable, affine: Float64Array, stream: Stream, into: Float64Array, count: number): void {
  const { cells } = table;
  const scale = affine[0];
  const shift = affine[1];
  let s0 = stream[0];
  let s1 = stream[1];
  let s2 = stream[2];
  let s3 = stream[3];
  let word = 0;
  for (let i = 0; i < count; i++) {
    for (; i < count; i++) {
      const five = Math.imul(s1, 5);
      word = Math.imul((five << 7) | (five >>> 25), 9);
      const t = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = (s3 << 11) | (s3 >>> 21);
      // The first bit chooses the tail, the leading zeros of the others the octave, the six bits after its first the cell.
      const m = word & 0x7fffffff;
      const zeros = Math.clz32(m);
      const at = ((word >> 31) & 4096) + (zeros << 7) + ((m >>> (24 - zeros)) & 126);
      const value = cells[at] + cells[at + 1] * m;
      if (Number.isNaN(value)) break;
      into[i] = shift + scale * value;
    }
    if (i === count) break;
    stream[0] = s0;
    stream[1] = s1;
    stream[2] = s2;
    stream[3] = s3;
    into[i] = shift + scale * outside(table, word, stream);
    s0 = stream[0];
    s1 = stream[1];
    s2 = stream[2];
    s3 = stream[3];
  }
  stream[0] = s0;
  stream[1] = s1;
  stream[2] = s2;
  stream[3] = s3;
}

/** One draw of Q(U). */
function drawOne(table: QuantileTable, stream: Stream): number {
  const { cells } = table;
  const word = nextWord(stream);
  const m = word & 0x7fffffff;
  const zeros = Math.clz32(m);
  const at = ((word >> 31) & 4096) + (zeros << 7) + ((m >>> (24 - zeros)) & 126);
  const value = cells[at] + cells[at + 1] * m;
  return Number.isNaN(value) ? outside(table, word, stream) : value;
}

/** Adds draw i to the sum of the row `to[i]`; gives the sum of all. Two draws in a turn of the inner loop cost less than two turns. */
function addTo(
  table: QuantileTable,
  affine: Float64Array,
  stream: Stream,
  sums: Float64Array,
  to: Int32Array,
  count: number,
): number {
  const { cells } = table;
  const scale = affine[0];
  const shift = affine[1];
  // Two sums: each addition waits for the one before it.
  let total = 0;
  let other = 0;
  for (let i = 0; i < count; i++) {
    let s0 = stream[0];
    let s1 = stream[1];
    let s2 = stream[2];
    let s3 = stream[3];
    for (; i + 1 < count; i += 2) {
      const b0 = s0;
      const b1 = s1;
      const b2 = s2;
      const b3 = s3;
      const fiveA = Math.imul(s1, 5);
      const wordA = Math.imul((fiveA << 7) | (fiveA >>> 25), 9);
      const tA = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= tA;
      s3 = (s3 << 11) | (s3 >>> 21);
      const mA = wordA & 0x7fffffff;
      const zerosA = Math.clz32(mA);
      const atA = ((wordA >> 31) & 4096) + (zerosA << 7) + ((mA >>> (24 - zerosA)) & 126);
      const valueA = cells[atA] + cells[atA + 1] * mA;
      const fiveB = Math.imul(s1, 5);
      const wordB = Math.imul((fiveB << 7) | (fiveB >>> 25), 9);
      const tB = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= tB;
      s3 = (s3 << 11) | (s3 >>> 21);
      const mB = wordB & 0x7fffffff;
      const zerosB = Math.clz32(mB);
      const atB = ((wordB >> 31) & 4096) + (zerosB << 7) + ((mB >>> (24 - zerosB)) & 126);
      const valueB = cells[atB] + cells[atB + 1] * mB;
      if (Number.isNaN(valueA + valueB)) {
        // One of them has to be computed, with words that come before those of the other.
        s0 = b0;
        s1 = b1;
        s2 = b2;
        s3 = b3;
        break;
      }
      const first = shift + scale * valueA;
      const second = shift + scale * valueB;
      total += first;
      sums[to[i]] += first;
      other += second;
      sums[to[i + 1]] += second;
    }
    stream[0] = s0;
    stream[1] = s1;
    stream[2] = s2;
    stream[3] = s3;
    if (i >= count) break;
    const amount = shift + scale * drawOne(table, stream);
    total += amount;
    sums[to[i]] += amount;
  }
  return total + other;
}

/** shift + scale·Q(U), Q from a table. */
export function tableSampler(table: QuantileTable, scale: number, shift: number): Sampler {
  // In an array, so that the loops have them as doubles and need not look what they are in every turn.
  const affine = Float64Array.of(scale, shift);
  return {
    fill: (stream, into, count) => fill(table, affine, stream, into, count),
    addTo: (stream, sums, to, count) => addTo(table, affine, stream, sums, to, count),
  };
}
