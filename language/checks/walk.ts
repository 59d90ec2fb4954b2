import type { AstNode, Reference, ReferenceInfo } from 'langium';
import { reflection } from '../generated/ast.ts';

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
    addChildren(node, open);
    reverseFrom(open, first);
  }
  return found;
}

const known = new WeakMap<AstNode, readonly AstNode[]>();

/** The same of a declaration, remembered: as long as it is there nothing below it changes, and many look. */
export function nodesOf(declaration: AstNode): readonly AstNode[] {
  let nodes = known.get(declaration);
  if (nodes === undefined) {
    nodes = nodesBelow(declaration);
    known.set(declaration, nodes);
  }
  return nodes;
}

/** Adds the references that a node itself holds, with the places at which they are held. */
export function addReferencesOf(node: AstNode, found: ReferenceInfo[]): void {
  if (!mayRefer(node.$type)) return;
  for (const property in node) {
    if (property.charCodeAt(0) === dollar) continue;
    const value = (node as unknown as Record<string, unknown>)[property];
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        const reference: unknown = value[index];
        if (isReference(reference)) found.push({ reference, container: node, property, index });
      }
    } else if (isReference(value)) found.push({ reference: value, container: node, property });
  }
}

const referring = new Map<string, boolean>();

/** Whether nodes of a type hold references: few do. */
function mayRefer(type: string): boolean {
  let answer = referring.get(type);
  if (answer === undefined) {
    const { properties } = reflection.getTypeMetaData(type);
    answer = Object.values(properties).some(({ referenceType }) => referenceType !== undefined);
    referring.set(type, answer);
  }
  return answer;
}

const dollar = 36;

function addChildren(node: AstNode, found: AstNode[]): void {
  // Nodes are plain objects: what is inherited is nothing, and a list of the keys would be made a million times.
  for (const key in node) {
    if (key.charCodeAt(0) === dollar) continue;
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) if (isNode(value[index])) found.push(value[index]);
    } else if (isNode(value)) found.push(value);
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
