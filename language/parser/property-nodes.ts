/** Where a property of a node stands in the text. */
import { type AstNode, AstUtils, type CompositeCstNode, type CstNode, GrammarAST } from 'langium';

/** By elements of the grammar: the property that they are assigned to. */
const assigned = new WeakMap<GrammarAST.AbstractElement, string | null>();

/**
 * What was read for a property of the node that a tree belongs to; `index`: which of a list. As Langium's
 * `findNodeForProperty`, without a walk through the grammar for each token.
 */
export function nodeForProperty(tree: CstNode | undefined, property: string, index = 0): CstNode | undefined {
  if (tree === undefined) return undefined;
  const found: CstNode[] = [];
  addNodes(tree, property, tree.astNode, found);
  return found[Math.max(0, Math.min(index, found.length - 1))];
}

function addNodes(tree: CstNode, property: string, node: AstNode, found: CstNode[]): void {
  const { content } = tree as Partial<CompositeCstNode>;
  if (content === undefined || tree.astNode !== node) return;
  for (const part of content) {
    if (propertyOf(part) === property) found.push(part);
    else addNodes(part, property, node, found);
  }
}

function propertyOf({ grammarSource }: CstNode): string | null {
  if (grammarSource === undefined) return null;
  let found = assigned.get(grammarSource);
  if (found === undefined) {
    found = AstUtils.getContainerOfType(grammarSource, GrammarAST.isAssignment)?.feature ?? null;
    assigned.set(grammarSource, found);
  }
  return found;
}
