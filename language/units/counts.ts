/** The units of counts that need no declaration. */
const names =
  'record user customer account request transaction event incident attempt host device server endpoint image ticket message session employee card order';

export const builtInCounts: readonly string[] = names.split(' ');

/** `record` → `records`, `box` → `boxes`, `delivery` → `deliveries`. */
export function pluralsOf(name: string): readonly string[] {
  if (/[^aeiou]y$/.test(name)) return [`${name.slice(0, -1)}ies`, `${name}s`];
  if (/(s|x|z|ch|sh)$/.test(name)) return [`${name}es`, `${name}s`];
  return [`${name}s`];
}
