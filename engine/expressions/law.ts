/** From an expression to the law of its value. */
import { affine, constantLaw, type Distribution, discrete, distributionOf } from '../laws/index.ts';
import type { Expression } from '../model.ts';
import { monotoneCubic } from '../numeric/interpolation.ts';
import { productOf, reciprocalOf, sumOf } from './combine.ts';
import { conjugateLaw } from './conjugate.ts';
import { posterior } from './evidence.ts';
import { bendsOf, bentAt, chanceGiven, type Exceedance, isQuick } from './exceedance.ts';
import { largestOf, smallestOf } from './extremes.ts';
import { mixture, sortedAtoms } from './mixture.ts';
import { definitionOf, type Environment, type Reference, withValue } from './scope.ts';
import { scoreRule } from './score-rule.ts';
import { tabulated } from './tabulated.ts';
import { truncated } from './truncation.ts';
import { repeatedIn } from './usage.ts';

/**
 * The law of an expression. Quantities without a value in `env` are random; one that is used several times is
 * conditioned on, so that the law is then a mixture. `nodes`: those of the levels around, where this is one inside.
 */
export function lawOf(expression: Expression, env: Environment, nodes?: number): Distribution {
  if (isClosed(expression)) return independentLaw(expression, env);
  const repeated = repeatedIn([expression], env);
  const [first] = repeated;
  if (first === undefined) return independentLaw(expression, env);
  if (expression.kind === 'exceedance') return lawOfChance(expression, repeated, env);
  const law = bentAt(lawOf(definitionOf(first, env.scope), env), bendsOf(first, [expression], env));
  const count = nodes ?? nodesOfLevel(repeated.length);
  const given = (value: number): Distribution => lawOf(expression, withValue(env, first, value), count);
  const rule = scoreRule(law, count);
  const laws = rule.values.map(given);
  if (law.discrete || laws.some((l) => l.min < l.max)) return mixture(laws, rule.weights);
  return functionOf(law, (value) => given(value).min);
}

/** Nodes of the rule over each of so many quantities that are conditioned on: the levels multiply. */
export function nodesOfLevel(levels: number): number {
  return levels === 1 ? 64 : levels === 2 ? 20 : 8;
}

/** Nodes of the rule over each of several quantities that a chance depends on. */
const nodesOfChance = [96, 96, 16, 6, 4, 3, 2];

/** The law of a chance as a function of the year's quantities. */
function lawOfChance(chance: Exceedance, of: readonly Reference[], env: Environment): Distribution {
  const [first, ...rest] = of;
  const bends = bendsOf(first, [chance], env);
  const law = bentAt(lawOf(definitionOf(first, env.scope), env), bends);
  const rule = scoreRule(law, nodesOfChance[Math.min(of.length, nodesOfChance.length - 1)]);
  const given = (value: number): Distribution => lawOf(chance, withValue(env, first, value));
  if (rest.length > 0 || law.discrete) return mixture(rule.values.map(given), rule.weights);
  if (isQuick(chance, env)) return functionOf(law, (value) => given(value).min);
  const points = Float64Array.from(rule.values);
  return functionOf(
    law,
    monotoneCubic(
      points,
      points.map((value) => given(value).min),
    ),
  );
}

/** The law of f(X) for a continuous X, from 1 025 of its values; equal values of f become an atom. */
function functionOf(law: Distribution, f: (x: number) => number): Distribution {
  const rule = scoreRule(law, 1024);
  const { values, weights } = sortedAtoms(rule.values.map(f), rule.weights);
  const flat = weights.some((w) => w > 0.02);
  const image = discrete(values, weights);
  if (flat) return image;
  const points = Array.from(values);
  const upTo = new Map<number, number>();
  let sum = 0;
  points.forEach((x, i) => {
    upTo.set(x, sum + 0.5 * weights[i]);
    sum += weights[i];
  });
  const tails = (x: number): readonly [number, number] => {
    const below = upTo.get(x) ?? image.cdf(x);
    return [below, 1 - below];
  };
  const { mean, variance } = image;
  return tabulated({ tails, points, min: points[0], max: points[points.length - 1], mean, variance });
}

/** The law of an expression in which nothing random is used twice. */
function independentLaw(expression: Expression, env: Environment): Distribution {
  if (!needsWork(expression)) return build(expression, env);
  if (!isClosed(expression)) return build(expression, env);
  const key = JSON.stringify(expression);
  const known = env.memo.get(key);
  if (known) return known;
  const law = build(expression, env);
  env.memo.set(key, law);
  return law;
}

function needsWork(expression: Expression): boolean {
  return expression.kind !== 'constant' && expression.kind !== 'shared' && expression.kind !== 'let';
}

/** Whether an expression means the same everywhere: no named quantity in it. */
export function isClosed(expression: Expression): boolean {
  switch (expression.kind) {
    case 'shared':
    case 'let':
      return false;
    case 'constant':
    case 'draw':
      return true;
    case 'min':
    case 'max':
      return expression.items.every(isClosed);
    case 'truncate':
    case 'observed':
      return isClosed(expression.of);
    default:
      return isClosed(expression.left) && isClosed(expression.right);
  }
}

function build(expression: Expression, env: Environment): Distribution {
  const of = (e: Expression): Distribution => independentLaw(e, env);
  switch (expression.kind) {
    case 'constant':
      return constantLaw(expression.value);
    case 'draw':
      return distributionOf(expression.law);
    case 'shared': {
      const value = env.shared[expression.index];
      return value === undefined ? of(env.scope.shared[expression.index].expression) : constantLaw(value);
    }
    case 'let': {
      const value = env.lets[expression.index];
      return value === undefined ? of(env.scope.lets[expression.index]) : constantLaw(value);
    }
    case 'sum':
      return sumOf(of(expression.left), of(expression.right));
    case 'difference':
      return sumOf(of(expression.left), affine(0, -1, of(expression.right)));
    case 'product':
      return productOf(of(expression.left), of(expression.right));
    case 'quotient':
      return productOf(of(expression.left), reciprocalOf(of(expression.right)));
    case 'min':
      return smallestOf(expression.items.map(of));
    case 'max':
      return largestOf(expression.items.map(of));
    case 'truncate':
      return truncated(of(expression.of), expression.min, expression.max);
    case 'observed': {
      const conjugate = conjugateLaw(expression);
      if (conjugate !== null) return distributionOf(conjugate);
      return posterior(of(expression.of), expression.observations);
    }
    case 'exceedance':
      return constantLaw(chanceGiven(expression, env));
  }
}
