import type { AstNode, Reference, ReferenceInfo } from 'langium';

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
    if (isReference(value)) found.push(value);
  });
  return found;
}

const noReferences: readonly ReferenceInfo[] = [];

/** The same, with the places at which they are held. */
export function propertyReferencesOf(node: AstNode): readonly ReferenceInfo[] {
  let found: ReferenceInfo[] | null = null;
  for (const property in node) {
    if (property.charCodeAt(0) === dollar) continue;
    const value = (node as unknown as Record<string, unknown>)[property];
    if (typeof value !== 'object' || value === null) continue;
    const isList = Array.isArray(value);
    const items: readonly unknown[] = isList ? value : [value];
    for (const [index, reference] of items.entries()) {
      if (!isReference(reference)) continue;
      found ??= [];
      found.push(isList ? { reference, container: node, property, index } : { reference, container: node, property });
    }
  }
  return found ?? noReferences;
}

const dollar = 36;

function forEachValue(node: AstNode, visit: (value: unknown) => void): void {
  // Nodes are plain objects: what is inherited is nothing, and a list of the keys would be made a million times.
  for (const key in node) {
    if (key.charCodeAt(0) === dollar) continue;
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) for (const item of value) visit(item);
    else visit(value);
  }
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && '$refText' in value;
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && '$type' in value;
}

function reverseFrom<T>(items: T[], first: number): void {
  for (let low = first, high = items.length - 1; low < high; low++, high--) {
    [items[low], items[high]] = [items[high]!, items[low]!];
  }
}
