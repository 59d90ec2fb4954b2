import type { AstNode, Reference } from 'langium';

/**
 * A node and all below it, parents before children. With a stack of its own: long sums are deep trees, and the checks
 * of a large system pass here a million times.
 */
export function nodesBelow(root: AstNode): readonly AstNode[] {
  const found: AstNode[] = [];
  const open: AstNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    found.push(node);
    const first = open.length;
    forEachValue(node, (value) => {
      if (isNode(value)) open.push(value);
    });
    reverseFrom(open, first);
  }
  return found;
}

/** The references that a node itself holds. */
export function referencesOf(node: AstNode): readonly Reference[] {
  const found: Reference[] = [];
  forEachValue(node, (value) => {
    if (typeof value === 'object' && value !== null && '$refText' in value) found.push(value as Reference);
  });
  return found;
}

function forEachValue(node: AstNode, visit: (value: unknown) => void): void {
  for (const key of Object.keys(node)) {
    if (key.startsWith('$')) continue;
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) for (const item of value) visit(item);
    else visit(value);
  }
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && '$type' in value;
}

function reverseFrom<T>(items: T[], first: number): void {
  for (let low = first, high = items.length - 1; low < high; low++, high--) {
    [items[low], items[high]] = [items[high]!, items[low]!];
  }
}
