/** Mean and variance of an expression: closed form where nothing random is used twice, by quadrature over what is. */
import type { Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import { reciprocalOf } from './combine.ts';
import { lawOf } from './law.ts';
import { definitionOf, type Environment, withValue } from './scope.ts';
import { scoreRule } from './score-rule.ts';
import { repeatedIn } from './usage.ts';

export interface Moments {
  /** Infinity where it does not exist. */
  readonly mean: number;
  readonly variance: number;
}

/** Moments of an expression, those quantities that have a value in `env` taken as given. */
export function momentsOf(expression: Expression, env: Environment): Moments {
  return conditioned(expression, env, 64);
}

function conditioned(expression: Expression, env: Environment, intervals: number): Moments {
  const [first] = repeatedIn([expression], env);
  if (first === undefined) return independent(expression, env);
  const rule = scoreRule(lawOf(definitionOf(first, env.scope), env), intervals);
  let mean = 0;
  let square = 0;
  let centre: number | null = null;
  // Deeper levels of conditioning get fewer nodes: the rule converges faster than any power of their number.
  const deeper = Math.max(16, intervals / 2);
  rule.values.forEach((value, i) => {
    const given = conditioned(expression, withValue(env, first, value), deeper);
    centre ??= Number.isFinite(given.mean) ? given.mean : 0;
    const d = given.mean - centre;
    mean += rule.weights[i] * d;
    square += rule.weights[i] * (given.variance + d * d);
  });
  if (!Number.isFinite(mean)) return { mean, variance: Number.POSITIVE_INFINITY };
  return { mean: mean + (centre ?? 0), variance: Math.max(0, square - mean * mean) };
}

/** 0 times a moment that does not exist is 0: the factor is the constant 0. */
function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

function product(a: Moments, b: Moments): Moments {
  const variance =
    times(a.variance, b.variance) + times(a.variance, b.mean * b.mean) + times(b.variance, a.mean * a.mean);
  return { mean: times(a.mean, b.mean), variance };
}

function independent(expression: Expression, env: Environment): Moments {
  const of = (e: Expression): Moments => independent(e, env);
  switch (expression.kind) {
    case 'constant':
      return { mean: expression.value, variance: 0 };
    case 'shared': {
      const value = env.shared[expression.index];
      return value === undefined ? of(env.scope.shared[expression.index].expression) : { mean: value, variance: 0 };
    }
    case 'let': {
      const value = env.lets[expression.index];
      return value === undefined ? of(env.scope.lets[expression.index]) : { mean: value, variance: 0 };
    }
    case 'sum': {
      const a = of(expression.left);
      const b = of(expression.right);
      return { mean: a.mean + b.mean, variance: a.variance + b.variance };
    }
    case 'difference': {
      const a = of(expression.left);
      const b = of(expression.right);
      return { mean: a.mean - b.mean, variance: a.variance + b.variance };
    }
    case 'product':
      return product(of(expression.left), of(expression.right));
    case 'quotient': {
      const divisor = of(expression.right);
      if (divisor.variance === 0) return product(of(expression.left), { mean: 1 / divisor.mean, variance: 0 });
      return product(of(expression.left), reciprocalOf(lawOf(expression.right, env)));
    }
    default: {
      const law: Distribution = lawOf(expression, env);
      return { mean: law.mean, variance: law.variance };
    }
  }
}
