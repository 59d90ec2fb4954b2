/** The tokens of a tree. */
import type { CompositeCstNode, CstNode, LeafCstNode } from 'langium';

/** The leaves of a node in the order of the text, comments among them; the node itself if it is one. */
export function leavesOf(node: CstNode): readonly LeafCstNode[] {
  const found: LeafCstNode[] = [];
  addLeaves(node, found);
  return found;
}

function addLeaves(node: CstNode, found: LeafCstNode[]): void {
  const { content } = node as Partial<CompositeCstNode>;
  if (content === undefined) found.push(node as LeafCstNode);
  else for (let index = 0; index < content.length; index++) addLeaves(content[index], found);
}
