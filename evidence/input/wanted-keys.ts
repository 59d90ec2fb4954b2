/**
 * The names of JSON members that readers ask for. All else is skipped without being built, so a report costs memory by
 * what is used of it and not by its size.
 */
export interface WantedKeys {
  /**
   * The name between two quotes (without escapes), or null if nobody asks for it. `hash` is `hashOf` its bytes, which
   * the scanner has computed on its way.
   */
  find(bytes: Uint8Array, start: number, end: number, hash: number): string | null;
  /** Whether this name is asked for; a dotted one (`container.image.name`) if each of its parts is. */
  has(name: string): boolean;
  /** Whether all members of the object under this name are kept: `CVSS` holds one for each vendor. */
  opens(name: string): boolean;
}

export const hashStart = 0x811c9dc5;

/** One step of FNV-1a. */
export function hashStep(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

/**
 * Names as readers list them, in ASCII; `CVSS/*` asks for `CVSS` and for every member of it. Shape: any order, repeats allowed.
 */
export function wantedKeys(names: Iterable<string>): WantedKeys {
  const wanted = new Set<string>();
  const open = new Set<string>();
  for (const name of names) {
    const plain = name.endsWith('/*') ? name.slice(0, -2) : name;
    wanted.add(plain);
    if (plain !== name) open.add(plain);
  }
  const byHash = new Map<number, string[]>();
  for (const name of wanted) {
    const hash = hashOf(name);
    byHash.set(hash, [...(byHash.get(hash) ?? []), name]);
  }
  const has = (name: string) =>
    wanted.has(name) || (name.includes('.') && name.split('.').every((part) => wanted.has(part)));
  return {
    find(bytes, start, end, hash) {
      for (const name of byHash.get(hash) ?? []) if (equals(name, bytes, start, end)) return name;
      if (end - start > 100 || !bytes.subarray(start, end).includes(0x2e)) return null;
      const name = String.fromCharCode(...bytes.subarray(start, end));
      return has(name) ? name : null;
    },
    has,
    opens: (name) => open.has(name),
  };
}

/** Every member is kept: for small texts, and to test that no reader needs a name that it does not list. */
export const everyKey: WantedKeys = {
  find: (bytes, start, end) => new TextDecoder().decode(bytes.subarray(start, end)),
  has: () => true,
  opens: () => true,
};

function hashOf(name: string): number {
  let hash = hashStart;
  for (let index = 0; index < name.length; index++) hash = hashStep(hash, name.charCodeAt(index));
  return hash;
}

function equals(name: string, bytes: Uint8Array, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index++) if (name.charCodeAt(index) !== bytes[start + index]) return false;
  return true;
}
