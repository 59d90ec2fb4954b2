/**
 * What is read from a sample: the k-th smallest value, and how many are above a value. A sample is not sorted: its values are
 * counted by class, from their upper bits, and only the classes that hold a wanted rank are put in order.
 */

/** Which word of a double holds its sign and exponent; of positive doubles it rises with the value. */
const high = new Int32Array(new Float64Array([1]).buffer)[1] === 0x3ff00000 ? 1 : 0;

const upperWord = (value: number): number => new Int32Array(Float64Array.of(value).buffer)[high];

/** Number of classes, at most: their counts fit into the fastest cache. */
const mostClasses = 8192;

/** Non-negative numbers, counted by class. */
export interface Classified {
  readonly sample: Float64Array;
  readonly zeros: number;
  /** Classes that hold something; zeros are in none. */
  readonly used: number;
  /** Number of values above zero in lower classes; class 0 is that of the zeros. One entry more than there are classes. */
  readonly before: Int32Array;
  /** The class of a value is 1 + ((its upper word − `lowest`) >> `shift`). */
  readonly lowest: number;
  readonly shift: number;
}

/** Counts by class. Memory: 64 KB, whatever the sample. */
export function classified(sample: Float64Array): Classified {
  const words = new Int32Array(sample.buffer, sample.byteOffset, 2 * sample.length);
  const end = words.length;
  let lowest = 0x7ffffffe;
  let highest = 0;
  for (let i = high; i < end; i += 2) {
    const word = words[i];
    // What is below 1e-310 has an upper word of 0 as well; it is taken as nothing, and so is what is below 0.
    lowest = Math.min(lowest, word > 0 ? word - 1 : 0x7ffffffe);
    highest = Math.max(highest, word);
  }
  lowest++;
  let shift = 0;
  while ((highest - lowest) >> shift >= mostClasses) shift++;
  const counts = new Int32Array(mostClasses + 1);
  for (let i = high; i < end; i += 2) {
    // A zero lies below the lowest, and the sign of its distance makes it class 0, without a branch.
    const c = 1 + (((words[i] & ~(words[i] >> 31)) - lowest) >> shift);
    counts[c & ~(c >> 31)]++;
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
  return { sample, zeros: counts[0], used, before, lowest, shift };
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

/** Copies the values of the classes that have a place to it, in their order in the sample. */
function collect({ sample, lowest, shift }: Classified, next: Int32Array, into: Float64Array): void {
  const words = new Int32Array(sample.buffer, sample.byteOffset, 2 * sample.length);
  for (let i = 0; i < sample.length; i++) {
    const word = words[2 * i + high];
    const c = 1 + (((word & ~(word >> 31)) - lowest) >> shift);
    const at = next[c & ~(c >> 31)];
    if (at < 0) continue;
    into[at] = sample[i];
    next[c] = at + 1;
  }
}

/** Puts the classes of the wanted ranks in order; all of them if `wanted` is null. */
export function ranked(classes: Classified, wanted: readonly number[] | null): Ranked {
  const { sample, zeros, before } = classes;
  const count = sample.length;
  const placeOf = (k: number): number => Math.min(Math.max(k, 1), count) - zeros;
  const start = new Int32Array(mostClasses + 1).fill(-1);
  const chosen = new Set<number>();
  for (const k of wanted ?? []) if (placeOf(k) > 0) chosen.add(classOf(before, placeOf(k)));
  if (!wanted) for (let c = 1; c <= mostClasses; c++) if (before[c + 1] > before[c]) chosen.add(c);
  let size = 0;
  for (const c of chosen) {
    start[c] = size;
    size += before[c + 1] - before[c];
  }
  const values = new Float64Array(size);
  collect(classes, start.slice(), values);
  for (const c of chosen) putInOrder(values.subarray(start[c], start[c] + before[c + 1] - before[c]));
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
      const c = 1 + ((upperWord(value) - classes.lowest) >> classes.shift);
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
  };
}
