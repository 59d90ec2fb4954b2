/** The formatter (`risk fmt`): changes white space only, and nothing in a file with an error of syntax. */
import { type LangiumDocument, URI } from 'langium';
import type { RiskFile } from '../generated/ast.ts';
import { syntaxFindings } from '../parser/syntax-findings.ts';
import { createRiskServices, type RiskServices } from '../services.ts';
import type { Finding } from '../stages.ts';
import { breaks, type Gap, gapsOf } from './gaps.ts';
import { fitLines, indentation } from './layout.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { tidy } from './tidy.ts';

/** Replaces the text from `offset`, `length` characters of it. */
export interface FormatEdit {
  readonly offset: number;
  readonly length: number;
  readonly newText: string;
}

/** Part of a text, `start` inclusive, `end` exclusive, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The text as it should look, or why it is left alone. Pass `services` to format many texts: making them takes longer
 * than formatting. `uri` only names the file in the findings.
 */
export function formatText(
  text: string,
  options: { readonly services?: RiskServices; readonly uri?: string } = {},
): { readonly text: string } | { readonly findings: readonly Finding[] } {
  const { services = createRiskServices().risk, uri = 'untitled:model.risk' } = options;
  const factory = services.shared.workspace.LangiumDocumentFactory;
  const document = factory.fromString<RiskFile>(text, URI.parse(uri));
  const edits = formatEdits(services, document);
  return edits === null ? { findings: syntaxFindings(document) } : { text: apply(text, edits) };
}

/** The changes that format a parsed document, or the part of it in `span`; null if it has an error of syntax. */
export function formatEdits(
  services: RiskServices,
  document: LangiumDocument<RiskFile>,
  span?: Span,
): readonly FormatEdit[] | null {
  const { lexerErrors, parserErrors } = document.parseResult;
  if (lexerErrors.length > 0 || parserErrors.length > 0) return null;
  const text = document.textDocument.getText();
  const edits = editsOf(text, piecesOf(services, text, document.parseResult));
  return span === undefined ? edits : edits.filter((edit) => touches(edit, span));
}

function editsOf(text: string, pieces: readonly Piece[]): FormatEdit[] {
  const newline = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const edits: FormatEdit[] = [];
  const put = (start: number, end: number, wanted: string) => {
    if (text.slice(start, end) !== wanted) edits.push({ offset: start, length: end - start, newText: wanted });
  };
  const gaps = gapsOf(pieces);
  fitLines(pieces, gaps);
  // A byte order mark is no white space to be tidied.
  let end = text.startsWith('\ufeff') ? 1 : 0;
  let column = 0;
  for (const [index, piece] of pieces.entries()) {
    if (index === 0 || breaks(gaps[index])) column = indentation(pieces, index);
    put(end, piece.offset, between(gaps[index], column, newline));
    end = piece.offset + piece.image.length;
    put(piece.offset, end, tidy(piece, column).join(newline));
  }
  put(end, text.length, pieces.length > 0 ? newline : '');
  return edits;
}

function between(gap: Gap, column: number, newline: string): string {
  const indent = ' '.repeat(column);
  if (gap === 'none') return '';
  if (gap === 'blank') return ' ';
  return gap === 'line' ? newline + indent : newline + newline + indent;
}

function touches(edit: FormatEdit, span: Span): boolean {
  return edit.offset <= span.end && edit.offset + edit.length >= span.start;
}

function apply(text: string, edits: readonly FormatEdit[]): string {
  let result = '';
  let end = 0;
  for (const edit of edits) {
    result += text.slice(end, edit.offset) + edit.newText;
    end = edit.offset + edit.length;
  }
  return result + text.slice(end);
}
