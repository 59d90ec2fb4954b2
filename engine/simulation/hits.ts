/** Which events a coin falls for. */
import type { Expression } from '../model.ts';
import type { Stream } from '../random/stream.ts';
import { type CountTable, countTable, decide, undecided, upperCell } from './count-table.ts';

/** Gaps up to it are told apart; a longer one is put together, for the coins have no memory. */
const longestGap = 200;

/** What goes on from one piece of a block to the next: events to be passed over first, and whether a hit follows them. */
export interface Gap {
  length: number;
  hit: boolean;
}

/** Chances of 0, 1, … `longestGap` − 1 misses before a hit, and of more. */
function gapChances(chance: number): Float64Array {
  const chances = new Float64Array(longestGap + 1);
  let left = 1;
  for (let k = 0; k < longestGap; k++) {
    chances[k] = left * chance;
    left *= 1 - chance;
  }
  chances[longestGap] = left;
  return chances;
}

/** The table of gaps for a chance that is the same in every year; null for one that is not, or never or always falls. */
export function gapTable(probability: Expression): CountTable | null {
  if (probability.kind !== 'constant' || !(probability.value > 0 && probability.value < 1)) return null;
  return countTable(gapChances(probability.value));
}

/** Indices of the events with a hit, from gap to gap: what is drawn is one number for each hit, not for each event. */
export function hitsByGap(table: CountTable, stream: Stream, gap: Gap, into: Int32Array, count: number): number {
  const { guide } = table;
  let hits = 0;
  let at = gap.length;
  let hit = gap.hit;
  while (at < count) {
    let s0 = stream[0];
    let s1 = stream[1];
    let s2 = stream[2];
    let s3 = stream[3];
    let word = 0;
    let misses = 0;
    while (at < count) {
      if (hit) into[hits++] = at++;
      // `nextWord` in local variables.
      const five = Math.imul(s1, 5);
      word = Math.imul((five << 7) | (five >>> 25), 9);
      const t = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = (s3 << 11) | (s3 >>> 21);
      misses = guide[upperCell(word)];
      if (misses === undecided) break;
      hit = misses < longestGap;
      at += misses;
    }
    stream[0] = s0;
    stream[1] = s1;
    stream[2] = s2;
    stream[3] = s3;
    if (misses === undecided) {
      misses = decide(table, upperCell(word), stream);
      hit = misses < longestGap;
      at += misses;
    }
  }
  gap.length = at - count;
  gap.hit = hit;
  return hits;
}

/** Indices of the events whose coin falls, one for each event; `chance` by year. Without a branch that is hard to foresee. */
export function hitsByCoin(
  chance: Float64Array,
  years: number,
  year: Int32Array,
  stream: Stream,
  into: Int32Array,
  count: number,
): number {
  // 31 bits; a chance of 1 becomes −2^31, below which the difference of any word wraps as it must.
  const limit = new Int32Array(years);
  for (let y = 0; y < years; y++) limit[y] = Math.round(Math.min(1, Math.max(0, chance[y])) * 2147483648) | 0;
  let [s0, s1, s2, s3] = [stream[0], stream[1], stream[2], stream[3]];
  let hits = 0;
  for (let i = 0; i < count; i++) {
    const five = Math.imul(s1, 5);
    const word = Math.imul((five << 7) | (five >>> 25), 9) >>> 1;
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    into[hits] = i;
    hits += (word - limit[year[i]]) >>> 31;
  }
  stream[0] = s0;
  stream[1] = s1;
  stream[2] = s2;
  stream[3] = s3;
  return hits;
}
