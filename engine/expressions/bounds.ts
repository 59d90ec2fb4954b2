/** The range of possible values, by interval arithmetic. */
import { supportOfLaw } from '../laws/support.ts';
import type { Expression } from '../model.ts';
import { emptyScope, type Scope } from './scope.ts';

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * Smallest interval that interval arithmetic finds for the values of an expression, in its base units. Ends may be
 * infinite. A quotient whose divisor can be 0 has the whole line.
 */
export function supportOf(expression: Expression, scope: Scope = emptyScope): Bounds {
  const of = (e: Expression): Bounds => supportOf(e, scope);
  switch (expression.kind) {
    case 'constant':
      return { min: expression.value, max: expression.value };
    case 'draw':
      return supportOfLaw(expression.law);
    case 'shared':
      return of(scope.shared[expression.index].expression);
    case 'let':
      return of(scope.lets[expression.index]);
    case 'sum': {
      const a = of(expression.left);
      const b = of(expression.right);
      return { min: a.min + b.min, max: a.max + b.max };
    }
    case 'difference': {
      const a = of(expression.left);
      const b = of(expression.right);
      return { min: a.min - b.max, max: a.max - b.min };
    }
    case 'product':
      return product(of(expression.left), of(expression.right));
    case 'quotient': {
      const b = of(expression.right);
      if (b.min <= 0 && b.max >= 0) {
        // A law such as the lognormal has 0 as the open end of its support: its reciprocal is unbounded, not undefined.
        if (b.min === 0 && b.max > 0)
          return product(of(expression.left), { min: 1 / b.max, max: Number.POSITIVE_INFINITY });
        return { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
      }
      return product(of(expression.left), { min: 1 / b.max, max: 1 / b.min });
    }
    case 'min': {
      const items = expression.items.map(of);
      return { min: Math.min(...items.map((i) => i.min)), max: Math.min(...items.map((i) => i.max)) };
    }
    case 'max': {
      const items = expression.items.map(of);
      return { min: Math.max(...items.map((i) => i.min)), max: Math.max(...items.map((i) => i.max)) };
    }
    case 'truncate': {
      const inner = of(expression.of);
      return {
        min: Math.max(inner.min, expression.min ?? Number.NEGATIVE_INFINITY),
        max: Math.min(inner.max, expression.max ?? Number.POSITIVE_INFINITY),
      };
    }
    case 'observed':
      return of(expression.of);
    case 'exceedance':
      return { min: 0, max: 1 };
  }
}

/** 0 · ∞ is 0 here: the ends are limits of finite values. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

function product(a: Bounds, b: Bounds): Bounds {
  const ends = [times(a.min, b.min), times(a.min, b.max), times(a.max, b.min), times(a.max, b.max)];
  return { min: Math.min(...ends), max: Math.max(...ends) };
}
