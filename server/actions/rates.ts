/** `every 2..5 years` as `0.2..0.5 per year` and back: both forms say the same rate, end by end. */
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';
import { readNumber } from '../../language/quantities/number.ts';
import { type RewriteRequest, rewrite } from './rewrites.ts';

/** A plain range or number as its operands: what can be turned over without changing its meaning. */
interface Operands {
  readonly values: readonly number[];
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
  if (!operands || operands.unit === null) return null;
  return `${turned(operands)} per ${singular(operands.unit)}`;
}

function asPeriod(rate: ast.Rate): string | null {
  const operands = operandsOf(rate.amount);
  if (!operands || operands.unit !== null || rate.count !== undefined || !timeWords.has(rate.unit ?? '')) return null;
  const single = operands.values.length === 1 && 1 / operands.values[0] === 1;
  return `every ${turned(operands)} ${single ? rate.unit : `${rate.unit}s`}`;
}

const timeWords = new Set(['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']);

function singular(unit: string): string {
  return timeWords.has(unit) ? unit : unit.replace(/s$/, '');
}

function operandsOf(node: ast.Expression | undefined): Operands | null {
  const parts = ast.isRange(node) ? [node.low, ...node.bounds] : [node];
  const values: number[] = [];
  let unit: string | null = null;
  for (const part of parts) {
    if (!ast.isQuantity(part) || part.number === undefined || part.sign) return null;
    values.push(readNumber(part.number).value);
    unit = part.unit ?? unit;
  }
  if (values.some((value) => !(value > 0 && Number.isFinite(value)))) return null;
  return { values, operator: ast.isRange(node) ? (node.operator === 'to' ? ' to ' : '..') : '', unit };
}

function turned({ values, operator }: Operands): string {
  return [...values]
    .reverse()
    .map((value) => String(Number((1 / value).toPrecision(6))))
    .join(operator);
}
