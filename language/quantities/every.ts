/** `every E`: the rate 1/E, end by end. */

import { AstUtils } from 'langium';
import type { Expression as EngineExpression } from '../../engine/index.ts';
import type { Every, Expression } from '../generated/ast.ts';
import { isCall, isDistribution, isGroup, isRange, isReference } from '../generated/ast.ts';
import { type Dimension, inverse, isTime, plain, rateDimension } from '../units/index.ts';
import { divide } from './arithmetic.ts';
import type { LowerExpression } from './expression-context.ts';
import { fitPert } from './fit.ts';
import { durationPlace, mismatch, type Place } from './place.ts';
import { fitRange, readRange, reportWidePert } from './range.ts';
import { replacement, textOf } from './report.ts';
import { type QuantityScope, unitWordsOf } from './scope.ts';
import { constantValue, type Value } from './value.ts';

/** The rate of a period; null: an error was reported. */
export function lowerEvery(
  every: Every,
  place: Place | null,
  scope: QuantityScope,
  lower: LowerExpression,
): Value | null {
  if (every.period === undefined) return null;
  return invert(every.period, place, scope, lower);
}

function invert(period: Expression, place: Place | null, scope: QuantityScope, lower: LowerExpression): Value | null {
  if (isGroup(period)) return period.inner === undefined ? null : invert(period.inner, place, scope, lower);
  if (isRange(period)) return invertRange(period, scope, lower);
  // As if the distribution's text stood here.
  if (isReference(period) && isDistribution(period.target?.ref)) {
    const inner = period.target.ref.estimate;
    const simple = inner?.observations.length === 0 && inner.value?.$type !== 'Every';
    if (simple && lower(period, null, scope) !== null) return invert(inner.value as Expression, place, scope, lower);
  }
  const value = lower(period, null, scope);
  if (value === null || !isDuration(period, value.dimension, scope)) return null;
  const inverted = isCall(period) ? invertPert(value.expression) : null;
  if (inverted !== null) return { ...value, expression: inverted, dimension: rateDimension };
  return divide(period, constantValue(1, plain), value, scope);
}

function invertRange(
  range: Extract<Expression, { $type: 'Range' }>,
  scope: QuantityScope,
  lower: LowerExpression,
): Value | null {
  // As a period the range is no probability, count or money; whether it is wide is asked of the rate below.
  const read = readRange(range, { scope, place: null, per: plain, lower: (node, inner) => lower(node, null, inner) });
  if (read === null || !isDuration(range, read.dimension, scope)) return null;
  if (read.numbers[0] <= 0) {
    scope.report('range', range, `A period is longer than 0, found ${textOf(range.low)}.`);
    return null;
  }
  const rates = read.numbers.map((number) => 1 / number).reverse();
  const dimension = inverse(read.dimension);
  const [low] = rates;
  const high = rates[rates.length - 1];
  if (low === high) return constantValue(low, dimension);
  if (read.operator === '..' && rates.length === 2 && high > 10 * low)
    reportWidePert(range, (low + high) / 2, dimension, scope);
  const expression = fitRange(
    range,
    rates,
    { operator: read.operator, dimension, percent: false },
    { place: null, scope },
  );
  return expression && { expression, dimension, percent: false, named: false };
}

/** `pert(a, m, b)` is `a..m..b` with another shape: inverted end by end as well. */
function invertPert(expression: EngineExpression): EngineExpression | null {
  if (expression.kind !== 'draw' || expression.law.law !== 'pert' || expression.law.min <= 0) return null;
  const { min, mode, max, shape } = expression.law;
  return fitPert(1 / max, 1 / mode, 1 / min, shape);
}

function isDuration(node: Expression, found: Dimension, scope: QuantityScope): boolean {
  if (isTime(found)) return true;
  const text = textOf(node);
  const rate = [...found].some(([base, exponent]) => base === 'time' && exponent < 0);
  const hint = rate ? ` Leave \`every\` out for a rate.` : '';
  const every = AstUtils.getContainerOfType(node, (n): n is Every => n.$type === 'Every');
  const fix =
    rate && every !== undefined ? { fix: { alternatives: [replacement('Leave `every` out', every, text)] } } : {};
  scope.report('unit', node, `After \`every\`: ${mismatch(durationPlace, found, unitWordsOf(scope))}${hint}`, fix);
  return false;
}
