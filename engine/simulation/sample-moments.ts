/** Mean and spread of a sample, part by part: no large sums are taken from each other. */

export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sum of the squared distances from the mean. */
  readonly squares: number;
}

export const noMoments: Moments = { count: 0, mean: 0, squares: 0 };

/** Moments of the values from `first` to before `end`, at least one. Two sums at a time, so that one waits for the other less. */
export function momentsOf(values: Float64Array, first: number, end: number): Moments {
  const count = end - first;
  const even = end - (count & 1);
  let a = 0;
  let b = 0;
  for (let i = first; i < even; i += 2) {
    a += values[i];
    b += values[i + 1];
  }
  if (even < end) a += values[even];
  const mean = (a + b) / count;
  a = 0;
  b = 0;
  for (let i = first; i < even; i += 2) {
    const left = values[i] - mean;
    const right = values[i + 1] - mean;
    a += left * left;
    b += right * right;
  }
  if (even < end) a += (values[even] - mean) * (values[even] - mean);
  return { count, mean, squares: a + b };
}

/** Moments of two samples together (Chan, Golub and LeVeque 1979). */
export function merged(a: Moments, b: Moments): Moments {
  if (a.count === 0) return b;
  const count = a.count + b.count;
  const apart = b.mean - a.mean;
  const share = b.count / count;
  return {
    count,
    mean: a.mean + apart * share,
    squares: a.squares + b.squares + apart * apart * a.count * share,
  };
}
