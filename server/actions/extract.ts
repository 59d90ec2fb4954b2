/** Gives an estimate a name: a `distribution` keeps every figure, an `estimate` makes all its uses move together. */
import { AstUtils } from 'langium';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';
import { type RewriteRequest, rewrite } from './rewrites.ts';

export function extractions(estimate: ast.Estimate, request: RewriteRequest): CodeAction[] {
  const value = estimate.value;
  const declaration = AstUtils.getContainerOfType(estimate, ast.isDeclaration);
  const place = value?.$cstNode?.range;
  const before = declaration?.$cstNode?.range.start;
  if (!value || !declaration || !place || !before) return [];
  if (ast.isNamedEstimate(declaration) || ast.isDistribution(declaration) || ast.isReference(value)) return [];
  // A name inside a loss that is only known there cannot be moved out of it.
  if (AstUtils.streamAst(value).some((node) => ast.isReference(node) && ast.isLet(node.target?.ref))) return [];
  const name = freeName(estimate, declaration, request);
  const written = value.$cstNode!.text;
  const make = (word: string) => [
    { range: { start: before, end: before }, newText: `${word} ${name} = ${written}\n\n` },
    { range: place, newText: name },
  ];
  return [
    rewrite(
      'Give it a name as a distribution (the figures stay the same)',
      CodeActionKind.RefactorExtract,
      request,
      make('distribution'),
    ),
    rewrite(
      'Give it a name as an estimate (one draw a year, shared: the tail changes)',
      CodeActionKind.RefactorExtract,
      request,
      make('estimate'),
    ),
  ];
}

/** `OrderLeakFines` for the fines of `OrderLeak`, with a number where that is taken. */
function freeName(estimate: ast.Estimate, declaration: ast.Declaration, { state }: RewriteRequest): string {
  const owner = 'name' in declaration && declaration.name ? declaration.name : 'Shared';
  const container = estimate.$container;
  const word = ast.isLossTerm(container) ? (container.form ?? 'loss') : container.$type;
  const base = `${capital(owner)}${word.split('-').map(capital).join('')}`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!state.linked.declarations.has(name)) return name;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
