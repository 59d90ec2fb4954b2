/** The words of a node: its text without comments and white space, which is what two versions are compared by. */
import { type AstNode, AstUtils, type CstNode } from 'langium';
import { leavesOf } from '../parser/leaves.ts';

export interface Words {
  /** With the author's blanks, on one line. */
  readonly text: string;
  /** One blank between all words. */
  readonly words: readonly string[];
}

/** The words from `from` on (an offset in the document); all of the node's without it. */
export function wordsOf(cst: CstNode | undefined, from = 0): Words {
  if (cst === undefined) return { text: '', words: [] };
  const { fullText } = cst.root;
  let text = '';
  let end = -1;
  const words: string[] = [];
  for (const leaf of leavesOf(cst)) {
    if (leaf.hidden || leaf.offset < from) continue;
    const word = fullText.slice(leaf.offset, leaf.end);
    text += end >= 0 && leaf.offset > end ? ` ${word}` : word;
    end = leaf.end;
    words.push(word);
  }
  return { text: text.replace(/\s+/g, ' '), words };
}

/** Names that a node refers to, each once. */
export function namesUsedBy(node: AstNode): readonly string[] {
  const names = new Set<string>();
  for (const part of AstUtils.streamAst(node))
    for (const { reference } of AstUtils.streamReferences(part)) names.add(reference.$refText);
  return [...names];
}
