/** Which named quantities an expression depends on, and how often. */
import type { Expression } from '../model.ts';
import type { Environment, Reference } from './scope.ts';

const none: readonly Expression[] = [];

/** The direct parts of an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'sum':
    case 'difference':
    case 'product':
    case 'quotient':
    case 'exceedance':
      return [expression.left, expression.right];
    case 'min':
    case 'max':
      return expression.items;
    case 'truncate':
    case 'observed':
      return [expression.of];
    default:
      return none;
  }
}

/** Uses of quantities without a value, by `place:index`; a use inside another quantity counts as often as that is used. */
export function countUses(
  expression: Expression,
  env: Environment,
  counts = new Map<string, number>(),
): Map<string, number> {
  if (expression.kind === 'shared' || expression.kind === 'let') {
    const place = expression.kind === 'shared' ? 'shared' : 'lets';
    if (env[place][expression.index] !== undefined) return counts;
    const key = `${place}:${expression.index}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const inner = place === 'shared' ? env.scope.shared[expression.index].expression : env.scope.lets[expression.index];
    return countUses(inner, env, counts);
  }
  if (expression.kind === 'exceedance') return countChance(expression, env, counts);
  for (const part of partsOf(expression)) countUses(part, env, counts);
  return counts;
}

/**
 * The uses of a chance: it has a value only given the quantities in it, which count as used twice, however often they
 * stand there.
 */
function countChance(
  chance: Extract<Expression, { kind: 'exceedance' }>,
  env: Environment,
  counts: Map<string, number>,
): Map<string, number> {
  for (const index of freeIn(chance, env)) {
    const key = `shared:${index}`;
    counts.set(key, (counts.get(key) ?? 0) + 2);
    countUses(env.scope.shared[index].expression, env, counts);
  }
  return counts;
}

/** Uncertain shared quantities without a value that stand in an expression, rising. */
export function freeIn(expression: Expression, env: Environment): number[] {
  const found = new Set<number>();
  const visit = (e: Expression): void => {
    if (e.kind === 'shared' && !isCertain(e, env)) found.add(e.index);
    for (const part of partsOf(e)) visit(part);
  };
  visit(expression);
  return [...found].sort((a, b) => a - b);
}

/** Whether the expression's value is certain: no draw anywhere below it, values of the environment taken as given. */
export function isCertain(expression: Expression, env: Environment): boolean {
  if (expression.kind === 'draw') return isPoint(expression);
  if (expression.kind === 'shared')
    return env.shared[expression.index] !== undefined || isCertain(env.scope.shared[expression.index].expression, env);
  if (expression.kind === 'let')
    return env.lets[expression.index] !== undefined || isCertain(env.scope.lets[expression.index], env);
  if (expression.kind === 'exceedance') return freeIn(expression, env).length === 0;
  return partsOf(expression).every((part) => isCertain(part, env));
}

/** A draw whose law has only one value, such as a PERT of equal ends. */
function isPoint(expression: Extract<Expression, { kind: 'draw' }>): boolean {
  const { law } = expression;
  if ('min' in law && 'max' in law) return law.min === law.max;
  return law.law === 'discrete' && law.values.length === 1;
}

/**
 * Quantities to choose values for before the rest of the expression is made of independent parts: those used more
 * than once that are themselves uncertain, shared ones first, each kind by rising index.
 */
export function repeatedIn(expressions: readonly Expression[], env: Environment): Reference[] {
  const counts = new Map<string, number>();
  for (const expression of expressions) countUses(expression, env, counts);
  const found: Reference[] = [];
  for (const [key, count] of counts) {
    if (count < 2) continue;
    const [place, index] = key.split(':');
    const reference = { place: place as Reference['place'], index: Number(index) };
    const inner =
      reference.place === 'shared' ? env.scope.shared[reference.index].expression : env.scope.lets[reference.index];
    if (!isCertain(inner, env) && !isAlias(inner)) found.push(reference);
  }
  return found.sort((a, b) => (a.place === b.place ? a.index - b.index : a.place === 'shared' ? -1 : 1));
}

/** A name for another name: it is repeated whenever its target is. */
function isAlias(expression: Expression): boolean {
  return expression.kind === 'shared' || expression.kind === 'let';
}
