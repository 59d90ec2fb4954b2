/** Formatting of a file, a part of it, or what was just closed. A file with an error of syntax is left as it is. */
import type { LangiumDocument } from 'langium';
import type { Formatter } from 'langium/lsp';
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import { formatEdits, type Span } from '../../language/format/index.ts';
import { isRiskFile, type RiskFile } from '../../language/generated/ast.ts';
import type { RiskServices } from '../../language/services.ts';
import { scan } from '../text/scan.ts';

export function createFormatter(services: RiskServices): Formatter {
  const format = (document: LangiumDocument, span?: Span) => editsOf(services, document, span);
  return {
    formatOnTypeOptions: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
    formatDocument: (document) => format(document),
    formatDocumentRange: (document, params) => format(document, spanOf(document, params.range)),
    formatDocumentOnType(document, params) {
      const offset = document.textDocument.offsetAt(params.position);
      const start =
        params.ch === '}' ? openingOf(document.textDocument.getText(), offset) : lineBefore(document, params.position);
      return start === null
        ? []
        : format(document, { start, end: offset }).filter((edit) => isBefore(edit.range.end, params.position));
    },
  };
}

function editsOf(services: RiskServices, document: LangiumDocument, span?: Span): TextEdit[] {
  if (!isRiskFile(document.parseResult.value)) return [];
  const edits = formatEdits(services, document as LangiumDocument<RiskFile>, span) ?? [];
  const at = (offset: number) => document.textDocument.positionAt(offset);
  return edits.map(({ offset, length, newText }) => ({
    range: { start: at(offset), end: at(offset + length) },
    newText,
  }));
}

function spanOf(document: LangiumDocument, range: Range): Span {
  return { start: document.textDocument.offsetAt(range.start), end: document.textDocument.offsetAt(range.end) };
}

/** Offset of the brace that the one before `offset` closes; null where it closes none. */
function openingOf(text: string, offset: number): number | null {
  const open: number[] = [];
  let closed: number | null = null;
  for (const token of scan(text, 0, offset)) {
    if (token.text === '{') open.push(token.start);
    else if (token.text === '}') closed = open.pop() ?? null;
  }
  return closed;
}

/** Start of the line that was ended by the line break: the caret's own line is not touched. */
function lineBefore(document: LangiumDocument, { line }: Position): number | null {
  return line === 0 ? null : document.textDocument.offsetAt({ line: line - 1, character: 0 });
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
