/** Vulnerability as the chance that the capability exceeds the resistance. */
import { chanceGiven, type Environment, isCertain } from '../expressions/index.ts';
import type { Expression } from '../model.ts';

export { chanceOfExceeding } from '../expressions/index.ts';

/**
 * P(capability > resistance), strictly, both drawn afresh for every threat event: a number; where a quantity that keeps
 * its value over the year, and is uncertain, takes part, a function of it.
 */
export function contestChance(capability: Expression, resistance: Expression, env: Environment): Expression {
  const chance = { kind: 'exceedance', left: capability, right: resistance } as const;
  return isCertain(chance, env) ? { kind: 'constant', value: chanceGiven(chance, env) } : chance;
}
