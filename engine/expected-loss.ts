/** Expected annual loss alone: for questions of the kind "what if this were otherwise", asked many times. */
import { meansIn, solvedState } from './assembly/exact-figures.ts';
import { knownIn } from './assembly/known.ts';
import { controlsIn, stateModel } from './exact/state-model.ts';
import { createWorkspace } from './exact/workspace.ts';
import type { RiskModel, State } from './model.ts';
import { simulate } from './simulation/simulate.ts';
import type { SolveOptions } from './solve.ts';
import { assertValid } from './validity/model.ts';

export interface ExpectedLoss {
  /** Money a year; null: no figure in that state. */
  readonly current: number | null;
  readonly target: number | null;
  readonly simulated: boolean;
}

/** Current and target ALE of one threat: closed form, simulated where there is none. The same figures as `solve` gives. Rejects with `InvalidModel`. */
export async function expectedLoss(
  model: RiskModel,
  threat: number,
  { cache = createWorkspace(), cancellation }: Pick<SolveOptions, 'cache' | 'cancellation'> = {},
): Promise<ExpectedLoss> {
  assertValid(model);
  const known = knownIn(model);
  if (!known.canHappen(threat)) return { current: null, target: null, simulated: false };
  const closed = (state: State): number | null | 'simulate' => {
    if (known.isUnknown(threat, state)) return null;
    const means = meansIn(solvedState(stateModel(model, controlsIn(model, state), cache.laws), cache), threat);
    return means === null ? 'simulate' : means.ale;
  };
  const current = closed('current');
  const target = closed('target');
  if (current !== 'simulate' && target !== 'simulate') return { current, target, simulated: false };
  const result = await simulate(model, {
    trials: model.trials,
    seed: model.seed,
    threats: [threat],
    groups: [],
    total: false,
    ...(cancellation === undefined ? {} : { cancellation }),
  });
  const figures = result.threats.get(threat);
  return {
    current: current === 'simulate' ? (figures?.current?.ale ?? null) : current,
    target: target === 'simulate' ? (figures?.target?.ale ?? null) : target,
    simulated: true,
  };
}
