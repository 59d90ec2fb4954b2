/**
 * The mean of an expression by quadrature over what is used more than once. Of a product each factor is looked at only for
 * values of what it depends on itself, and quantities are summed out one after the other, the last one first (variable
 * elimination, as for the transforms of blocks).
 */
import type { Expression } from '../model.ts';
import { byValues } from './by-values.ts';
import { actsOnChance, chancesIn } from './exceedance.ts';
import { isClosed } from './law.ts';
import { independentMean, nodesFor, nodesOf, times } from './moments.ts';
import { meanGiven, placesIn, withValues } from './quick.ts';
import { definitionOf, type Environment, type Reference } from './scope.ts';
import type { WeightedValues } from './score-rule.ts';
import { countUses, repeatedIn } from './usage.ts';

/** Rules by quantity and how many there are beside it: the same for all expressions of one scope. */
export type KeptRules = Map<string, WeightedValues>;

/** A sum's terms are taken one by one, so that less is used twice. */
export function expectationOf(expression: Expression, env: Environment, kept: KeptRules = new Map()): number {
  if (expression.kind === 'sum')
    return expectationOf(expression.left, env, kept) + expectationOf(expression.right, env, kept);
  if (expression.kind === 'difference')
    return expectationOf(expression.left, env, kept) - expectationOf(expression.right, env, kept);
  if (isClosed(expression)) return independentMean(expression, env);
  const steps = stepsOf(expression, env);
  return steps.length === 0 ? independentMean(expression, env) : summedOut(expression, steps, env, kept);
}

/** About how many values of factors a mean takes; none of them is computed for it. */
export function effortOfExpectation(expression: Expression, env: Environment): number {
  if (expression.kind === 'sum' || expression.kind === 'difference')
    return effortOfExpectation(expression.left, env) + effortOfExpectation(expression.right, env);
  const steps = stepsOf(expression, env);
  const references = steps.map((step) => step.of);
  const sizes = steps.map(({ left, chances }) => (chances ? valuesForChance : nodesFor(left)));
  const combinations = (places: readonly number[]): number => places.reduce((all, place) => all * sizes[place], 1);
  let open = factorsOf(expression).map((factor) => ({ needs: placesIn(factor, references, env) }));
  let effort = open.length;
  for (let place = steps.length - 1; place >= 0; place--) {
    const bucket = open.filter(({ needs }) => needs.at(-1) === place);
    if (bucket.length === 0) continue;
    const needs = leftOver(steps[place], place, bucket);
    effort += combinations(needs) * sizes[place] * bucket.length;
    if (steps[place].chances) effort += combinations(steps[place].needs) * valuesForBends;
    open = [...open.filter((factor) => !bucket.includes(factor)), { needs }];
  }
  return effort;
}

/** About how many values a quantity has that chances depend on, and what it takes to find where they bend. */
const valuesForChance = 90;
const valuesForBends = 1000;

/** A quantity to sum out. */
export interface Step {
  readonly of: Reference;
  /** Quantities that were left to condition on when its turn came, itself included. */
  readonly left: number;
  /** Whether chances depend on it. */
  readonly chances: boolean;
  /** Places of those before it that its rule depends on. */
  readonly needs: readonly number[];
}

/** What is conditioned on, in this order. What is repeated only within something that has a value by then needs no step. */
export function stepsOf(expression: Expression, env: Environment): Step[] {
  const repeated = repeatedIn([expression], env);
  const steps: Step[] = [];
  repeated.forEach((of, i) => {
    const before = steps.map((step) => step.of);
    const given = withValues(env, before, new Float64Array(before.length));
    if (i > 0 && !countUses(expression, given).has(`${of.place}:${of.index}`)) return;
    const chances = actsOnChance(of, [expression], given);
    const needs = new Set(placesIn(definitionOf(of, env.scope), before, env));
    if (chances)
      for (const chance of chancesIn([expression]))
        if (actsOnChance(of, [chance], given)) for (const place of placesIn(chance, before, env)) needs.add(place);
    steps.push({ of, left: repeated.length - i, chances, needs: [...needs].sort((a, b) => a - b) });
  });
  return steps;
}

/** Places that what is left of a step depends on, and that of the last one; −1 if there is none. */
export function leftOver(
  step: Step,
  place: number,
  bucket: readonly { readonly needs: readonly number[] }[],
): number[] {
  const all = new Set([...step.needs, ...bucket.flatMap(({ needs }) => needs)]);
  all.delete(place);
  return [...all].sort((a, b) => a - b);
}

interface Factor {
  readonly needs: readonly number[];
  at(values: Float64Array): number;
}

function summedOut(expression: Expression, steps: readonly Step[], env: Environment, kept: KeptRules): number {
  const references = steps.map((step) => step.of);
  const buckets: Factor[][] = steps.map(() => []);
  const values = new Float64Array(steps.length);
  let product = 1;
  const put = (factor: Factor): void => {
    const last = factor.needs[factor.needs.length - 1];
    if (last === undefined) product = times(product, factor.at(values));
    else buckets[last].push(factor);
  };
  for (const factor of factorsOf(expression)) put(meanGiven(factor, references, env));
  for (let place = steps.length - 1; place >= 0; place--) {
    const step = steps[place];
    const bucket = buckets[place];
    if (bucket.length === 0) continue;
    const ruleAt = byValues(step.needs, (at) =>
      nodesOf(step.of, expression, step.left, withValues(env, references, at, place), kept),
    );
    const needs = leftOver(step, place, bucket);
    const sum = (at: Float64Array): number => {
      const rule = ruleAt(at);
      let total = 0;
      for (let i = 0; i < rule.values.length; i++) {
        at[place] = rule.values[i];
        let one = rule.weights[i];
        for (const factor of bucket) one = times(one, factor.at(at));
        total += one;
      }
      return total;
    };
    put({ needs, at: byValues(needs, sum) });
  }
  return product;
}

export function factorsOf(e: Expression): Expression[] {
  return e.kind === 'product' ? [...factorsOf(e.left), ...factorsOf(e.right)] : [e];
}
