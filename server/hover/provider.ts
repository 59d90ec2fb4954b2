/** Hovers: what stands under the pointer, a finding's code, a name, an estimate, a unit, a function or a word. */
import { type AstNode, AstUtils, type CstNode, type LangiumDocument } from 'langium';
import type { HoverProvider } from 'langium/lsp';
import type { Hover } from 'vscode-languageserver-types';
import { codeInfo as findCode } from '../../language/checks/codes.ts';
import * as ast from '../../language/generated/ast.ts';
import type { Bench } from '../bench.ts';
import { leafAt } from '../text/nodes.ts';
import { declarationHover } from './declaration.ts';
import { estimateHover } from './estimate.ts';
import { effectHover, evidenceHover } from './evidence.ts';
import { paragraphs } from './markdown.ts';
import { functionHover, unitHover, wordHover } from './words.ts';

export function createHover(bench: () => Bench): HoverProvider {
  return {
    getHoverContent(document, params) {
      const leaf = leafAt(document.parseResult.value, document.textDocument.offsetAt(params.position));
      const value = leaf ? hoverOf(leaf, document, bench()) : null;
      return leaf && value ? ({ contents: { kind: 'markdown', value }, range: leaf.range } satisfies Hover) : undefined;
    },
  };
}

function hoverOf(leaf: CstNode, document: LangiumDocument, bench: Bench): string | null {
  const state = bench.systems.of(document.uri.toString());
  const declared = bench.risk.references.References.findDeclarations(leaf)[0];
  if (declared && state) {
    const hover = declarationHover(declared, { bench, state });
    if (hover) return hover;
  }
  const node = leaf.astNode;
  if (ast.isCheckLevel(node) && leaf.text === node.code) return codeHover(leaf.text);
  if (ast.isCall(node) && leaf.text === node.function) return functionHover(leaf.text);
  if ((ast.isQuantity(node) || ast.isRate(node)) && leaf.text === node.unit)
    return unitHover(leaf.text) ?? estimateAround(node, bench);
  if ((ast.isEvidence(node) || ast.isFeed(node)) && state && (leaf.text.startsWith('"') || leaf.text === 'evidence'))
    return paragraphs(evidenceHover(node, state), wordHover(ast.isFeed(node) ? 'feed' : 'evidence'));
  if (isWithEvidence(leaf) && state)
    return paragraphs(
      effectHover(ast.isWithEvidence(node) ? node.$container : node, { bench, state }),
      wordHover('with evidence'),
    );
  if (isPartOfNumber(leaf)) return estimateAround(node, bench);
  return wordHover(leaf.text);
}

/** One of the two words, whichever node the parser gives them to. */
function isWithEvidence({ text, astNode: node }: CstNode): boolean {
  return (text === 'with' || text === 'evidence') && (ast.isWithEvidence(node) || ast.isWithEvidence(node.$container));
}

/** On the numbers and operators of an estimate, the estimate itself. */
function isPartOfNumber(leaf: CstNode): boolean {
  if (!AstUtils.getContainerOfType(leaf.astNode, ast.isEstimate) || ast.isNote(leaf.astNode)) return false;
  return /^[\d$€£¥]/.test(leaf.text) || ['..', 'to', '+', '-', '*', '/', 'per'].includes(leaf.text);
}

function estimateAround(node: AstNode, bench: Bench): string | null {
  const estimate = AstUtils.getContainerOfType(node, ast.isEstimate);
  const state = estimate && bench.systemOf(estimate);
  return estimate && state ? estimateHover(estimate, { bench, state }) : null;
}

function codeHover(code: string): string | null {
  const info = findCode(code);
  return info ? `**${info.code}** ${info.title}\n\n${info.help}` : null;
}
