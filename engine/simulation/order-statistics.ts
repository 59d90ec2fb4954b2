/** Sorted samples and what is read from them. */

const digit = 11;
const buckets = 1 << digit;

const bits = new Float64Array([1]);
/** Which word of a double holds its sign and exponent. */
const high = new Int32Array(bits.buffer)[1] === 0x3ff00000 ? 1 : 0;

/** Lengths below it are sorted by comparison. */
const radixFrom = 2048;
/** Runs of equal high words up to this length are finished by insertion. */
const insertionLimit = 24;

/** Sorts positive numbers in place: three passes over the upper 32 bits, then the few neighbours that share them. */
function radixSort(values: Float64Array): void {
  const n = values.length;
  let from: Float64Array = values;
  let to: Float64Array = new Float64Array(n);
  for (let shift = 0; shift < 32; shift += digit) {
    const words = new Uint32Array(from.buffer, from.byteOffset, 2 * n);
    const next = new Uint32Array(buckets);
    for (let i = 0; i < n; i++) next[(words[2 * i + high] >>> shift) & (buckets - 1)]++;
    let sum = 0;
    for (let b = 0; b < buckets; b++) {
      const count = next[b];
      next[b] = sum;
      sum += count;
    }
    for (let i = 0; i < n; i++) to[next[(words[2 * i + high] >>> shift) & (buckets - 1)]++] = from[i];
    [from, to] = [to, from];
  }
  finish(from);
  if (from !== values) values.set(from);
}

/** Puts runs that share their upper words in order. */
function finish(values: Float64Array): void {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
  let start = 0;
  for (let i = 1; i <= values.length; i++) {
    if (i < values.length && words[2 * i + high] === words[2 * start + high]) continue;
    if (i - start > insertionLimit) values.subarray(start, i).sort();
    else {
      for (let k = start + 1; k < i; k++) {
        const value = values[k];
        let j = k - 1;
        for (; j >= start && values[j] > value; j--) values[j + 1] = values[j];
        values[j + 1] = value;
      }
    }
    start = i;
  }
}

/** A sample of non-negative numbers in rising order; its zeros are only counted. */
export interface Sorted {
  /** Size of the sample, zeros included. */
  readonly count: number;
  readonly zeros: number;
  /** Those above zero, rising. */
  readonly positive: Float64Array;
}

export function sorted(sample: Float64Array): Sorted {
  let above = 0;
  for (let i = 0; i < sample.length; i++) if (sample[i] > 0) above++;
  const positive = new Float64Array(above);
  for (let i = 0, at = 0; i < sample.length; i++) if (sample[i] > 0) positive[at++] = sample[i];
  if (above < radixFrom) positive.sort();
  else radixSort(positive);
  return { count: sample.length, zeros: sample.length - above, positive };
}

/** The k-th smallest, k from 1; k outside 1…count is taken as the nearest. */
export function smallest(sample: Sorted, k: number): number {
  const at = Math.min(Math.max(k, 1), sample.count) - sample.zeros;
  return at <= 0 ? 0 : sample.positive[at - 1];
}

/** The ⌈qn⌉-th smallest. A product such as 0.95 · 100 that rounding lifted above its integer is that integer. */
export function rank(q: number, count: number): number {
  return Math.max(1, Math.ceil(q * count - 1e-12 * count));
}

/** Number of values above `x`. */
export function countAbove(sample: Sorted, x: number): number {
  const { positive } = sample;
  if (x < 0) return sample.count;
  let low = 0;
  let high = positive.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positive[middle] > x) high = middle;
    else low = middle + 1;
  }
  return positive.length - low;
}
