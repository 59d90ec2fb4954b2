/** What the functions of laws have in common. */
import type { Expression, Law } from '../../../engine/index.ts';
import { textOf } from '../report.ts';
import type { Value } from '../value.ts';
import type { GivenArguments } from './function.ts';

/** A value in the unit that the arguments have in common. */
export function drawn(expression: Expression, given: GivenArguments): Value {
  return { expression, dimension: given.dimension, percent: given.percent, named: false };
}

/** A draw from a law in the unit that the arguments have in common. */
export function drawnLaw(law: Law, given: GivenArguments): Value {
  return drawn({ kind: 'draw', law }, given);
}

/** Reports parameters that do not rise in this order; whether it did. */
export function refuseUnordered(given: GivenArguments, names: readonly string[]): boolean {
  for (let i = 1; i < names.length; i++) {
    const [low, high] = [names[i - 1], names[i]];
    if (given.number(low) <= given.number(high)) continue;
    const [a, b] = [low, high].map((name) => textOf(given.argument(name).node));
    given.scope.report('range', given.node, `The ${low} is at most the ${high}: found ${low} ${a} and ${high} ${b}.`);
    return true;
  }
  if (given.number(names[0]) === given.number(names[names.length - 1]))
    given.scope.report(
      'equal-ends',
      given.node,
      `The ends of \`${textOf(given.node)}\` are equal: it is not uncertain. Write one number, or different ends.`,
    );
  return false;
}
