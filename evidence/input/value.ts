/** Careful looks into data that others wrote: whatever is not what it should be is null, never an exception. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

export function object(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}

/** The value at a path of members; null where there is none. Inherited members do not exist. */
export function member(value: Json | undefined, ...path: readonly string[]): Json {
  let current: Json = value ?? null;
  for (const name of path) {
    const holder = object(current);
    current = holder && Object.hasOwn(holder, name) ? holder[name] : null;
  }
  return current;
}

/** A list as it is, null as an empty one, anything else as a list of one: tools drop the brackets around one item. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === null || value === undefined) return empty;
  return Array.isArray(value) ? value : [value];
}

export function list(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  return listOf(member(value, ...path));
}

/** A list where it is one, else nothing. */
export function isList(value: Json | undefined, ...path: readonly string[]): boolean {
  return Array.isArray(member(value, ...path));
}

/**
 * Whether a list holds what is looked for: at least one, and at least half of its objects. A damaged record, or what a
 * collector mixed in, does not hide the others; what is no object is nothing.
 */
export function mostAre<T>(items: readonly T[], is: (item: T) => boolean, jsonOf: (item: T) => Json = asJson): boolean {
  let objects = 0;
  let found = 0;
  for (const item of items) {
    if (object(jsonOf(item)) === null) continue;
    objects++;
    if (is(item)) found++;
  }
  return found > 0 && found * 2 >= objects;
}

function asJson(item: unknown): Json {
  return item as Json;
}

/** Words that tools write where they have nothing to say. */
const nothing = new Set(['', '<NA>', 'N/A', '<nil>', 'null', 'None', '<none>', '-']);

/** A text without blanks around it, or a number in digits; null where there is none or a word for nothing stands. */
export function text(value: Json | undefined, ...path: readonly string[]): string | null {
  const found = path.length ? member(value, ...path) : (value ?? null);
  if (typeof found === 'number') return String(found);
  if (typeof found !== 'string') return null;
  const trimmed = found.trim();
  return nothing.has(trimmed) ? null : trimmed;
}

/** The first of several texts that is there. */
export function firstText(...values: readonly (Json | undefined)[]): string | null {
  for (const value of values) {
    const found = text(value);
    if (found !== null) return found;
  }
  return null;
}

/** One empty list for all: a log has hundreds of thousands of records with nothing to say of most things. */
export const empty: readonly never[] = Object.freeze([]);

/** Texts of a list, of one text, or of nothing. */
export function texts(value: Json | undefined, ...path: readonly string[]): readonly string[] {
  const items = listOf(path.length ? member(value, ...path) : value);
  if (items.length === 0) return empty;
  return items.map((item) => text(item)).filter((item) => item !== null);
}

/** A finite number, written as one or in a text. */
export function number(value: Json | undefined, ...path: readonly string[]): number | null {
  const found = path.length ? member(value, ...path) : (value ?? null);
  if (typeof found !== 'number' && typeof found !== 'string') return null;
  if (typeof found === 'string' && !/^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(found)) return null;
  const result = Number(found);
  return Number.isFinite(result) ? result : null;
}

/** A place of the JSON Pointer grammar (RFC 6901) below another. */
export function pointer(base: string, ...names: readonly (string | number)[]): string {
  return names.reduce<string>(
    (place, name) => `${place}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    base,
  );
}
