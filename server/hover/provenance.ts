/** Where a number comes from and how old that is; what is not said is taken from the next around. */
import { type AstNode, AstUtils } from 'langium';
import { isCitation, isEstimate, isSource, type Note, type Source } from '../../language/generated/ast.ts';
import { plain } from './markdown.ts';

export interface Provenance {
  readonly source: string | null;
  readonly expert: string | null;
  readonly dated: string | null;
  readonly because: string | null;
}

/** Of an estimate or any other node with notes, with what the nodes around it say. */
export function provenanceOf(node: AstNode): Provenance {
  const found: { -readonly [K in keyof Provenance]: Provenance[K] } = {
    source: null,
    expert: null,
    dated: null,
    because: null,
  };
  for (let at: AstNode | undefined = node; at; at = at.$container) {
    for (const note of notesOf(at)) take(note, found);
  }
  return found;
}

function notesOf(node: AstNode): readonly AstNode[] {
  if (isEstimate(node)) return node.notes;
  const properties = (node as { readonly properties?: readonly AstNode[] }).properties ?? [];
  return properties;
}

function take(note: AstNode, found: { -readonly [K in keyof Provenance]: Provenance[K] }): void {
  const said = note as Note;
  switch (said.$type) {
    case 'Source':
      if (found.source === null) takeSource(said, found);
      break;
    case 'Expert':
      found.expert ??= said.text ?? null;
      break;
    case 'Dated':
      found.dated ??= said.date ?? null;
      break;
    case 'Because':
      found.because ??= said.text ?? null;
      break;
  }
}

function takeSource(source: Source, found: { -readonly [K in keyof Provenance]: Provenance[K] }): void {
  const citation = source.citation?.ref;
  found.source = citation ? (citation.title ?? citation.name) : (source.text ?? source.citation?.$refText ?? null);
  for (const note of citation?.properties ?? []) {
    if (note.$type === 'Dated') found.dated ??= note.date ?? null;
    if (note.$type === 'Expert') found.expert ??= note.text ?? null;
  }
}

/** `IR retainer 2026, 8 months old`; empty without a source. */
export function provenanceInWords({ source, expert, dated }: Provenance, today: string): string {
  const parts = [
    source === null ? null : plain(source),
    expert === null ? null : plain(expert),
    dated === null ? null : ageInWords(dated, today),
  ];
  return parts.filter((part) => part !== null).join(', ');
}

/** Both as `2026-03-01`; what is dated ahead has no age. */
export function ageInWords(dated: string, today: string): string {
  const days = (Date.parse(today) - Date.parse(dated)) / 86_400_000;
  if (!(days >= 0)) return `dated ${plain(dated)}`;
  if (days < 45) return 'this month';
  const months = Math.round(days / 30.44);
  if (months < 24) return `${months} months old`;
  return `${Math.floor(months / 12)} years old`;
}

export function isProvenance(node: AstNode): boolean {
  return isSource(node) || isCitation(node) || AstUtils.getContainerOfType(node, isCitation) !== undefined;
}
