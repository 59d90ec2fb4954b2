/** Text edits that quick fixes are made of. */
import { type AstNode, GrammarUtils } from 'langium';
import type { FixAlternative, TextRange } from '../stages.ts';
import { rangeOf, uriOf, type Where } from './finding.ts';

export type Edit = FixAlternative['edits'][number];

/** One way to fix, with its edits. */
export function alternative(title: string, edits: readonly Edit[], preferred = false): FixAlternative {
  return { title, preferred, edits };
}

/** Puts lines at the start of a declaration's body, and makes the body where there is none. */
export function insertIntoBody(node: AstNode, lines: readonly string[]): Edit {
  const brace = GrammarUtils.findNodeForKeyword(node.$cstNode, '{');
  const indent = indentOf(node);
  const text = lines.map((line) => `\n${indent}  ${line}`).join('');
  if (brace === undefined) return insertAt(node, rangeOf(node).end, ` {${text}\n${indent}}`);
  const oneLine = rangeOf(node).end.line === brace.range.end.line;
  const isEmpty = node.$cstNode!.text.slice(brace.end - node.$cstNode!.offset).trim() === '}';
  if (oneLine && isEmpty) return insertAt(node, brace.range.end, `${text}\n${indent}`);
  return insertAt(node, brace.range.end, oneLine ? ` ${lines.join(' ')}` : text);
}

/** The blanks before the line on which a node begins. */
function indentOf(node: AstNode): string {
  const cst = node.$cstNode;
  if (cst === undefined) return '';
  const before = cst.root.fullText.slice(0, cst.offset);
  return /^[ \t]*/.exec(before.slice(before.lastIndexOf('\n') + 1))![0];
}

/** Puts text after a declaration. */
export function insertAfter(node: AstNode, text: string): Edit {
  return insertAt(node, rangeOf(node).end, text);
}

/** Replaces a node or one of its properties. */
export function replace(node: AstNode, newText: string, where: Where = {}): Edit {
  return { uri: uriOf(node), range: rangeOf(node, where), newText };
}

function insertAt(node: AstNode, position: TextRange['start'], newText: string): Edit {
  return { uri: uriOf(node), range: { start: position, end: position }, newText };
}
