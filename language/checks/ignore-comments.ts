/** Finds `// risk-ignore CODE until DATE: reason` and the lines that each is about. */
import type { LangiumDocument } from 'langium';
import type { RiskFile } from '../generated/ast.ts';
import { leavesOf } from '../parser/leaves.ts';
import type { TextRange } from '../stages.ts';

export interface IgnoreComment {
  readonly uri: string;
  readonly range: TextRange;
  /** null where the comment is not in the form. */
  readonly code: string | null;
  readonly until: string | null;
  readonly reason: string;
  /** First and last line that it is about, zero-based. */
  readonly lines: readonly [first: number, last: number];
}

/** A comment over several lines counts, too, and is never in the form. */
const opening = /^(?:\/\/|\/\*\**)\s*risk-ignore(?![\p{L}\p{N}_-])/u;
const form = /^\/\/[ \t]*risk-ignore[ \t]+([\p{L}\p{N}_-]+)(?:[ \t]+until[ \t]+(\S+?))?[ \t]*(?::(.*))?$/u;

/** All of them in a document, in the order of the text. */
export function ignoreCommentsIn(document: LangiumDocument<RiskFile>): readonly IgnoreComment[] {
  const root = document.parseResult.value.$cstNode;
  if (root === undefined || !root.root.fullText.includes('risk-ignore')) return [];
  const uri = document.uri.toString();
  const found: IgnoreComment[] = [];
  const waiting: Omit<IgnoreComment, 'lines'>[] = [];
  const declarations = declarationLines(document);
  let lastCodeLine = -1;
  for (const leaf of leavesOf(root)) {
    const { start, end } = leaf.range;
    if (!leaf.hidden) {
      if (waiting.length > 0) {
        // The line before: of a declaration all of it, else the one line.
        const last = declarations.get(leaf.offset) ?? start.line;
        for (const comment of waiting.splice(0)) found.push({ ...comment, lines: [start.line, last] });
      }
      lastCodeLine = end.line;
      continue;
    }
    if (!opening.test(leaf.text)) continue;
    const comment = { uri, range: leaf.range, ...read(leaf.text) };
    if (lastCodeLine === start.line) found.push({ ...comment, lines: [start.line, start.line] });
    else waiting.push(comment);
  }
  for (const comment of waiting)
    found.push({ ...comment, lines: [comment.range.start.line, comment.range.start.line] });
  return found;
}

function read(text: string): Pick<IgnoreComment, 'code' | 'until' | 'reason'> {
  const match = form.exec(text.trimEnd());
  if (match === null) return { code: null, until: null, reason: '' };
  return { code: match[1]!, until: match[2] ?? null, reason: (match[3] ?? '').trim() };
}

/** The last line of each declaration, by the offset of its first token. */
function declarationLines(document: LangiumDocument<RiskFile>): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  for (const { $cstNode: cst } of document.parseResult.value.declarations ?? []) {
    if (cst !== undefined) lines.set(cst.offset, cst.range.end.line);
  }
  return lines;
}
