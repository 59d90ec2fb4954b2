/**
 * What is read from a sample: its moments, the k-th smallest value, how many are above a value, and by how much. A sample is
 * not sorted: its values are counted by class, from their upper bits, and only the classes that hold a wanted rank are put in
 * order. The sample is gone through twice, for reading it from memory is what takes the time.
 */
import { type Moments, merged, momentsOf, noMoments } from './sample-moments.ts';

/** Which word of a double holds its sign and exponent; of positive doubles it rises with the value. */
const high = new Int32Array(new Float64Array([1]).buffer)[1] === 0x3ff00000 ? 1 : 0;

const upperWord = (value: number): number => new Int32Array(Float64Array.of(value).buffer)[high];

/** Number of classes, at most: their counts fit into the fastest cache. */
const mostClasses = 4096;

/** Values that are looked at to find the range of the classes; what lies outside of it is in the first or last class. */
const probes = 1024;

/** Values that are worked on at once: they stay in the fastest cache from one look to the next. */
const chunk = 2048;

/** Values between which other work may come: a few milliseconds. */
const piece = 512 * chunk;

/** Work in pieces, and what comes of it. */
export type Pieces<T> = Generator<void, T, void>;

/** Does all pieces at once. */
export function atOnce<T>(pieces: Pieces<T>): T {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

/** Non-negative numbers, counted by class. */
export interface Classified {
  readonly sample: Float64Array;
  readonly moments: Moments;
  readonly zeros: number;
  /** Classes that hold something; zeros are in none. */
  readonly used: number;
  /** Number of values above zero in lower classes; class 0 is that of the zeros. One entry more than there are classes. */
  readonly before: Int32Array;
  readonly scale: Scale;
}

/** The class of a value is 1 + ((its upper word − `lowest`) >> `shift`), at least 1 and at most `mostClasses`. */
interface Scale {
  readonly lowest: number;
  readonly shift: number;
}

function scaleOf(words: Int32Array, count: number): Scale {
  let lowest = 0x7fffffff;
  let highest = 0;
  for (let k = 0; k < probes; k++) {
    const word = words[2 * Math.floor((k / probes) * count) + high];
    if (word <= 0) continue;
    lowest = Math.min(lowest, word);
    highest = Math.max(highest, word);
  }
  let shift = 0;
  while ((highest - lowest) >> shift >= mostClasses - 2) shift++;
  // The probed ones begin at class 2, so that a smaller value makes class 1 the only mixed one.
  return { lowest: lowest - (1 << shift), shift };
}

/** The class of an upper word. What is below 1e-310 has an upper word of 0, too; it is taken as nothing, and so is what is below 0. */
function classOfWord(word: number, { lowest, shift }: Scale): number {
  if (word <= 0) return 0;
  return 1 + Math.min(mostClasses - 1, Math.max(0, (word - lowest) >> shift));
}

/** `classOfWord` for the values from `first` to before `end`, each counted. Without a branch that is hard to foresee. */
function countClasses(words: Int32Array, first: number, end: number, scale: Scale, counts: Int32Array): void {
  const { lowest, shift } = scale;
  const top = mostClasses - 1;
  for (let i = 2 * first + high; i < 2 * end; i += 2) {
    const word = words[i];
    let c = (word - lowest) >> shift;
    c &= ~(c >> 31);
    if (c > top) c = top;
    counts[(c + 1) & ~((word - 1) >> 31)]++;
  }
}

/** Counts by class, in pieces that other work may come between. Memory: 32 KB, whatever the sample. */
export function* classified(sample: Float64Array): Pieces<Classified> {
  const words = new Int32Array(sample.buffer, sample.byteOffset, 2 * sample.length);
  const scale = scaleOf(words, sample.length);
  const counts = new Int32Array(mostClasses + 1);
  let moments = noMoments;
  for (let first = 0; first < sample.length; first += chunk) {
    const end = Math.min(sample.length, first + chunk);
    countClasses(words, first, end, scale, counts);
    moments = merged(moments, momentsOf(sample, first, end));
    if (end % piece === 0) yield;
  }
  const before = new Int32Array(mostClasses + 2);
  let sum = 0;
  let used = 0;
  for (let c = 1; c <= mostClasses; c++) {
    before[c] = sum;
    sum += counts[c];
    if (counts[c] > 0) used++;
  }
  before[mostClasses + 1] = sum;
  return { sample, moments, zeros: counts[0], used, before, scale };
}

/** A sample of which some ranks are known. */
export interface Ranked {
  /** Size of the sample, zeros included. */
  readonly count: number;
  readonly zeros: number;
  /** The k-th smallest for a wanted k; below 1 and above `count` the nearest. */
  smallest(k: number): number;
  /** Number of values above one that `smallest` gave. */
  above(value: number): number;
  /** Sums of x − value and of its square over the values x above one that `smallest` gave for a k from the tail on. */
  excess(value: number): Excess;
}

export interface Excess {
  readonly sum: number;
  readonly squares: number;
}

/** The ⌈qn⌉-th smallest. A product such as 0.95 · 100 that rounding lifted above its integer is that integer. */
export function rank(q: number, count: number): number {
  return Math.max(1, Math.ceil(q * count - 1e-12 * count));
}

/** Sorts; values that are all the same, as those of a loss of a fixed amount are, cost one look at each. */
function putInOrder(values: Float64Array): void {
  let i = 1;
  while (i < values.length && values[i] === values[0]) i++;
  if (i < values.length) values.sort();
}

/** The class that holds the k-th of the values above zero, k from 1. */
function classOf(before: Int32Array, k: number): number {
  let low = 1;
  let high = mostClasses;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (before[middle] < k) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Copies the values from `first` to before `end` of the classes that have a place to it, in their order in the sample. */
function collect(
  { sample, scale }: Classified,
  first: number,
  end: number,
  next: Int32Array,
  into: Float64Array,
): void {
  const words = new Int32Array(sample.buffer, sample.byteOffset, 2 * sample.length);
  const { lowest, shift } = scale;
  const top = mostClasses - 1;
  for (let i = first; i < end; i++) {
    const word = words[2 * i + high];
    let c = (word - lowest) >> shift;
    c &= ~(c >> 31);
    if (c > top) c = top;
    c = (c + 1) & ~((word - 1) >> 31);
    const at = next[c];
    if (at < 0) continue;
    into[at] = sample[i];
    next[c] = at + 1;
  }
}

/**
 * Puts the classes of the wanted ranks in order; all of them if `wanted` is null. What is at the rank `tail` and above is
 * collected, too, for `excess`. In pieces that other work may come between.
 */
export function* ranked(
  classes: Classified,
  wanted: readonly number[] | null,
  tail: number | null = null,
): Pieces<Ranked> {
  const { sample, zeros, before, scale } = classes;
  const count = sample.length;
  const placeOf = (k: number): number => Math.min(Math.max(k, 1), count) - zeros;
  const start = new Int32Array(mostClasses + 1).fill(-1);
  const ordered = new Set<number>();
  for (const k of wanted ?? []) if (placeOf(k) > 0) ordered.add(classOf(before, placeOf(k)));
  if (!wanted) for (let c = 1; c <= mostClasses; c++) if (before[c + 1] > before[c]) ordered.add(c);
  const tailClass = tail === null ? mostClasses + 1 : placeOf(tail) > 0 ? classOf(before, placeOf(tail)) : 1;
  let size = 0;
  for (let c = 1; c <= mostClasses; c++) {
    if (c < tailClass && !ordered.has(c)) continue;
    start[c] = size;
    size += before[c + 1] - before[c];
  }
  const values = new Float64Array(size);
  const next = start.slice();
  for (let first = 0; first < count; first += piece) {
    collect(classes, first, Math.min(count, first + piece), next, values);
    yield;
  }
  for (const c of ordered) putInOrder(values.subarray(start[c], start[c] + before[c + 1] - before[c]));
  return {
    count,
    zeros,
    smallest(k) {
      const place = placeOf(k);
      if (place <= 0) return 0;
      const c = classOf(before, place);
      return values[start[c] + place - 1 - before[c]];
    },
    above(value) {
      if (!(value > 0)) return value < 0 ? count : count - zeros;
      const c = classOfWord(upperWord(value), scale);
      let low = start[c];
      const end = low + before[c + 1] - before[c];
      let top = end;
      while (low < top) {
        const middle = (low + top) >>> 1;
        if (values[middle] > value) top = middle;
        else low = middle + 1;
      }
      return count - zeros - before[c + 1] + (end - low);
    },
    excess(value) {
      let sum = 0;
      let squares = 0;
      // The classes of the tail lie one after the other, at the end.
      const first = value > 0 ? start[classOfWord(upperWord(value), scale)] : 0;
      for (let i = first; i < size; i++) {
        const over = Math.max(0, values[i] - value);
        sum += over;
        squares += over * over;
      }
      return { sum, squares };
    },
  };
}
