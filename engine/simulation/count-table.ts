/** Whole numbers by their chances, from a table that sixteen random bits index. */
import { nextWord, type Stream } from '../random/stream.ts';

/** Marks a cell that holds a bound: which number it is takes more bits. */
export const undecided = 255;

const cells = 65536;
/** Bounds are places on this scale: 48 bits. */
const whole = 281474976710656;

export interface CountTable {
  /** The number for each of 65 536 equal parts of the unit interval; 255 where it is not the same in all of the part. */
  readonly guide: Uint8Array;
  /** `bounds[k]`: chance of at most k, times 2^48; the last is infinite. */
  readonly bounds: Float64Array;
}

/** A table of the numbers 0, 1, 2 … with the given chances; what is missing to 1 goes to the last of them. */
export function countTable(chances: ArrayLike<number>): CountTable {
  const bounds = new Float64Array(chances.length);
  const guide = new Uint8Array(cells).fill(undecided);
  let sum = 0;
  let from = 0;
  for (let k = 0; k < chances.length; k++) {
    sum += chances[k];
    const bound = k === chances.length - 1 ? whole : Math.min(whole, Math.round(sum * whole));
    const cell = bound / (whole / cells);
    if (k < undecided) guide.fill(k, Math.ceil(from), Math.max(Math.ceil(from), Math.floor(cell)));
    from = cell;
    bounds[k] = bound;
  }
  bounds[chances.length - 1] = Number.POSITIVE_INFINITY;
  return { guide, bounds };
}

/** The number of an undecided cell, found with 32 more bits. */
export function decide(table: CountTable, cell: number, stream: Stream): number {
  const place = cell * 4294967296 + (nextWord(stream) >>> 0);
  const { bounds } = table;
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (place < bounds[middle]) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Independent numbers, two from each word. */
export function fillFrom(table: CountTable, stream: Stream, into: Float64Array, count: number): void {
  const { guide } = table;
  for (let i = 0; i < count; i += 2) {
    const word = nextWord(stream);
    const first = guide[word >>> 16];
    into[i] = first === undecided ? decide(table, word >>> 16, stream) : first;
    if (i + 1 === count) break;
    const second = guide[word & 65535];
    into[i + 1] = second === undecided ? decide(table, word & 65535, stream) : second;
  }
}
