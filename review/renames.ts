/** Declarations with a new name: the same body, or, for threats, the same places and categories. */
import type { DeclarationText, SystemTexts } from '../protocol/index.ts';

/** New name → name in the base. */
export type Renames = ReadonlyMap<string, string>;

export const noRenames: Renames = new Map();

/** Only what fits one declaration on either side counts, so that a copy is never taken for a rename. */
export function renamesOf(base: SystemTexts, head: SystemTexts): Renames {
  const before = new Set(base.declarations.map(({ name }) => name));
  const after = new Set(head.declarations.map(({ name }) => name));
  const removed = base.declarations.filter(({ name, kind }) => canBeRenamed(kind) && !after.has(name));
  const added = head.declarations.filter(({ name, kind }) => canBeRenamed(kind) && !before.has(name));
  const renames = new Map<string, string>();
  for (const keyOf of [bodyKey, placeKey]) {
    const left = removed.filter(({ name }) => ![...renames.values()].includes(name));
    const right = added.filter(({ name }) => !renames.has(name));
    const candidates = byKey(left, keyOf);
    for (const [key, [only, second]] of byKey(right, keyOf)) {
      const found = candidates.get(key);
      if (second === undefined && found?.length === 1) renames.set(only.name, found[0].name);
    }
  }
  return renames;
}

/** Words of a text with every new name put back. */
export function underBaseNames(words: string, renames: Renames): string {
  if (renames.size === 0) return words;
  return words
    .split(' ')
    .map((word) => renames.get(word) ?? word)
    .join(' ');
}

function canBeRenamed(kind: string): boolean {
  return kind !== 'expect' && kind !== 'system' && kind !== 'unit';
}

function bodyKey({ kind, body, parts }: DeclarationText): string | null {
  // Without a line of its own (`zone A`, `external B`) a body says too little to know a declaration by.
  return parts.length === 0 ? null : `${kind} ${body}`;
}

function placeKey({ kind, parts }: DeclarationText): string | null {
  if (kind !== 'threat') return null;
  const lines = (path: string): string =>
    parts
      .filter((part) => part.path === path)
      .map((part) => part.words)
      .sort()
      .join(';');
  const [on, stride] = [lines('on'), lines('stride')];
  return on === '' || stride === '' ? null : `${on} ${stride}`;
}

function byKey(
  declarations: readonly DeclarationText[],
  keyOf: (declaration: DeclarationText) => string | null,
): Map<string, DeclarationText[]> {
  const found = new Map<string, DeclarationText[]>();
  for (const declaration of declarations) {
    const key = keyOf(declaration);
    if (key !== null) found.set(key, [...(found.get(key) ?? []), declaration]);
  }
  return found;
}
