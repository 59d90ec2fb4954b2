/** The lines of a declaration, each with a path that is the same in every version. */
import type { AstNode } from 'langium';
import type { DeclarationPart, Place } from '../../protocol/index.ts';
import * as ast from '../generated/ast.ts';
import { namesUsedBy, textIn, wordsIn, wordsOf } from './words.ts';

export type PlaceOf = (node: AstNode) => Place;

/** Every part of a declaration that can change alone, in the order of the text. */
export function partsOf(declaration: ast.Declaration, placeOf: PlaceOf): readonly DeclarationPart[] {
  return leaves(declaration).map(({ path, node }) => {
    const { $cstNode: cst } = node;
    return { path, text: textIn(cst), words: wordsIn(cst), uses: namesUsedBy(node), ...placeOf(node) };
  });
}

interface Leaf {
  readonly path: string;
  readonly node: AstNode;
}

function leaves(declaration: ast.Declaration): Leaf[] {
  if (ast.isNamedEstimate(declaration) || ast.isDistribution(declaration))
    return declaration.estimate === undefined ? [] : [{ path: 'value', node: declaration.estimate }];
  if (ast.isExpectation(declaration)) return [{ path: 'limit', node: declaration }];
  if (!('properties' in declaration)) return [];
  return (declaration.properties as readonly AstNode[]).flatMap((property) => ofProperty(property));
}

function ofProperty(node: AstNode): Leaf[] {
  if (ast.isFrequency(node)) return block('frequency', node, node.estimate, node.properties);
  if (ast.isLoss(node)) {
    if (node.term !== undefined) return [term('loss', node.term)];
    if (node.estimate !== undefined) return [{ path: 'loss', node }];
    return node.properties.flatMap(ofLoss);
  }
  if (ast.isLeadsTo(node)) return [{ path: `leads-to ${node.threat?.$refText ?? ''}`, node }];
  if (ast.isAppetite(node)) return node.points.map((point) => ({ path: 'appetite', node: point }));
  if (ast.isReduces(node)) return [{ path: `reduces ${node.factor}`, node }];
  return [{ path: wordOf(node), node }];
}

function ofLoss(node: ast.LossProperty): Leaf[] {
  if (ast.isLet(node)) return [{ path: `loss.let ${node.name}`, node }];
  if (ast.isLossTerm(node)) return [term('loss', node)];
  if (ast.isPrimaryLoss(node)) return block('loss', node, node.estimate, node.properties);
  if (!ast.isSecondaryLoss(node)) return [{ path: `loss.${wordOf(node)}`, node }];
  const path = secondaryPath(node.title ?? '');
  const chance = node.probability === undefined ? [] : [{ path: `${path}.in`, node: node.probability }];
  return [...chance, ...block(path, node, node.estimate, node.properties)];
}

/** A path for what one number says, else one for each line of the block. */
function block(path: string, node: AstNode, estimate: AstNode | undefined, lines: readonly AstNode[]): Leaf[] {
  if (estimate !== undefined) return [{ path, node: ast.isSecondaryLoss(node) ? estimate : node }];
  return lines.map((line) =>
    ast.isLossTerm(line) ? term(path, line) : { path: `${path}.${wordOf(line)}`, node: line },
  );
}

function term(path: string, node: ast.LossTerm): Leaf {
  return { path: `${path}.${node.form}`, node };
}

/** The path of a stakeholder's reaction. */
function secondaryPath(title: string): string {
  return title === '' ? 'loss.secondary' : `loss.secondary "${title}"`;
}

/** The word that a property starts with: `ThreatEvents` is `threat-events`. */
function wordOf(node: AstNode): string {
  return wordsOf(node.$cstNode)[0] ?? node.$type;
}
