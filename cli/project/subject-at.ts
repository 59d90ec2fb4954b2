/** What a finding is about: the declaration that it stands in, by a name that outlives lines and figures. */
import type * as ast from '../../language/generated/ast.ts';
import type { Finding, LinkedSystem, TextRange } from '../../language/stages.ts';

type Position = TextRange['start'];

interface Span extends TextRange {
  readonly subject: string | null;
}

/** The subject of each finding of a system; null where it stands outside of every declaration. */
export function subjectsIn(system: LinkedSystem): (finding: Finding) => string | null {
  const spans = new Map<string, readonly Span[]>();
  return ({ uri, range }) => {
    let known = spans.get(uri);
    if (known === undefined) {
      known = spansOf(system, uri);
      spans.set(uri, known);
    }
    const span = spanAt(known, range.start);
    return span === null || !isBefore(range.start, span.end) ? null : span.subject;
  };
}

/** A name for any declaration; what an expectation is about is more stable than its limit. */
export function subjectName(declaration: ast.Declaration): string | null {
  switch (declaration.$type) {
    case 'Expectation':
      return `${targetOf(declaration)} ${declaration.measure} in ${declaration.state ?? 'current'}`;
    case 'Flow':
      return declaration.name ?? `${ends(declaration.sources)} to ${ends(declaration.targets)}`;
    case 'Evidence':
    case 'Feed':
      return declaration.path ?? null;
    default:
      return declaration.name ?? null;
  }
}

/** The name that an `expect` is about; `system` for the whole. */
export function targetOf({ system, target }: ast.Expectation): string {
  return system ? 'system' : (target?.$refText ?? '');
}

/** The last span that does not start behind the position; spans stand in the order of the text. */
function spanAt(spans: readonly Span[], position: Position): Span | null {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(position, spans[middle].start)) high = middle;
    else low = middle + 1;
  }
  return low === 0 ? null : spans[low - 1];
}

function spansOf(system: LinkedSystem, uri: string): readonly Span[] {
  const document = system.documents.find((each) => each.uri.toString() === uri);
  return (document?.parseResult.value.declarations ?? []).flatMap((declaration) => {
    const range = declaration.$cstNode?.range;
    return range === undefined ? [] : { ...range, subject: subjectName(declaration) };
  });
}

function ends(references: readonly { readonly $refText: string }[]): string {
  return references.map((each) => each.$refText).join(', ');
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
