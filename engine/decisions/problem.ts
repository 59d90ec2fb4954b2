/** What a search for sets of controls has to know. */
import type { Cancellation } from '../cancellation.ts';
import type { Measure } from './measure.ts';
import { type CandidateSet, emptySet, minus, plus, setOf } from './sets.ts';

export interface Problem {
  /** Money of each candidate in the first year, none below 0. */
  readonly costs: readonly number[];
  /** What remains with a set: it never rises when a candidate is added. Solved once for each set. */
  value(set: CandidateSet): Promise<number>;
  /** What remains at least: often less than the value, and told with less work. What is `enough` is not told better. */
  atLeast(set: CandidateSet, enough: number): Promise<number>;
  /** What remains with every set whose value was asked for so far. */
  readonly known: ReadonlyMap<CandidateSet, number>;
  /** Whether a candidate never saves more beside others than without them, so that savings bound those of sets. */
  readonly diminishing: boolean;
  /** Work done so far, in the unit of the limits. */
  spent(): number;
  readonly cancellation: Cancellation;
}

/** The search for small values of a measure. */
export function problemOf(
  measure: Pick<Measure, 'value' | 'atLeast' | 'spent'>,
  costs: readonly number[],
  diminishing: boolean,
  cancellation: Cancellation,
): Problem {
  const known = new Map<CandidateSet, number>();
  return {
    costs,
    value: async (set) => {
      let found = known.get(set);
      if (found === undefined) {
        found = await measure.value(set);
        known.set(set, found);
      }
      return found;
    },
    atLeast: async (set, enough) => known.get(set) ?? measure.atLeast(set, enough),
    known,
    diminishing,
    spent: measure.spent,
    cancellation,
  };
}

/** Differences below this share of a value are rounding. */
export const rounding = 1e-9;

/** Whether a cost fits a budget, rounding of sums aside. */
export function affordable(cost: number, budget: number): boolean {
  return cost <= budget * (1 + 1e-12);
}

/**
 * The candidates by what is lost without them beside all others, the most first. To decide on them in this order leaves
 * branches early: what goes without the first ones is bounded by a large rest.
 */
export async function byLoss({ costs, value }: Problem): Promise<number[]> {
  const everything = setOf(costs.keys());
  const lost: number[] = [];
  for (const i of costs.keys()) lost.push(await value(minus(everything, i)));
  return [...costs.keys()].sort((a, b) => lost[b] - lost[a] || a - b);
}

/** Sets of the candidates from each position on. */
export function restsOf(order: readonly number[]): CandidateSet[] {
  const rests: CandidateSet[] = [emptySet];
  for (const i of [...order].reverse()) rests.unshift(plus(rests[0], i));
  return rests;
}
