/** Places of syntax nodes in the text. */
import { type AstNode, type CstNode, CstUtils } from 'langium';
import type { Range } from 'vscode-languageserver-types';
import type { Declaration } from '../../language/generated/ast.ts';
import { nodeForProperty } from '../../language/parser/property-nodes.ts';

export function nodeRange(node: AstNode): Range | null {
  return node.$cstNode?.range ?? null;
}

export function propertyRange(node: AstNode, property: string, index?: number): Range | null {
  return nodeForProperty(node.$cstNode, property, index)?.range ?? null;
}

/** Range of the name of a declaration; of its first word where it has none. */
export function nameRange(node: Declaration): Range | null {
  return propertyRange(node, 'name') ?? firstWord(node)?.range ?? null;
}

export function firstWord(node: AstNode): CstNode | null {
  const cst = node.$cstNode;
  return (cst && CstUtils.flattenCst(cst).find((leaf) => !leaf.hidden)) ?? null;
}

/** The syntax leaf at an offset, or the one that ends there. */
export function leafAt(root: AstNode, offset: number): CstNode | null {
  const cst = root.$cstNode;
  if (!cst) return null;
  return CstUtils.findDeclarationNodeAtOffset(cst, offset) ?? CstUtils.findLeafNodeAtOffset(cst, offset) ?? null;
}
