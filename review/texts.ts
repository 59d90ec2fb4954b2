/** The texts of two versions, side by side. */
import type { DeclarationPart, DeclarationText, SystemTexts } from '../protocol/index.ts';
import { type Renames, underBaseNames } from './renames.ts';

export interface TextPair {
  readonly base: DeclarationText | null;
  readonly head: DeclarationText | null;
}

/** A line of a declaration that is not the same on both sides. */
export interface PartChange {
  readonly path: string;
  readonly base: DeclarationPart | null;
  readonly head: DeclarationPart | null;
}

export interface TextPairs {
  /** By the name in the base (the head's where it is new). A name stands for one declaration only. */
  readonly byName: ReadonlyMap<string, TextPair>;
  /** Lines of a declaration that differ; none where only comments and white space do. */
  readonly changesOf: (name: string) => readonly PartChange[];
  /** Whether anything of a declaration differs, its head line included; a rename alone is no difference. */
  readonly isChanged: (name: string) => boolean;
  readonly renames: Renames;
}

const nothing: SystemTexts = { declarations: [], concessions: [] };

export function pairTexts(base: SystemTexts | null, head: SystemTexts | null, renames: Renames): TextPairs {
  const byName = new Map<string, { base: DeclarationText | null; head: DeclarationText | null }>();
  for (const declaration of (base ?? nothing).declarations)
    byName.set(keyOf(declaration, declaration.name), { base: declaration, head: null });
  for (const declaration of (head ?? nothing).declarations) {
    const key = keyOf(declaration, renames.get(declaration.name) ?? declaration.name);
    const known = byName.get(key);
    if (known === undefined) byName.set(key, { base: null, head: declaration });
    else if (known.head === null) known.head = declaration;
  }
  const memo = new Map<string, readonly PartChange[]>();
  const changesOf = (name: string): readonly PartChange[] => {
    const known = memo.get(name);
    if (known !== undefined) return known;
    const pair = byName.get(name);
    const found = pair === undefined ? [] : changedParts(pair, renames);
    memo.set(name, found);
    return found;
  };
  const isChanged = (name: string): boolean => {
    const pair = byName.get(name);
    if (pair === undefined) return false;
    if (pair.base === null || pair.head === null) return true;
    return !isSame(pair.base, pair.head, renames);
  };
  return { byName, changesOf, isChanged, renames };
}

/** Systems and units have name spaces of their own. */
function keyOf({ kind }: DeclarationText, name: string): string {
  return kind === 'system' || kind === 'unit' ? `${kind} ${name}` : name;
}

/** But for comments, white space and renames. */
function isSame(base: DeclarationText, head: DeclarationText, renames: Renames): boolean {
  return (renames.size === 0 && base.source === head.source) || base.words === underBaseNames(head.words, renames);
}

/** Equal lines cancel out, wherever they stand; the others are paired by path, in the order of the text. */
function changedParts({ base, head }: TextPair, renames: Renames): PartChange[] {
  if (base !== null && head !== null && isSame(base, head, renames)) return [];
  const left = [...(base?.parts ?? [])];
  const right: DeclarationPart[] = [];
  for (const part of head?.parts ?? []) {
    const words = underBaseNames(part.words, renames);
    const path = pathUnder(part.path, renames);
    const same = left.findIndex((other) => other.path === path && other.words === words);
    if (same < 0) right.push({ ...part, path });
    else left.splice(same, 1);
  }
  const changes: PartChange[] = left.map((part) => {
    const other = right.findIndex(({ path }) => path === part.path);
    const [found] = other < 0 ? [null] : right.splice(other, 1);
    return { path: part.path, base: part, head: found };
  });
  return [...changes, ...right.map((part) => ({ path: part.path, base: null, head: part }))];
}

function pathUnder(path: string, renames: Renames): string {
  return renames.size === 0 ? path : underBaseNames(path, renames);
}
