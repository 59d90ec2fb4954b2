/** What a search for sets of controls has to know. */
import type { Cancellation } from '../cancellation.ts';
import type { CandidateSet } from './sets.ts';

export interface Problem {
  /** Money of each candidate in the first year, none below 0. */
  readonly costs: readonly number[];
  /** What remains with a set: it never rises when a candidate is added. Solved once for each set. */
  value(set: CandidateSet): Promise<number>;
  /** Whether a candidate never saves more beside others than without them, so that savings bound those of sets. */
  readonly diminishing: boolean;
  /** Work done so far, in the unit of the limits. */
  spent(): number;
  readonly cancellation: Cancellation;
}

/** Differences below this share of a value are rounding. */
export const rounding = 1e-9;

/** Whether a cost fits a budget, rounding of sums aside. */
export function affordable(cost: number, budget: number): boolean {
  return cost <= budget * (1 + 1e-12);
}
