/** What changed in the text: beside the money, and where the text asks for less attention. */
import type { Concession, DiffSystemCause, DiffTextChange, SystemTexts } from '../protocol/index.ts';
import { placeOf } from './moved.ts';
import type { TextPair, TextPairs } from './texts.ts';

/** Changes of the text that no cause names. */
export function changesBeside(texts: TextPairs, causes: readonly DiffSystemCause[]): readonly DiffTextChange[] {
  const cited = new Set(causes.map(({ path }) => path));
  return [...texts.byName].flatMap(([key, pair]): DiffTextChange[] => {
    const shown = (pair.head ?? pair.base)!;
    const isMoved = cited.has(shown.name);
    const at = { kind: shown.kind, name: shown.name, place: placeOf(shown) };
    if (pair.base === null || pair.head === null)
      return isMoved ? [] : [{ ...at, change: pair.base === null ? 'added' : 'removed', details: [] }];
    const renamed = pair.base.name !== pair.head.name;
    if (pair.base.kind !== pair.head.kind)
      return [
        { ...at, change: 'kind-changed', details: [{ path: 'kind', before: pair.base.kind, after: pair.head.kind }] },
      ];
    if (!texts.isChanged(key)) return renamed ? [{ ...at, change: 'renamed', details: [rename(pair)] }] : [];
    const details = texts
      .changesOf(key)
      .filter(({ path }) => !isMoved && !cited.has(`${shown.name}.${path}`))
      .map(({ path, base, head }) => ({ path, before: base?.text ?? null, after: head?.text ?? null }));
    const all = [...(renamed ? [rename(pair)] : []), ...titleChange(pair, texts), ...details];
    return all.length === 0 ? [] : [{ ...at, change: 'changed', details: all }];
  });
}

function rename({ base, head }: TextPair): DiffTextChange['details'][number] {
  return { path: 'name', before: base!.name, after: head!.name };
}

/** The head line: title, zone, ends. */
function titleChange({ base, head }: TextPair, texts: TextPairs): DiffTextChange['details'] {
  const lineOf = (declaration: NonNullable<TextPair['base']>): string =>
    declaration.parts.length === 0 ? declaration.text : (declaration.text.split(/\s*[{=]/)[0] ?? '');
  const [before, after] = [lineOf(base!), lineOf(head!)];
  const plain = texts.renames.size > 0 && base!.name !== head!.name ? after.replace(head!.name, base!.name) : after;
  return before === plain ? [] : [{ path: 'title', before, after }];
}

/** Concessions that the base does not have; what merely moved is not new. */
export function newConcessions(base: SystemTexts | null, head: SystemTexts | null): readonly Concession[] {
  const known = new Map<string, number>();
  const keyOf = ({ kind, text }: Concession): string => `${kind} ${text}`;
  for (const each of base?.concessions ?? []) known.set(keyOf(each), (known.get(keyOf(each)) ?? 0) + 1);
  return (head?.concessions ?? []).filter((each) => {
    const left = known.get(keyOf(each)) ?? 0;
    if (left > 0) known.set(keyOf(each), left - 1);
    return left === 0;
  });
}
