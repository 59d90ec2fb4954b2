/** Folding by braces, comments of several lines, and runs of line comments. */
import type { FoldingRangeProvider } from 'langium/lsp';
import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import { scan } from '../text/scan.ts';

export function createFolding(): FoldingRangeProvider {
  return {
    getFoldingRanges: (document) =>
      foldingOf(document.textDocument.getText(), (offset) => document.textDocument.positionAt(offset).line),
  };
}

/** Works on the text, so that unfinished declarations fold, too. */
export function foldingOf(text: string, lineOf: (offset: number) => number): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const open: number[] = [];
  let comments: { first: number; last: number } | null = null;
  const endComments = () => {
    if (comments && comments.last > comments.first) {
      ranges.push({ startLine: comments.first, endLine: comments.last, kind: FoldingRangeKind.Comment });
    }
    comments = null;
  };
  for (const token of scan(text)) {
    const line = lineOf(token.start);
    if (token.kind === 'comment' && token.text.startsWith('//')) {
      if (comments && line === comments.last + 1) comments.last = line;
      else if (token.newLine) {
        endComments();
        comments = { first: line, last: line };
      }
      continue;
    }
    endComments();
    if (token.kind === 'comment' || token.kind === 'string') {
      const end = lineOf(token.end);
      if (end > line)
        ranges.push({
          startLine: line,
          endLine: end,
          ...(token.kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
        });
    } else if (token.text === '{') open.push(line);
    else if (token.text === '}') {
      const start = open.pop();
      // The line of the closing brace stays visible.
      if (start !== undefined && line - 1 > start) ranges.push({ startLine: start, endLine: line - 1 });
    }
  }
  endComments();
  return ranges;
}
