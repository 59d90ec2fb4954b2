import * as ast from '../generated/ast.ts';
import { textIn } from './words.ts';

/** How a comparison calls a declaration: its name, the ends of a flow without one, the text of an expectation, a path. */
export function nameOf(declaration: ast.Declaration): string {
  if (ast.isExpectation(declaration)) return textIn(declaration.$cstNode);
  if (ast.isFlow(declaration) && declaration.name === undefined) {
    const ends = (list: ast.Flow['sources'] | undefined): string => (list ?? []).map((end) => end.$refText).join(', ');
    return `${ends(declaration.sources)} to ${ends(declaration.targets)}`;
  }
  if (ast.isEvidence(declaration) || ast.isFeed(declaration)) return declaration.path ?? '';
  return declaration.name ?? '';
}
