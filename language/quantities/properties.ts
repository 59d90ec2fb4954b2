/** Properties of expressions that the engine computes: support, mean, variance. */
import type { Expression, SharedQuantity } from '../../engine/index.ts';
import { chanceWithin as engineChanceWithin, meanOf, supportOf, varianceOf } from '../../engine/index.ts';
import type { QuantityScope } from './scope.ts';

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** The range of possible values, by interval arithmetic. */
export function boundsOf(expression: Expression, scope: QuantityScope): Bounds {
  return supportOf(expression, scope.bounds);
}

/** P(min ≤ X ≤ max); null is no bound. */
export function chanceWithin(
  expression: Expression,
  min: number | null,
  max: number | null,
  scope: QuantityScope,
): number {
  return engineChanceWithin(expression, min, max, scope.laws);
}

/** Whether mean and variance are finite. Computed only where the form leaves it open. */
export function tailOf(expression: Expression, scope: QuantityScope): 'light' | 'heavy' | 'infinite' {
  if (!mayHaveHeavyTail(expression, scope.laws)) return 'light';
  if (!Number.isFinite(meanOf(expression, scope.laws))) return 'infinite';
  return Number.isFinite(varianceOf(expression, scope.laws)) ? 'light' : 'heavy';
}

/** An expression that stands for a quantity in interval arithmetic: it has the same support and costs nothing to look at. */
export function standIn(bounds: Bounds): Expression {
  return bounds.min === bounds.max
    ? { kind: 'constant', value: bounds.min }
    : { kind: 'draw', law: { law: 'uniform', min: bounds.min, max: bounds.max } };
}

/** Laws whose values come near 0 and never reach it. */
const openAtZero: ReadonlySet<string> = new Set([
  'lognormal',
  'logit-normal',
  'quantile-parameterized',
  'gamma',
  'exponential',
  'beta',
]);

/** Whether 0 is a possible value, the open end of a law such as the lognormal apart. */
export function canBeZero(expression: Expression, scope: QuantityScope): boolean {
  const { min, max } = boundsOf(expression, scope);
  if (min > 0 || max < 0) return false;
  if (min < 0 || max === 0) return true;
  return touchesZero(expression, scope.laws);
}

interface Laws {
  readonly shared: readonly SharedQuantity[];
  readonly lets: readonly Expression[];
}

/** For an expression that is never negative: whether it can be exactly 0. */
function touchesZero(expression: Expression, laws: Laws): boolean {
  const of = (e: Expression): boolean => touchesZero(e, laws);
  switch (expression.kind) {
    case 'constant':
      return expression.value === 0;
    case 'draw': {
      const { law } = expression;
      if (openAtZero.has(law.law)) return false;
      return supportOf(expression).min <= 0;
    }
    case 'shared':
      return of(laws.shared[expression.index].expression);
    case 'let':
      return of(laws.lets[expression.index]);
    case 'product':
    case 'min':
      return (expression.kind === 'min' ? expression.items : [expression.left, expression.right]).some(of);
    case 'sum':
      return of(expression.left) && of(expression.right);
    case 'max':
      return expression.items.every(of);
    case 'quotient':
      return of(expression.left);
    case 'truncate':
    case 'observed':
      return expression.kind === 'truncate' && (expression.min ?? 0) > 0 ? false : of(expression.of);
    case 'difference':
    case 'exceedance':
      return true;
  }
}

/** Whether the mean or the variance could be infinite, seen from the form alone: only then is it worth computing them. */
export function mayHaveHeavyTail(expression: Expression, laws: Laws): boolean {
  const of = (e: Expression): boolean => mayHaveHeavyTail(e, laws);
  switch (expression.kind) {
    case 'draw':
      return expression.law.law === 'pareto' && expression.law.shape <= 2;
    case 'shared':
      return of(laws.shared[expression.index].expression);
    case 'let':
      return of(laws.lets[expression.index]);
    case 'quotient':
      return expression.right.kind !== 'constant' || of(expression.left);
    case 'sum':
    case 'difference':
    case 'product':
      return of(expression.left) || of(expression.right);
    case 'min':
    case 'max':
      return expression.items.some(of);
    case 'truncate':
      return expression.max === null && of(expression.of);
    case 'observed':
      return of(expression.of);
    default:
      return false;
  }
}
