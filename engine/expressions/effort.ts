/** How much work the law of an expression takes, told before it is done. */
import type { Expression } from '../model.ts';
import { isClosed, nodesOfLevel } from './law.ts';
import type { Environment } from './scope.ts';
import { isCertain, partsOf, repeatedIn } from './usage.ts';

/**
 * Laws of sums and products that have to be integrated, a few milliseconds each, to build the law of a sum of terms: for every
 * value of what is used twice those that are not the same for all of them.
 */
export function effortOf(terms: readonly Expression[], env: Environment): number {
  const repeated = repeatedIn(terms, env);
  if (repeated.length === 0) return 0;
  const lets = [...env.lets];
  const shared = [...env.shared];
  for (const { place, index } of repeated) (place === 'lets' ? lets : shared)[index] = 1;
  const given: Environment = { ...env, lets, shared };
  const within = terms.reduce((sum, term) => sum + integralsIn(term, given), 0);
  const uncertain = terms.filter((term) => !isCertain(term, given)).length;
  const values = repeated.reduce((product) => product * nodesOfLevel(repeated.length), 1);
  return values * (within + Math.max(0, uncertain - 1));
}

/** Integrals in one law, those left out that are kept from one value to the next. */
function integralsIn(e: Expression, env: Environment): number {
  if (isClosed(e) || isCertain(e, env)) return 0;
  if (e.kind === 'let') return integralsIn(env.scope.lets[e.index], env);
  if (e.kind === 'shared') return integralsIn(env.scope.shared[e.index].expression, env);
  const parts = partsOf(e);
  const own = Math.max(0, parts.filter((part) => !isCertain(part, env)).length - 1);
  return parts.reduce((sum, part) => sum + integralsIn(part, env), own);
}
