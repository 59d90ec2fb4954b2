/** What is wrong with a quantity. */

import { type Bounds, supportOf } from '../expressions/bounds.ts';
import { partsOf } from '../expressions/usage.ts';
import type { Expression, Observation } from '../model.ts';
import { largest, lawProblem } from './laws.ts';

/** What may stand in a quantity, and between which bounds it has to be. */
export interface Place {
  /** How many shared quantities, and `let`s of the loss, may be referred to. */
  readonly shared: readonly Bounds[];
  readonly lets: readonly Bounds[];
  readonly least: number;
  readonly most: number;
}

/** Rounding in sums such as 70 % + 30 % is no error. */
const slack = 1e-9;

/** A sentence without its subject; null: nothing is wrong. */
export function expressionProblem(e: Expression, place: Place): string | null {
  const within = formProblem(e, place);
  if (within !== null) return within;
  const { min, max } = boundsOf(e, place);
  if (!(min <= max)) return 'has no possible value';
  if (min < place.least - slack) return `can be ${min}, and must be at least ${place.least}`;
  if (max > place.most + slack) return `can be ${max}, and must be at most ${place.most}`;
  if (Number.isFinite(max) && max > largest) return `can be ${max}, and must be at most ${largest}`;
  return null;
}

/** The range of possible values, by interval arithmetic. */
export function boundsOf(e: Expression, { shared, lets }: Pick<Place, 'shared' | 'lets'>): Bounds {
  const standIn = ({ min, max }: Bounds): Expression =>
    min === max ? { kind: 'constant', value: min } : { kind: 'draw', law: { law: 'uniform', min, max } };
  return supportOf(e, {
    shared: shared.map((bounds, i) => ({ name: String(i), expression: standIn(bounds) })),
    lets: lets.map(standIn),
  });
}

function formProblem(e: Expression, place: Place): string | null {
  switch (e.kind) {
    case 'constant':
      return Math.abs(e.value) <= largest ? null : `is ${e.value}, and must be a number of at most ${largest}`;
    case 'draw': {
      const problem = lawProblem(e.law);
      return problem && `is drawn from a law (${e.law.law}) that ${problem}`;
    }
    case 'shared':
      return e.index in place.shared
        ? null
        : `refers to the shared quantity ${e.index}, which does not exist before it`;
    case 'let':
      return e.index in place.lets ? null : `refers to the let ${e.index}, which does not exist before it`;
    case 'exceedance':
      return 'is a chance of exceeding; state a contest as the vulnerability';
    case 'min':
    case 'max':
      if (e.items.length === 0) return `is the ${e.kind} of nothing`;
      break;
    case 'truncate':
      if ((e.min !== null && Number.isNaN(e.min)) || (e.max !== null && Number.isNaN(e.max)))
        return 'is truncated at a bound that is no number';
      if ((e.min ?? Number.NEGATIVE_INFINITY) > (e.max ?? Number.POSITIVE_INFINITY))
        return `is truncated to a window from ${e.min} to ${e.max}, which is empty`;
      if (hasNames(e.of)) return 'conditions a named quantity, which has a draw of its own';
      break;
    case 'observed': {
      if (hasNames(e.of)) return 'conditions a named quantity, which has a draw of its own';
      const bad = e.observations.map(observationProblem).find((problem) => problem !== null);
      if (bad) return bad;
      break;
    }
  }
  for (const part of partsOf(e)) {
    const problem = formProblem(part, place);
    if (problem !== null) return problem;
  }
  return null;
}

function hasNames(e: Expression): boolean {
  return e.kind === 'shared' || e.kind === 'let' || partsOf(e).some(hasNames);
}

function observationProblem(seen: Observation): string | null {
  const count = (n: number): boolean => n >= 0 && n <= largest && Math.floor(n) === n;
  if (!(seen.scale >= 0 && seen.scale <= largest)) return `has evidence with the scale ${seen.scale}`;
  if (seen.observed === 'events')
    return count(seen.count) && seen.years > 0 && seen.years <= largest
      ? null
      : `has evidence of ${seen.count} events in ${seen.years} years`;
  return count(seen.trials) && count(seen.successes) && seen.successes <= seen.trials
    ? null
    : `has evidence of ${seen.successes} of ${seen.trials}`;
}
