/** Where an estimate of the model is written. */
import { type AstNode, AstUtils } from 'langium';
import type { EstimatePath, Expression } from '../../engine/index.ts';
import { type Estimate, isLet } from '../../language/generated/ast.ts';
import type { LoweredSystem } from '../../language/stages.ts';
import type { PlaceOfEstimate, Written } from '../../report/index.ts';
import { fileAt } from './diagnostics.ts';
import { textOf } from './written.ts';

/**
 * Finds an estimate by the expression that it became. Where one expression stands in several places, that within the
 * declaration of the path's name is meant.
 */
export function estimatePlaces(lowered: LoweredSystem, root: string): PlaceOfEstimate {
  const nodes = new Map<Expression, AstNode[]>();
  for (const [node, { expression }] of lowered.estimates)
    nodes.set(expression, [...(nodes.get(expression) ?? []), node]);
  return (path, expression) => {
    const found = nodes.get(expression) ?? [];
    const node = found.find((each) => isWithin(each, declarationName(path))) ?? found[0];
    return node === undefined ? null : writtenAt(node, root);
  };
}

/** Of `estimate Exposure` and `asset Orders.size` the name of what declares it. */
function declarationName({ of, name }: EstimatePath): string {
  return of === 'shared' ? name.replace(/^\w+ /, '').replace(/\.\w+$/, '') : name;
}

function isWithin(node: AstNode, name: string): boolean {
  for (let around: AstNode | undefined = node; around !== undefined; around = around.$container)
    if ('name' in around && around.name === name) return true;
  return false;
}

function writtenAt(node: AstNode, root: string): Written | null {
  const range = node.$cstNode?.range;
  if (range === undefined) return null;
  return {
    file: fileAt(AstUtils.getDocument(node).uri.toString(), root),
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    text: textOf(node as Estimate),
    letName: AstUtils.getContainerOfType(node, isLet)?.name ?? null,
  };
}
