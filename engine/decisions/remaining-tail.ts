/** The TVaR95 that remains with a set of candidates: every set is solved as a whole, for tails do not add up. */
import { exactFigures, meansOfAll, solvedState } from '../assembly/exact-figures.ts';
import type { Cancellation } from '../cancellation.ts';
import { stateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import type { RiskModel } from '../model.ts';
import { atOnce, classified, rank, ranked } from '../simulation/order-statistics.ts';
import { type Candidate, worksWith } from './candidates.ts';
import type { CandidateSet } from './sets.ts';
import { type AnnualLosses, annualLosses } from './simulated.ts';

export interface Tail {
  readonly tvar95: number;
  /** ALE of the same solution. */
  readonly ale: number;
  readonly method: 'exact' | 'simulation';
}

export interface Tails {
  /** The tail of the sum of the threats. null: there is no exact one. */
  exactly(set: CandidateSet): Tail | null;
  /** As simulated, all sets on the same random numbers. */
  simulated(set: CandidateSet): Promise<Tail>;
}

export interface TailParts {
  readonly model: RiskModel;
  readonly candidates: readonly Candidate[];
  readonly workspace: Workspace;
  readonly cancellation: Cancellation;
}

export function tailsOf({ model, candidates, workspace, cancellation }: TailParts, threats: readonly number[]): Tails {
  let losses: AnnualLosses | null = null;
  const stateOf = (set: CandidateSet) =>
    solvedState(stateModel(model, worksWith(model, candidates, set), workspace), workspace);
  return {
    exactly: (set) => {
      if (threats.length === 0) return { tvar95: 0, ale: 0, method: 'exact' };
      const exact = exactFigures(stateOf(set), threats);
      return exact && { tvar95: exact.figures.tvar95, ale: exact.figures.ale, method: 'exact' };
    },
    simulated: async (set) => {
      losses ??= annualLosses(model, candidates, threats, cancellation);
      const annual = await losses(set);
      const mean = annual.reduce((sum, loss) => sum + loss, 0) / annual.length;
      const closed = meansOfAll(stateOf(set), threats);
      return { tvar95: tailMean(annual), ale: closed?.ale ?? mean, method: 'simulation' };
    },
  };
}

/** Q + E[(L − Q)⁺]/0.05 with Q the P95 of the years. */
function tailMean(annual: Float64Array): number {
  const at = rank(0.95, annual.length);
  const losses = atOnce(ranked(atOnce(classified(annual)), [at], at));
  const p95 = losses.smallest(at);
  return p95 + losses.excess(p95).sum / annual.length / 0.05;
}
