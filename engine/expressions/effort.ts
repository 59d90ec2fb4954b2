/** How much work the law of an expression takes, told before it is done. */
import type { Expression } from '../model.ts';
import { actsOnChance } from './exceedance.ts';
import { isClosed, nodesOfLevel } from './law.ts';
import { mostParts } from './mixture.ts';
import type { Environment } from './scope.ts';
import { isCertain, partsOf, repeatedIn } from './usage.ts';

/**
 * Laws of sums and products that have to be integrated, a few milliseconds each, to build the law of a sum of terms: for every
 * value of what is used twice those that are not the same for all of them.
 */
export function effortOf(terms: readonly Expression[], env: Environment): number {
  return repeatedIn(terms, env).length === 0 ? 0 : integralsOf(terms, env);
}

/** The same where the sum is built anew: also of what is used once, if the environment has values that take part in it. */
export function integralsOf(terms: readonly Expression[], env: Environment): number {
  const repeated = repeatedIn(terms, env);
  const lets = [...env.lets];
  const shared = [...env.shared];
  for (const { place, index } of repeated) (place === 'lets' ? lets : shared)[index] = 1;
  const given: Environment = { ...env, lets, shared };
  const { integrals } = terms.map((term) => workOfTerm(term, given)).reduce(together);
  return repeated.reduce((product) => product * nodesOfLevel(repeated.length), integrals);
}

/** About how many values a quantity has that a chance depends on: its rule is split where the chance bends. */
const valuesForChance = 90;

/** About how many laws, quick ones included, the law of an expression is put together from. */
export function combinationsOf(e: Expression, env: Environment): number {
  if (e.kind === 'exceedance') return 1;
  const repeated = repeatedIn([e], env);
  return repeated.reduce(
    (product, of) => product * (actsOnChance(of, [e], env) ? valuesForChance : nodesOfLevel(repeated.length)),
    1,
  );
}

/** Laws that the law of a sum is a mixture of. */
export function lawsOf(terms: readonly Expression[], env: Environment): number {
  return terms.map((term) => workOfTerm(term, env)).reduce(together).parts;
}

/** What is known of a law before it is made. */
interface Work {
  /** Integrals in it, those left out that are kept from one value to the next. */
  readonly integrals: number;
  /** Laws that it is a mixture of: what it is put together with is put together with each. */
  readonly parts: number;
  /** Whether it has only a few values: put together with another one it takes no integral. */
  readonly steps: boolean;
}

const certain: Work = { integrals: 0, parts: 1, steps: true };

/** Factors that are certain are taken out of a term: what is left may be the same for all values. */
function workOfTerm(e: Expression, env: Environment): Work {
  const work = factorsOf(e)
    .filter((factor) => !isCertain(factor, env))
    .map((factor) => ({ ...workOf(factor, env), closed: isClosed(factor) }));
  const all = work.reduce<Work>(together, certain);
  return work.every(({ closed }) => closed) ? { ...all, integrals: 0 } : all;
}

function factorsOf(e: Expression): Expression[] {
  return e.kind === 'product' ? [...factorsOf(e.left), ...factorsOf(e.right)] : [e];
}

function together(a: Work, b: Work): Work {
  const parts = a.parts * b.parts;
  const own = a.steps || b.steps ? 0 : parts;
  return {
    integrals: a.integrals + b.integrals + own,
    parts: parts > mostParts ? 1 : parts,
    steps: a.steps && b.steps,
  };
}

/** The law of the larger of two, or with a bound, as a share of an integral: its moments are one. */
const extreme = 0.15;

function workOf(e: Expression, env: Environment): Work {
  if (isCertain(e, env)) return certain;
  if (e.kind === 'draw') {
    const steps = e.law.law === 'discrete';
    return { integrals: 0, parts: e.law.law === 'discrete' ? e.law.values.length : 1, steps };
  }
  if (e.kind === 'let') return workOf(env.scope.lets[e.index], env);
  if (e.kind === 'shared') return workOf(env.scope.shared[e.index].expression, env);
  const inner = partsOf(e).map((part) => workOf(part, env));
  const all = inner.reduce(together);
  const kept = isClosed(e) ? 0 : undefined;
  if (e.kind !== 'min' && e.kind !== 'max')
    return { ...all, integrals: kept ?? all.integrals, parts: e.kind === 'quotient' ? inner[0].parts : all.parts };
  const within = inner.reduce((sum, { integrals }) => sum + integrals, extreme);
  return { integrals: kept ?? within, parts: 1, steps: all.steps };
}
