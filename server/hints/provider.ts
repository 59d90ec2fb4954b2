/** Inlay hints: what an estimate says without being written. Laws are described, nothing is simulated. */
import { AstUtils } from 'langium';
import type { InlayHintProvider } from 'langium/lsp';
import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import { describe, supportOf } from '../../engine/index.ts';
import * as ast from '../../language/generated/ast.ts';
import type { LoweredEstimate } from '../../language/stages.ts';
import { numberInWords } from '../../protocol/index.ts';
import type { Bench } from '../bench.ts';
import { valueInWords } from '../hover/values.ts';
import type { SystemState } from '../systems/state.ts';
import { firstWord, propertyRange } from '../text/nodes.ts';

/** Hints of one request: editors ask for what is on the screen. */
const maxHints = 400;

export function createHints(bench: () => Bench): InlayHintProvider {
  return {
    getInlayHints(document, params) {
      const { settings, systems, fileOf, figures } = bench();
      const file = fileOf(document);
      const state = systems.of(document.uri.toString());
      if (!settings.hints.enabled || !file || !state) return [];
      const hints: InlayHint[] = [];
      for (const declaration of file.declarations) {
        if (!overlaps(declaration.$cstNode?.range, params.range)) continue;
        for (const node of AstUtils.streamAst(declaration)) {
          if (hints.length >= maxHints) return hints;
          if (!overlaps(node.$cstNode?.range, params.range)) continue;
          if (ast.isEstimate(node)) hints.push(...estimateHints(node, state));
          else if (ast.isReference(node)) hints.push(...referenceHints(node));
          else if (ast.isSecondaryLoss(node)) hints.push(...secondaryHints(node));
          else if (ast.isFrequency(node)) hints.push(...frequencyHints(node, figures.of(state)));
        }
      }
      return hints;
    },
  };
}

function overlaps(a: Range | undefined, b: Range): boolean {
  return a !== undefined && a.start.line <= b.end.line && b.start.line <= a.end.line;
}

/** `mean $375k · never above $500k` after `..`, `mean … · 5% above $10M` after `to`. */
function estimateHints(node: ast.Estimate, state: SystemState): InlayHint[] {
  const lowered = state.lowered.estimates.get(node);
  const end = node.value?.$cstNode?.range.end;
  if (!lowered || !end || !isWorthAHint(node)) return [];
  const label = spread(node, lowered, state);
  return label === null ? [] : [{ position: end, label, paddingLeft: true, kind: InlayHintKind.Parameter }];
}

function isWorthAHint({ value }: ast.Estimate): boolean {
  return value !== undefined && !ast.isQuantity(value) && !ast.isReference(value) && !isConstantRate(value);
}

function isConstantRate(node: ast.Expression | ast.Every): boolean {
  return ast.isRate(node) && ast.isQuantity(node.amount);
}

function spread(node: ast.Estimate, { expression, unit }: LoweredEstimate, { lowered }: SystemState): string | null {
  try {
    const law = describe(expression, { shared: lowered.model.shared, lets: [] });
    const of = (value: number) => valueInWords(value, unit);
    const range = rangeIn(node.value);
    const support = supportOf(expression, { shared: lowered.model.shared, lets: [] });
    if (support.min === support.max) return of(support.min);
    const parts = [`mean ${Number.isFinite(law.mean) ? of(law.mean) : 'infinite'}`];
    if (range === 'to') parts.push(`5% above ${of(law.p95)}`);
    else if (range === '..' && Number.isFinite(support.max)) parts.push(`never above ${of(support.max)}`);
    return parts.join(' · ');
  } catch {
    // A `let` is known only inside its loss, and a refused law has its finding already.
    return null;
  }
}

/** The operator of the range that the whole value is, rates around it left aside. */
function rangeIn(value: ast.Expression | ast.Every | undefined): '..' | 'to' | null {
  if (ast.isRange(value)) return value.operator === 'to' ? 'to' : '..';
  return ast.isRate(value) ? rangeIn(value.amount) : null;
}

/** After a name in a loss: whether all events of a year share one value. */
function referenceHints(node: ast.Reference): InlayHint[] {
  const end = node.$cstNode?.range.end;
  const target = node.target?.ref;
  if (!end || !target || !AstUtils.getContainerOfType(node, ast.isLoss)) return [];
  if (ast.isLet(target)) return [];
  const label = ast.isDistribution(target) ? 'fresh each event' : 'one draw a year';
  return [{ position: end, label, paddingLeft: true, kind: InlayHintKind.Type }];
}

/** `in 100%` where a stakeholder's share is left out. */
function secondaryHints(node: ast.SecondaryLoss): InlayHint[] {
  if (node.probability) return [];
  const after = node.title === undefined ? firstWord(node)?.range.end : node.$cstNode && titleEnd(node);
  return after ? [{ position: after, label: 'in 100%', paddingLeft: true, kind: InlayHintKind.Parameter }] : [];
}

function titleEnd(node: ast.SecondaryLoss): Range['end'] | undefined {
  return propertyRange(node, 'title')?.end;
}

/** The loss event frequency that the factors make, behind the brace that opens them. */
function frequencyHints(node: ast.Frequency, { figures, state }: ReturnType<Bench['figures']['of']>): InlayHint[] {
  const threat = node.$container;
  if (node.estimate || !ast.isThreat(threat) || state === 'stale') return [];
  const spread = figures?.report.threats.find(({ name }) => name === threat.name)?.factors.lossEventFrequency;
  const end = firstWord(node)?.range.end;
  if (!spread || !end) return [];
  return [
    {
      position: end,
      label: `${numberInWords(spread.mean)} loss events a year`,
      paddingLeft: true,
      kind: InlayHintKind.Type,
    },
  ];
}
