/** Working arrays that are used again and again: taken in order, given back together. */
export interface Scratch {
  /** An array of at least `length` numbers with arbitrary content. */
  take(length: number): Float64Array;
  /** Number of arrays in use, to be handed to `release`. */
  mark(): number;
  /** Gives back all arrays taken since `mark`. */
  release(mark: number): void;
}

export function newScratch(): Scratch {
  const arrays: Float64Array[] = [];
  let used = 0;
  return {
    take(length) {
      let array = arrays[used];
      if (array === undefined || array.length < length) {
        array = new Float64Array(Math.max(4096, Math.ceil(length * 1.25)));
        arrays[used] = array;
      }
      used++;
      return array;
    },
    mark: () => used,
    release(mark) {
      used = mark;
    },
  };
}

/** Arrays of one number for each simulated year, handed from one threat to the next. */
export interface Samples {
  /** An array of the given length, all zeros. */
  take(length: number): Float64Array;
  /** The array is not used any more. */
  giveBack(array: Float64Array): void;
}

export function newSamples(): Samples {
  const free: Float64Array[] = [];
  return {
    take(length) {
      const array = free.pop();
      return array?.length === length ? array.fill(0) : new Float64Array(length);
    },
    giveBack: (array) => void free.push(array),
  };
}
