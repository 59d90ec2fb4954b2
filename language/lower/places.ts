/** Where things stand, as it crosses a boundary: file relative to the root, positions counted from 1. */
import type { AstNode } from 'langium';
import type { Named, Place } from '../../protocol/index.ts';
import { rangeOf, uriOf } from '../quantities/report.ts';

/** The file of a URI as reports name it. */
export type FileOf = (uri: string) => string;

/** The place of a node, or of one of its properties. */
export function placeOf(node: AstNode, fileOf: FileOf, property?: string): Place {
  const { start, end } = rangeOf(node, property);
  return {
    file: fileOf(uriOf(node)),
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Name, title and place of a declaration: the place of its name. */
export function namedOf(node: AstNode & { readonly name?: string; readonly title?: string }, fileOf: FileOf): Named {
  return { name: node.name ?? '', title: node.title ?? null, ...placeOf(node, fileOf, 'name') };
}
