/** What is kept by content, and forgotten when it was not asked for in a long time. */

/** As much of a map as what is kept needs. */
export interface Kept<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
  delete(key: K): unknown;
}

/**
 * Keeps the last `most()` entries that were set or found, at least, and at most twice as many: two generations, of which the
 * older one is forgotten when the younger one is full. There is never a moment at which all is forgotten.
 */
export function createKept<K, V>(most: () => number): Kept<K, V> {
  let young = new Map<K, V>();
  let old = new Map<K, V>();
  const set = (key: K, value: V): void => {
    if (young.size >= most() && !young.has(key)) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  };
  return {
    get: (key) => {
      const found = young.get(key);
      if (found !== undefined) return found;
      const older = old.get(key);
      if (older !== undefined) set(key, older);
      return older;
    },
    set,
    delete: (key) => {
      young.delete(key);
      old.delete(key);
    },
  };
}
