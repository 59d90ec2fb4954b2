import type { Named } from '../protocol/index.ts';

/** Name, title and place of a declaration, and nothing else of it. */
export function item(named: Named): Named {
  const { name, title, file, line, column, endLine, endColumn } = named;
  return { name, title, file, line, column, endLine, endColumn };
}

/** By name, for joining what language says with what the engine says. */
export function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((each) => [each.name, each]));
}
