/** The words of a node: its text without comments and white space, which is what two versions are compared by. */
import { type AstNode, AstUtils, type CompositeCstNode, type CstNode } from 'langium';
import { leavesOf } from '../parser/leaves.ts';

/** As written. */
export function sourceOf(cst: CstNode | undefined): string {
  return cst === undefined ? '' : cst.root.fullText.slice(cst.offset, cst.end);
}

/** Empty: there is none. */
export function firstWordOf(cst: CstNode | undefined): string {
  const content = (cst as Partial<CompositeCstNode> | undefined)?.content;
  if (content === undefined) return cst === undefined || cst.hidden ? '' : sourceOf(cst);
  for (const part of content) {
    const word = firstWordOf(part);
    if (word !== '') return word;
  }
  return '';
}

/** All words, one after another. */
export function wordsOf(cst: CstNode | undefined): readonly string[] {
  if (cst === undefined) return [];
  const { fullText } = cst.root;
  return leavesOf(cst).flatMap((leaf) => (leaf.hidden ? [] : [fullText.slice(leaf.offset, leaf.end)]));
}

/** The same with one blank between all words. */
export function wordsIn(cst: CstNode | undefined): string {
  return joined(cst, false);
}

/** With the author's blanks, on one line. */
export function textIn(cst: CstNode | undefined): string {
  return joined(cst, true).replace(/\s+/g, ' ');
}

/** Words with one blank where they are apart, and where they touch unless `together`. What has it already is taken as it is. */
function joined(cst: CstNode | undefined, together: boolean): string {
  if (cst === undefined) return '';
  const { fullText } = cst.root;
  let found = '';
  let from = -1;
  let end = -1;
  for (const leaf of leavesOf(cst)) {
    if (leaf.hidden) continue;
    const { offset } = leaf;
    const goesOn = offset === end ? together : offset === end + 1 && fullText.charCodeAt(end) === blank;
    if (from < 0) from = offset;
    else if (!goesOn) {
      found += `${fullText.slice(from, end)} `;
      from = offset;
    }
    end = leaf.end;
  }
  return from < 0 ? found : found + fullText.slice(from, end);
}

const blank = 32;

/** Names that a node refers to, each once. */
export function namesUsedBy(node: AstNode): readonly string[] {
  const names = new Set<string>();
  for (const part of AstUtils.streamAst(node))
    for (const { reference } of AstUtils.streamReferences(part)) names.add(reference.$refText);
  return [...names];
}
