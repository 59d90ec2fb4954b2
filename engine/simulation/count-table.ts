/** Whole numbers by their chances, from a table that thirteen random bits index: it stays in the fastest cache. */
import { nextWord, type Stream } from '../random/stream.ts';

/** Marks a cell that holds a bound: which number it is takes more bits. */
export const undecided = 255;

const cells = 8192;

/** The two cells of a word: its upper and middle bits, for the lowest are a generator's weakest. */
export const upperCell = (word: number): number => word >>> 19;
export const lowerCell = (word: number): number => (word >>> 6) & 8191;

/** Bounds are places on this scale: 48 bits. */
const whole = 281474976710656;

export interface CountTable {
  /** The number for each of 8 192 equal parts of the unit interval; 255 where it is not the same in all of the part. */
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
  const place = cell * 34359738368 + (nextWord(stream) >>> 0) * 8;
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

/** The number of a cell, decided if need be. */
export function numberOf(table: CountTable, cell: number, stream: Stream): number {
  const number = table.guide[cell];
  return number === undecided ? decide(table, cell, stream) : number;
}

/** Independent numbers, two from each word. */
export function fillFrom(table: CountTable, stream: Stream, into: Float64Array, count: number): void {
  for (let i = 0; i < count; i += 2) {
    const word = nextWord(stream);
    into[i] = numberOf(table, upperCell(word), stream);
    if (i + 1 < count) into[i + 1] = numberOf(table, lowerCell(word), stream);
  }
}
