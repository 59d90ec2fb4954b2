/** A function of some values of a list, kept for each of them. */
export function byValues<T>(
  needs: readonly number[],
  compute: (values: Float64Array) => T,
): (values: Float64Array) => T {
  if (needs.length === 0) {
    let only: { readonly found: T } | null = null;
    return (values) => {
      only ??= { found: compute(values) };
      return only.found;
    };
  }
  const known = new Map<number, unknown>();
  const last = needs.length - 1;
  return (values) => {
    let level = known;
    for (let i = 0; i < last; i++) {
      const key = values[needs[i]];
      let next = level.get(key) as Map<number, unknown> | undefined;
      if (next === undefined) {
        next = new Map();
        level.set(key, next);
      }
      level = next;
    }
    const key = values[needs[last]];
    let found = level.get(key) as T | undefined;
    if (found === undefined) {
      found = compute(values);
      level.set(key, found);
    }
    return found;
  };
}
