/**
 * Puts comments into the syntax tree in time that grows with their number. Langium 4.4 takes each from the front of a
 * list and looks for its place from the first declaration of the file on: for every word, whether there is a comment
 * before it or not, so that a long file takes the square of its length. This does the same from the end.
 */
import type { IToken } from 'chevrotain';
import type { CompositeCstNode, CstNode, LangiumParser } from 'langium';

/** What is private in Langium's parser. */
interface Internals {
  readonly lexerResult?: { readonly hidden: IToken[] };
  readonly nodeBuilder: NodeBuilder;
  extractHiddenTokens(before: IToken): IToken[];
}

interface NodeBuilder {
  readonly current: CompositeCstNode;
  readonly rootNode: CompositeCstNode;
  createLeafNode(token: IToken, hidden: boolean): CstNode;
  appendChildren(parent: CompositeCstNode, children: CstNode[]): void;
  insertChildren(parent: CompositeCstNode, index: number, children: CstNode[]): void;
  addHiddenNodes(tokens: IToken[]): void;
}

const none: IToken[] = [];

/** Replaces both methods of this parser. */
export function addCommentsFromTheEnd(parser: LangiumParser): void {
  const internals = parser as unknown as Internals;
  const builder = internals.nodeBuilder;
  let comments: readonly IToken[] = none;
  let taken = 0;

  internals.extractHiddenTokens = (before) => {
    const { hidden } = internals.lexerResult!;
    if (hidden !== comments) {
      comments = hidden;
      taken = 0;
    }
    const from = taken;
    while (taken < hidden.length && hidden[taken].startOffset < before.startOffset) taken++;
    return taken === from ? none : hidden.slice(from, taken);
  };

  builder.addHiddenNodes = (tokens) => {
    // After the last word the parser hands over the whole list again.
    const left = tokens === comments ? tokens.slice(taken) : tokens;
    if (left.length > 0) attach(builder, left);
  };
}

/** Beside what is being built; before it, if nothing of it is there yet. */
function attach(builder: NodeBuilder, tokens: readonly IToken[]): void {
  const nodes = tokens.map((token) => builder.createLeafNode(token, true));
  let current = builder.current;
  if (current.content.length > 0) {
    builder.appendChildren(current, nodes);
    return;
  }
  for (let parent = current.container; parent !== undefined; parent = current.container) {
    const index = parent.content.lastIndexOf(current);
    if (index > 0) {
      builder.insertChildren(parent, index, nodes);
      return;
    }
    current = parent;
  }
  builder.insertChildren(builder.rootNode, 0, nodes);
}
