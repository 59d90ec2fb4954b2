/** The TVaR95 that remains with a set of candidates: every set is solved as a whole, for tails do not add up. */
import { meansOfAll, solvedState } from '../assembly/exact-figures.ts';
import { tailMeanOf } from '../assembly/figures-of.ts';
import type { Cancellation } from '../cancellation.ts';
import { solveInPieces, workByBlock } from '../exact/group.ts';
import { stateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import type { RiskModel } from '../model.ts';
import { oneByOne } from '../pieces.ts';
import { type Candidate, worksWith } from './candidates.ts';
import { type CandidateSet, emptySet, membersOf, setOf } from './sets.ts';

export interface Tails {
  /** Money a year. */
  value(set: CandidateSet): Promise<number>;
  /** What it is at least, told with less work; what is `enough` is not told better. */
  atLeast(set: CandidateSet, enough: number): Promise<number>;
  /** Work done so far, in milliseconds, about: it does not depend on what a cache holds. */
  spent(): number;
}

export interface TailParts {
  readonly model: RiskModel;
  readonly candidates: readonly Candidate[];
  readonly workspace: Workspace;
  readonly cancellation: Cancellation;
}

/** Thrown where a set turns out to have no exact law although the smallest and the largest one have: all are simulated then. */
export class NotExact extends Error {}

/** Work that the exact solutions of all sets may take, in milliseconds about: more are simulated. */
const mostExactWork = 25_000;
/** Sets of candidates on one block that a search comes to at most. */
const mostVariants = 1_000;
/** Transforms in a millisecond, and what a solution takes besides: some time for each threat. */
const transforms = 50;
const besides = 0.025;

/** Exact tails of the sum of the threats; null: not all sets have one, or they would take too long. */
export async function exactTails(parts: TailParts, threats: readonly number[]): Promise<Tails | null> {
  const { model, candidates, workspace, cancellation } = parts;
  const acting = model.threats.map((_, t) =>
    setOf(
      candidates.flatMap(({ control }, i) =>
        model.controls[control].effects.some((effect) => effect.threats.includes(t)) ? [i] : [],
      ),
    ),
  );
  const actingOn = (block: readonly number[]): CandidateSet => block.reduce((all, t) => all | acting[t], emptySet);
  const seen = new Set<string>();
  let spent = 0;
  const value = async (set: CandidateSet): Promise<number | null> => {
    if (threats.length === 0) return 0;
    const state = solvedState(stateModel(model, worksWith(model, candidates, set), workspace), workspace);
    spent += besides * (10 + threats.length);
    for (const { threats: block, work } of workByBlock(state.model, threats, workspace)) {
      const key = `${block.join()} ${set & actingOn(block)}`;
      if (!seen.has(key)) spent += work / transforms;
      seen.add(key);
    }
    const means = meansOfAll(state, threats);
    if (means === null) return null;
    const solved = await oneByOne(solveInPieces(state.model, threats, means.ale, workspace), cancellation);
    return 'outside' in solved ? null : tailMeanOf(solved.law, means.ale);
  };
  const everything = setOf(candidates.keys());
  const largest = stateModel(model, worksWith(model, candidates, everything), workspace);
  const expected = workByBlock(largest, threats, workspace).reduce(
    (sum, { threats: block, work }) =>
      sum + (work / transforms) * Math.min(mostVariants, 1 << Math.min(30, membersOf(actingOn(block)).length)),
    0,
  );
  if (expected > mostExactWork || (await value(everything)) === null || (await value(emptySet)) === null) return null;
  const sure = async (set: CandidateSet): Promise<number> => {
    const found = await value(set);
    if (found === null) throw new NotExact();
    return found;
  };
  return { value: sure, atLeast: sure, spent: () => spent };
}
