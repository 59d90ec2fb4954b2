/** From a model to its figures: exact where the structure allows, else simulated. */
import { appetiteFigures } from './assembly/appetite.ts';
import { controlFigures } from './assembly/controls.ts';
import {
  type Exact,
  exactFigures,
  mayBeExact,
  meansIn,
  type SolvedState,
  solvedState,
  withClosedMeans,
} from './assembly/exact-figures.ts';
import { factorsOf } from './assembly/factors.ts';
import { type Known, knownIn } from './assembly/known.ts';
import { aleWithConsequences } from './assembly/means.ts';
import { breathe, type Cancellation, uninterrupted } from './cancellation.ts';
import { controlsIn, stateModel } from './exact/state-model.ts';
import { createWorkspace, trimWorkspace, type Workspace } from './exact/workspace.ts';
import type { ByState, Figures, ModelFigures } from './figures.ts';
import { type RiskModel, type State, states } from './model.ts';
import { type SimulationResult, simulate } from './simulation/simulate.ts';

/** What a solver keeps from one model to the next: laws, rules and transforms by content. Make one and pass it on. */
export type SolverCache = Workspace;

export function createSolverCache(): SolverCache {
  return createWorkspace();
}

export interface SolveOptions {
  /** `exact` and `auto` simulate only what has no exact form; `simulation` simulates everything. */
  readonly method?: 'auto' | 'exact' | 'simulation';
  readonly cancellation?: Cancellation;
  readonly cache?: SolverCache;
}

/** A state's exact result; null: no figure; `simulate`: outside of the exact class. */
type Found = Exact | null | 'simulate';

/**
 * Figures of every threat, group, control and of the total, in all three states. Rejects with `Cancelled` if asked to
 * stop. The same model has the same figures; a cache changes only the time.
 */
export async function solve(model: RiskModel, options: SolveOptions = {}): Promise<ModelFigures> {
  const cancellation = options.cancellation ?? uninterrupted;
  const workspace = options.cache ?? createWorkspace();
  trimWorkspace(workspace);
  const solved = states.map((state) =>
    solvedState(stateModel(model, controlsIn(model, state), workspace.laws), workspace),
  );
  const known = knownIn(model);
  const exactly = async (members: readonly number[]): Promise<Found[]> => {
    await breathe(cancellation);
    return options.method === 'simulation' && members.some(known.canHappen)
      ? states.map((state) => (hasFigures(members, state, known) ? 'simulate' : null))
      : inStates(members, solved, known);
  };
  const everyThreat = model.threats.map((_, t) => t);
  const threats: Found[][] = [];
  for (const t of everyThreat) threats.push(await exactly([t]));
  const groups: Found[][] = [];
  for (const group of model.groups) groups.push(await exactly(group.threats));
  const total = await exactly(everyThreat);
  await breathe(cancellation);

  const sampled = (found: readonly Found[]): boolean => found.includes('simulate');
  const missing = {
    threats: everyThreat.filter((t) => sampled(threats[t])),
    groups: model.groups.map((_, g) => g).filter((g) => sampled(groups[g])),
    total: sampled(total),
  };
  const simulation: SimulationResult | null =
    missing.threats.length + missing.groups.length > 0 || missing.total
      ? await simulate(model, { trials: model.trials, seed: model.seed, cancellation, ...missing })
      : null;
  await breathe(cancellation);

  const pick = (
    found: readonly Found[],
    from: ByState<Figures | null> | null | undefined,
    members: readonly number[],
  ): ByState<Figures | null> => {
    const [inherent, current, target] = found.map((f, i) => {
      if (f === null) return null;
      if (f !== 'simulate') return f.figures;
      const figures = from?.[states[i]] ?? null;
      return figures && options.method !== 'simulation'
        ? withClosedMeans(figures, solved[i], members.filter(known.canHappen))
        : figures;
    });
    return { inherent, current, target };
  };
  const byThreat = everyThreat.map((t) => pick(threats[t], simulation?.threats.get(t), [t]));
  const byGroup = model.groups.map((group, g) => pick(groups[g], simulation?.groups.get(g), group.threats));
  const all = pick(total, simulation?.total, everyThreat);
  return {
    total: all,
    threats: model.threats.map((threat, t) => ({
      name: threat.name,
      ...byThreat[t],
      aleWithConsequences: byStates((state, i) =>
        byThreat[t][state] ? aleWithConsequences(solved[i].model, t, workspace) : null,
      ),
      factors: factorsOf(model, t, workspace),
    })),
    groups: model.groups.map((group, g) => ({ kind: group.kind, name: group.name, ...byGroup[g] })),
    controls: controlFigures(model, alesOf(model, solved, known, byThreat, workspace)),
    appetite: appetiteFigures(
      model,
      all,
      total.map((f) => (f === null || f === 'simulate' ? null : f.law)),
    ),
  };
}

function byStates<T>(of: (state: State, i: number) => T): ByState<T> {
  return { inherent: of('inherent', 0), current: of('current', 1), target: of('target', 2) };
}

function hasFigures(members: readonly number[], state: State, known: Known): boolean {
  return members.some(known.canHappen) && !members.some((t) => known.isUnknown(t, state));
}

/** Exact results in the three states; if one state has to be simulated all are, so that they stay comparable. */
function inStates(members: readonly number[], solved: readonly SolvedState[], known: Known): Found[] {
  const living = members.filter(known.canHappen);
  // Nothing is computed in one state while another one is out of reach.
  const possible = states.every((state, i) => !hasFigures(members, state, known) || mayBeExact(solved[i], living));
  if (!possible) return states.map((state) => (hasFigures(members, state, known) ? 'simulate' : null));
  const found = states.map(
    (state, i): Found => (hasFigures(members, state, known) ? (exactFigures(solved[i], living) ?? 'simulate') : null),
  );
  return found.includes('simulate') ? found.map((f) => f && 'simulate') : found;
}

/** ALE of every threat for any set of working controls: closed form; without one, what was simulated for that state. */
function alesOf(
  model: RiskModel,
  solved: readonly SolvedState[],
  known: Known,
  byThreat: readonly ByState<Figures | null>[],
  workspace: Workspace,
) {
  const variants = new Map<string, SolvedState>();
  states.forEach((state, i) => {
    variants.set(controlsIn(model, state).join(), solved[i]);
  });
  const ales = new Map<string, readonly (number | null)[]>();
  return (works: readonly boolean[]): readonly (number | null)[] => {
    const key = works.join();
    const before = ales.get(key);
    if (before) return before;
    let variant = variants.get(key);
    if (!variant) {
      variant = solvedState(stateModel(model, works, workspace.laws), workspace);
      variants.set(key, variant);
    }
    const state: State = model.controls.some((c, i) => works[i] && c.status === 'planned') ? 'target' : 'current';
    const simulated = states.find((s) => controlsIn(model, s).join() === key);
    const found = model.threats.map((_, t) => {
      if (!known.canHappen(t)) return 0;
      if (known.isUnknown(t, state)) return null;
      const means = meansIn(variant, t);
      if (means !== null) return means.ale;
      return simulated ? (byThreat[t][simulated]?.ale ?? null) : null;
    });
    ales.set(key, found);
    return found;
  };
}
