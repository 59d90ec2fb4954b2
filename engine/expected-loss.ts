/** Expected annual loss alone: for questions of the kind "what if this were otherwise", asked many times. */
import { meansIn, solvedState } from './assembly/exact-figures.ts';
import { knownIn } from './assembly/known.ts';
import { breathe, type Cancellation, uninterrupted } from './cancellation.ts';
import { controlsIn, stateModel } from './exact/state-model.ts';
import { createWorkspace, type Workspace } from './exact/workspace.ts';
import type { ExpectedLoss } from './figures.ts';
import type { RiskModel, State } from './model.ts';
import { simulate } from './simulation/simulate.ts';
import { assertValid } from './validity/model.ts';

export interface ExpectedLossOptions {
  readonly cache?: Workspace;
  readonly cancellation?: Cancellation;
}

/** Current and target ALE of one threat: closed form, simulated where there is none. The same figures as `solve` gives. Rejects with `InvalidModel`. */
export async function expectedLoss(
  model: RiskModel,
  threat: number,
  options: ExpectedLossOptions = {},
): Promise<ExpectedLoss> {
  const [loss] = await expectedLosses(model, [threat], options);
  return loss;
}

/** The same of several threats, by their indices, in their order. */
export async function expectedLosses(
  model: RiskModel,
  threats: readonly number[],
  { cache = createWorkspace(), cancellation = uninterrupted }: ExpectedLossOptions = {},
): Promise<readonly ExpectedLoss[]> {
  assertValid(model);
  const known = knownIn(model);
  const solved = {
    current: solvedState(stateModel(model, controlsIn(model, 'current'), cache), cache),
    target: solvedState(stateModel(model, controlsIn(model, 'target'), cache), cache),
  };
  const closed = (threat: number, state: 'current' | 'target'): number | null | 'simulate' => {
    if (!known.canHappen(threat) || known.isUnknown(threat, state satisfies State)) return null;
    return meansIn(solved[state], threat)?.ale ?? 'simulate';
  };
  const found: { current: number | null | 'simulate'; target: number | null | 'simulate' }[] = [];
  for (const threat of threats) {
    await breathe(cancellation);
    found.push({ current: closed(threat, 'current'), target: closed(threat, 'target') });
  }
  const open = threats.filter((_, i) => found[i].current === 'simulate' || found[i].target === 'simulate');
  const result =
    open.length === 0
      ? null
      : await simulate(model, {
          trials: model.trials,
          seed: model.seed,
          threats: open,
          groups: [],
          total: false,
          cancellation,
        });
  return threats.map((threat, i) => {
    const { current, target } = found[i];
    const figures = result?.threats.get(threat);
    return {
      current: current === 'simulate' ? (figures?.current?.ale ?? null) : current,
      target: target === 'simulate' ? (figures?.target?.ale ?? null) : target,
      simulated: open.includes(threat),
    };
  });
}

/** ALE of every threat with the frequencies that its author estimated; undefined where evidence moved none. */
export async function withoutEvidence(
  model: RiskModel,
  options: ExpectedLossOptions,
): Promise<readonly ExpectedLoss[] | undefined> {
  if (model.threats.every(({ prior }) => prior === undefined)) return undefined;
  const threats = model.threats.map(({ prior, ...threat }) =>
    prior === undefined ? threat : { ...threat, frequency: prior },
  );
  return expectedLosses(
    { ...model, threats },
    threats.map((_, index) => index),
    options,
  );
}
