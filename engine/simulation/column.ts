/** Numbers that are added piece by piece. */
export interface Column {
  count(): number;
  /** Adds the first `count` of some values. */
  add(values: ArrayLike<number>, count: number): void;
  numbers(): Float64Array;
  integers(): Int32Array;
}

export function newColumn(): Column {
  let values = new Float64Array(1024);
  let used = 0;
  return {
    count: () => used,
    add(more, count) {
      if (used + count > values.length) {
        const larger = new Float64Array(Math.ceil(1.5 * (used + count)));
        larger.set(values);
        values = larger;
      }
      for (let i = 0; i < count; i++) values[used + i] = more[i];
      used += count;
    },
    numbers: () => values.slice(0, used),
    integers: () => Int32Array.from(values.subarray(0, used)),
  };
}
