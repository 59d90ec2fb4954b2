/** The TVaR95 that remains with a set of candidates: every set is solved as a whole, for tails do not add up. */
import { exactFigures, solvedState, withClosedMeans } from '../assembly/exact-figures.ts';
import type { Cancellation } from '../cancellation.ts';
import { stateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import type { RiskModel } from '../model.ts';
import { simulate } from '../simulation/simulate.ts';
import { type Candidate, worksWith } from './candidates.ts';
import type { CandidateSet } from './sets.ts';

export interface Tail {
  readonly tvar95: number;
  /** ALE of the same solution. */
  readonly ale: number;
  readonly method: 'exact' | 'simulation';
}

export interface TailOptions {
  /** Indices of the threats whose losses are added up. */
  readonly threats: readonly number[];
  /** Simulate even what has an exact form, so that sets stay comparable. */
  readonly simulated: boolean;
  readonly workspace: Workspace;
  readonly cancellation: Cancellation;
}

/** The tail of the sum of the threats. Simulated sets share their random numbers. */
export async function tailOf(
  model: RiskModel,
  candidates: readonly Candidate[],
  set: CandidateSet,
  { threats, simulated, workspace, cancellation }: TailOptions,
): Promise<Tail> {
  if (threats.length === 0) return { tvar95: 0, ale: 0, method: 'exact' };
  const works = worksWith(model, candidates, set);
  const state = solvedState(stateModel(model, works, workspace.laws), workspace);
  const exact = simulated ? null : exactFigures(state, threats);
  if (exact) return { tvar95: exact.figures.tvar95, ale: exact.figures.ale, method: 'exact' };
  const chosen: RiskModel = {
    ...model,
    controls: model.controls.filter((_, c) => works[c]),
    threats: model.threats.map((threat) => ({ ...threat, unknownIn: [] })),
    groups: [{ kind: 'owner', name: '', threats }],
    appetite: [],
  };
  const options = { trials: model.trials, seed: model.seed, cancellation, threats: [], groups: [0], total: false };
  const figures = (await simulate(chosen, options)).groups.get(0)?.target;
  if (!figures) return { tvar95: 0, ale: 0, method: 'simulation' };
  const { tvar95, ale } = withClosedMeans(figures, state, threats);
  return { tvar95, ale, method: 'simulation' };
}
