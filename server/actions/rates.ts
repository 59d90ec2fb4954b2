/** `every 2..5 years` as `0.2..0.5 per year` and back: both forms say the same rate, end by end. */
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';
import { readNumber } from '../../language/quantities/number.ts';
import { type RewriteRequest, rewrite } from './rewrites.ts';

/** A plain range or number as its operands: what can be turned over without changing its meaning. */
interface Operands {
  readonly values: readonly number[];
  readonly texts: readonly string[];
  readonly operator: string;
  readonly unit: string | null;
}

export function rateRewrites(estimate: ast.Estimate, request: RewriteRequest): CodeAction[] {
  const value = estimate.value;
  const range = value?.$cstNode?.range;
  if (!value || !range) return [];
  const text = ast.isEvery(value) ? asRate(value) : ast.isRate(value) ? asPeriod(value) : null;
  if (text === null) return [];
  return [rewrite(`Write it as "${text}"`, CodeActionKind.RefactorRewrite, request, [{ range, newText: text }])];
}

function asRate({ period }: ast.Every): string | null {
  const operands = operandsOf(period);
  if (!operands || operands.unit === null || !timeWords.has(singular(operands.unit))) return null;
  const unit = singular(operands.unit);
  const values = turned(operands);
  if (values !== null) return `${values} per ${unit}`;
  return operands.values.length === 1 ? `1 per ${operands.texts[0]} ${operands.unit}` : null;
}

function asPeriod(rate: ast.Rate): string | null {
  const operands = operandsOf(rate.amount);
  const unit = rate.unit ?? '';
  if (!operands || operands.unit !== null || !timeWords.has(singular(unit))) return null;
  if (rate.count !== undefined) {
    return operands.values.length === 1 && operands.values[0] === 1 ? `every ${rate.count} ${unit}` : null;
  }
  const values = turned(operands);
  return values === null ? null : `every ${values} ${values === '1' ? unit : `${unit}s`}`;
}

const timeWords = new Set(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']);

function singular(unit: string): string {
  return timeWords.has(unit) ? unit : unit.replace(/s$/, '');
}

function operandsOf(node: ast.Expression | undefined): Operands | null {
  const parts = ast.isRange(node) ? [node.low, ...node.bounds] : [node];
  const values: number[] = [];
  const texts: string[] = [];
  let unit: string | null = null;
  for (const part of parts) {
    if (!ast.isQuantity(part) || part.number === undefined || part.sign) return null;
    values.push(readNumber(part.number).value);
    texts.push(part.number);
    unit = part.unit ?? unit;
  }
  if (values.some((value) => !(value > 0 && Number.isFinite(value)))) return null;
  return { values, texts, operator: ast.isRange(node) ? (node.operator === 'to' ? ' to ' : '..') : '', unit };
}

/** Each operand as 1 over it, the ends exchanged; null where that cannot be written exactly in a few digits. */
function turned({ values, operator }: Operands): string | null {
  const texts = [...values].reverse().map((value) => Number((1 / value).toPrecision(4)));
  const exact = texts.every((text, index) => Math.abs(text * values[values.length - 1 - index] - 1) < 1e-9);
  return exact ? texts.join(operator) : null;
}
