import { nextWord, type Stream } from '../random/stream.ts';
import { cellsPerOctave, cellsPerTail, firstTabulated, octaves, type QuantileTable } from './quantile-table.ts';
import type { Sampler } from './sampler.ts';

/** The quantile at the word m of 31 bits of a tail, with `fraction` in (0, 1) of its last bit. */
function computed(table: QuantileTable, word: number, m: number, fraction: number): number {
  const chance = (m + fraction) / 4294967296;
  return word < 0 ? table.law.upperQuantile(chance) : table.law.quantile(chance);
}

/** What the cells do not hold: the far tail, refined with a second word, and cells that a chord does not follow. */
function outside(table: QuantileTable, word: number, m: number, stream: Stream): number {
  const fraction = m < firstTabulated ? ((nextWord(stream) >>> 0) + 0.5) / 4294967296 : 0.5;
  return computed(table, word, m, fraction);
}

/** shift + scale·Q(U), Q from a table. The generator is `nextWord`, its state held in local variables. */
export function tableSampler(table: QuantileTable, scale: number, shift: number): Sampler {
  const { cells } = table;
  return {
    fill(stream, into, count) {
      let s0 = stream[0];
      let s1 = stream[1];
      let s2 = stream[2];
      let s3 = stream[3];
      for (let i = 0; i < count; i++) {
        const five = Math.imul(s1, 5);
        const word = Math.imul((five << 7) | (five >>> 25), 9);
        const t = s1 << 9;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = (s3 << 11) | (s3 >>> 21);
        // The first bit chooses the tail; in the upper one the other bits count down.
        const tail = word >> 31;
        const m = (word ^ tail) & 0x7fffffff;
        const zeros = Math.clz32(m);
        if (zeros <= octaves) {
          const cell = ((m >>> (25 - zeros)) & (cellsPerOctave - 1)) + (zeros - 1) * cellsPerOctave;
          const at = 2 * (cell - tail * cellsPerTail);
          const value = cells[at] + cells[at + 1] * m;
          if (!Number.isNaN(value)) {
            into[i] = shift + scale * value;
            continue;
          }
        }
        stream[0] = s0;
        stream[1] = s1;
        stream[2] = s2;
        stream[3] = s3;
        into[i] = shift + scale * outside(table, word, m, stream);
        s0 = stream[0];
        s1 = stream[1];
        s2 = stream[2];
        s3 = stream[3];
      }
      stream[0] = s0;
      stream[1] = s1;
      stream[2] = s2;
      stream[3] = s3;
    },
  };
}
