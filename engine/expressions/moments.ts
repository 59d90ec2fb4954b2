/** Mean and variance of an expression: closed form where nothing random is used twice, by quadrature over what is. */
import type { Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import { gaussRule } from '../numeric/gauss.ts';
import { reciprocalOf } from './combine.ts';
import { actsOnChance, bendsOf, bentAt, chanceGiven } from './exceedance.ts';
import { isClosed, lawOf } from './law.ts';
import { definitionOf, type Environment, type Reference, withValue } from './scope.ts';
import { scoreRule, type WeightedValues } from './score-rule.ts';
import { countUses, repeatedIn } from './usage.ts';

export interface Moments {
  /** Infinity where it does not exist. */
  readonly mean: number;
  readonly variance: number;
}

/** Moments of an expression, those quantities that have a value in `env` taken as given. */
export function momentsOf(expression: Expression, env: Environment): Moments {
  if (isClosed(expression)) return independent(expression, env);
  return conditioned(expression, env, repeatedIn([expression], env), new Map());
}

/**
 * Nodes of the rule over each of `count` quantities. One has the trapezoid rule of the score; several have Gauss rules
 * of their laws, exact for polynomials, that is, as long as only sums and products are taken of them.
 */
const gaussOrders = [8, 8, 8, 6, 5, 4, 4, 3];

/** How many values a quantity has of which `count` are left to condition on. */
export function nodesFor(count: number): number {
  return count < 2 ? 65 : gaussOrders[Math.min(count, gaussOrders.length - 1)];
}

/** The rule over a quantity of which `count` are left to condition on, itself included. */
export function nodesOf(
  of: Reference,
  expression: Expression,
  count: number,
  env: Environment,
  kept: Map<string, WeightedValues>,
): WeightedValues {
  const definition = definitionOf(of, env.scope);
  const chances = actsOnChance(of, [expression], env);
  // Where chances bend depends on the values of others.
  const closed = isClosed(definition) && !chances;
  const key = `${of.place} ${of.index} ${count}`;
  const known = closed ? kept.get(key) : undefined;
  if (known) return known;
  const bends = chances ? bendsOf(of, [expression], env) : [];
  const fine = scoreRule(bentAt(lawOf(definition, env), bends), chances && count > 2 ? 24 : 64);
  const order = gaussOrders[Math.min(count, gaussOrders.length - 1)];
  let rule = fine;
  // Chances are no polynomials of what they depend on: a Gauss rule of few nodes would miss them.
  if (!chances && count > 1 && fine.values.length > order) {
    const gauss = gaussRule(fine.values, fine.weights, order);
    rule = { values: [...gauss.values], weights: [...gauss.weights] };
  }
  if (closed) kept.set(key, rule);
  return rule;
}

function conditioned(
  expression: Expression,
  env: Environment,
  repeated: readonly Reference[],
  kept: Map<string, WeightedValues>,
): Moments {
  const [first, ...rest] = repeated;
  if (first === undefined) return independent(expression, env);
  // A quantity that is repeated only within one that has a value now needs no conditioning any more.
  if (rest.length > 0 && !countUses(expression, env).has(`${first.place}:${first.index}`))
    return conditioned(expression, env, rest, kept);
  const rule = nodesOf(first, expression, repeated.length, env, kept);
  let mean = 0;
  let square = 0;
  let centre: number | null = null;
  rule.values.forEach((value, i) => {
    const given = conditioned(expression, withValue(env, first, value), rest, kept);
    centre ??= Number.isFinite(given.mean) ? given.mean : 0;
    const d = given.mean - centre;
    mean += rule.weights[i] * d;
    square += rule.weights[i] * (given.variance + d * d);
  });
  if (!Number.isFinite(mean)) return { mean, variance: Number.POSITIVE_INFINITY };
  return { mean: mean + (centre ?? 0), variance: Math.max(0, square - mean * mean) };
}

/** 0 times a moment that does not exist is 0: the factor is the constant 0. */
export function times(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

function product(a: Moments, b: Moments): Moments {
  const variance =
    times(a.variance, b.variance) + times(a.variance, b.mean * b.mean) + times(b.variance, a.mean * a.mean);
  return { mean: times(a.mean, b.mean), variance };
}

/** The mean of an expression in which nothing random is used twice. */
export function independentMean(expression: Expression, env: Environment): number {
  return independent(expression, env).mean;
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
    case 'exceedance':
      return { mean: chanceGiven(expression, env), variance: 0 };
    default: {
      const law: Distribution = lawOf(expression, env);
      return { mean: law.mean, variance: law.variance };
    }
  }
}
