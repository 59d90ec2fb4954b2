/** Reading what a parser made of a stranger's file: own properties only, and nothing else than what is expected. */

export type Value = unknown;

export function member(value: Value, ...path: readonly string[]): Value {
  let at = value;
  for (const name of path) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

/** Text, or a number or truth value as text; null for anything else and for what is blank. */
export function text(value: Value, ...path: readonly string[]): string | null {
  const found = member(value, ...path);
  const written = typeof found === 'number' || typeof found === 'boolean' ? String(found) : found;
  return typeof written === 'string' && written.trim() !== '' ? written.trim() : null;
}

export function list(value: Value, ...path: readonly string[]): readonly Value[] {
  const found = member(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function texts(value: Value, ...path: readonly string[]): readonly string[] {
  return list(value, ...path).flatMap((item) => text(item) ?? []);
}

/** The own properties of an object, in its order. */
export function entries(value: Value, ...path: readonly string[]): readonly (readonly [string, Value])[] {
  const found = member(value, ...path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? Object.entries(found) : [];
}

export function isTrue(value: Value, ...path: readonly string[]): boolean {
  return member(value, ...path) === true;
}
