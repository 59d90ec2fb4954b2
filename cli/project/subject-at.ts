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
    return known.find(({ start, end }) => !isBefore(range.start, start) && isBefore(range.start, end))?.subject ?? null;
  };
}

/** A name for any declaration; what an expectation is about is more stable than its limit. */
export function subjectName(declaration: ast.Declaration): string | null {
  switch (declaration.$type) {
    case 'Expectation':
      return `${targetOf(declaration)} ${declaration.measure} in ${declaration.state ?? 'current'}`;
    case 'Flow':
      return declaration.name ?? `${ends(declaration.sources)} to ${ends(declaration.targets)}`;
    default:
      return declaration.name ?? null;
  }
}

/** The name that an `expect` is about; `system` for the whole. */
export function targetOf({ system, target }: ast.Expectation): string {
  return system ? 'system' : (target?.$refText ?? '');
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
