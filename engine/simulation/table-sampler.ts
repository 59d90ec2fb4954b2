import { nextWord, type Stream } from '../random/stream.ts';
import { cellsPerOctave, cellsPerTail, firstTabulated, type QuantileTable } from './quantile-table.ts';
import type { Sampler } from './sampler.ts';

/** The quantile at the word m of 31 bits of a tail, with `fraction` in (0, 1) of its last bit. */
function computed(table: QuantileTable, word: number, m: number, fraction: number): number {
  const chance = (m + fraction) / 4294967296;
  return word < 0 ? table.law.upperQuantile(chance) : table.law.quantile(chance);
}

/** shift + scale·Q(U), Q from a table. */
export function tableSampler(table: QuantileTable, scale: number, shift: number): Sampler {
  const { cells } = table;
  const draw = (word: number, stream: Stream): number => {
    const m = (word < 0 ? ~word : word) & 0x7fffffff;
    if (m < firstTabulated) return computed(table, word, m, ((nextWord(stream) >>> 0) + 0.5) / 4294967296);
    const zeros = Math.clz32(m);
    const cell = ((m >>> (25 - zeros)) & (cellsPerOctave - 1)) + (zeros - 1) * cellsPerOctave;
    const at = 2 * (word < 0 ? cell + cellsPerTail : cell);
    const value = cells[at] + cells[at + 1] * m;
    return Number.isNaN(value) ? computed(table, word, m, 0.5) : value;
  };
  return {
    fill(stream, into, count) {
      for (let i = 0; i < count; i++) into[i] = shift + scale * draw(nextWord(stream), stream);
    },
  };
}
