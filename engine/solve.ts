/** From a model to its figures: exact where the structure allows, else simulated. */
import { appetiteFigures } from './assembly/appetite.ts';
import { consequencesIn } from './assembly/consequences.ts';
import { type AleOfThreats, controlFigures, setsWanted } from './assembly/controls.ts';
import {
  type Exact,
  exactFiguresInPieces,
  mayBeExact,
  meansIn,
  type SolvedState,
  solvedState,
  withClosedMeans,
} from './assembly/exact-figures.ts';
import { expectedFigures, lawFigures, type Outline } from './assembly/expected-figures.ts';
import { factorsOf } from './assembly/factors.ts';
import { type Known, knownIn } from './assembly/known.ts';
import { simulatedAles } from './assembly/simulated-means.ts';
import { breathe, type Cancellation, uninterrupted } from './cancellation.ts';
import { solveWithPoints } from './exact/hybrid/solve.ts';
import { controlsIn, stateModel } from './exact/state-model.ts';
import { createWorkspace, type Workspace } from './exact/workspace.ts';
import { withoutEvidence } from './expected-loss.ts';
import type { ByState, ControlFigures, Figures, ModelFigures, ThreatFigures } from './figures.ts';
import { type RiskModel, type State, states } from './model.ts';
import { oneByOne, type Pieces } from './pieces.ts';
import { type SimulationResult, simulate } from './simulation/simulate.ts';
import { assertValid } from './validity/model.ts';

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
  /**
   * Computes the means of everything, and laws only of what it names: a comparison asks for no more. Quantiles of the
   * rest are NaN and curves empty; no factors, no ALE with consequences.
   */
  readonly outline?: Outline;
  /** Told now and then what share of the simulation is done, from 0 to 1; never where nothing is simulated. */
  readonly progress?: (share: number) => void;
}

/** A state's exact result; null: no figure; `simulate`: outside of the exact class. */
type Found = Exact | { readonly figures: Figures; readonly law: null } | null | 'simulate';

/**
 * Figures of every threat, group, control and of the total, in all three states. Rejects with `Cancelled` if asked to
 * stop, with `InvalidModel` if the model cannot be computed. The same model has the same figures; a cache changes only the time.
 */
export async function solve(model: RiskModel, options: SolveOptions = {}): Promise<ModelFigures> {
  assertValid(model);
  const cancellation = options.cancellation ?? uninterrupted;
  const workspace = options.cache ?? createWorkspace();
  workspace.expect(model.threats.length);
  const solved = states.map((state) => solvedState(stateModel(model, controlsIn(model, state), workspace), workspace));
  const known = knownIn(model);
  const { outline } = options;
  const exactly = async (members: readonly number[], wanted: (state: State) => boolean): Promise<Found[]> => {
    await breathe(cancellation);
    if (options.method === 'simulation' && members.some(known.canHappen))
      return states.map((state) => (hasFigures(members, state, known) ? 'simulate' : null));
    const pieces =
      outline !== undefined && options.method !== 'simulation'
        ? inOutline(members, solved, known, wanted)
        : inStates(members, solved, known);
    return oneByOne(pieces, cancellation);
  };
  const everyThreat = model.threats.map((_, t) => t);
  const threats: Found[][] = [];
  for (const t of everyThreat) threats.push(await exactly([t], () => outline!.threats.has(t)));
  const groups: Found[][] = [];
  for (const [g, group] of model.groups.entries())
    groups.push(await exactly(group.threats, () => outline!.groups.has(g)));
  const total = await exactly(everyThreat, (state) => outline!.total.has(state));
  await breathe(cancellation);

  const sampled = (found: readonly Found[]): boolean => found.includes('simulate');
  const missing = {
    threats: everyThreat.filter((t) => sampled(threats[t])),
    groups: model.groups.map((_, g) => g).filter((g) => sampled(groups[g])),
    total: sampled(total),
  };
  const progressing = options.progress === undefined ? {} : { progress: options.progress };
  const simulation: SimulationResult | null =
    missing.threats.length + missing.groups.length > 0 || missing.total
      ? await simulate(model, { trials: model.trials, seed: model.seed, cancellation, ...progressing, ...missing })
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
  const before = outline === undefined ? await withoutEvidence(model, { cache: workspace, cancellation }) : undefined;
  // Without controls the states are one.
  const first = consequencesIn(solved[0].model, workspace);
  const consequences = solved.map((state, i) =>
    i === 0 || model.controls.length === 0 ? first : consequencesIn(state.model, workspace),
  );
  const threatFigures: ThreatFigures[] = [];
  for (const [t, threat] of model.threats.entries()) {
    if (t % betweenPauses === 0) await breathe(cancellation);
    threatFigures.push({
      name: threat.name,
      ...byThreat[t],
      aleWithConsequences: byStates((state, i) => {
        const figures = byThreat[t][state];
        return figures && outline === undefined ? consequences[i].of(t, figures.ale) : null;
      }),
      factors: outline === undefined ? factorsOf(model, t, workspace) : {},
    });
  }
  const controls = await figuresOfControls(model, cancellation, (otherwise) =>
    alesOf(model, solved, known, byThreat, workspace, otherwise),
  );
  return {
    total: all,
    threats: threatFigures,
    groups: model.groups.map((group, g) => ({ kind: group.kind, name: group.name, ...byGroup[g] })),
    controls,
    appetite: appetiteFigures(
      model,
      all,
      total.map((f) => (f === null || f === 'simulate' || f.law === null ? null : f)),
    ),
    ...(before === undefined ? {} : { withoutEvidence: before }),
  };
}

/** Threats whose factors are computed between two pauses. */
const betweenPauses = 16;

function byStates<T>(of: (state: State, i: number) => T): ByState<T> {
  return { inherent: of('inherent', 0), current: of('current', 1), target: of('target', 2) };
}

function hasFigures(members: readonly number[], state: State, known: Known): boolean {
  return members.some(known.canHappen) && !members.some((t) => known.isUnknown(t, state));
}

/** Exact results in the three states; if one state has to be simulated all are, so that they stay comparable. */
function* inStates(members: readonly number[], solved: readonly SolvedState[], known: Known): Pieces<Found[]> {
  const living = members.filter(known.canHappen);
  // Nothing is computed in one state while another one is out of reach.
  const possible = states.every((state, i) => !hasFigures(members, state, known) || mayBeExact(solved[i], living));
  if (!possible) return states.map((state) => (hasFigures(members, state, known) ? 'simulate' : null));
  const found: Found[] = [];
  for (const [i, state] of states.entries())
    found.push(
      hasFigures(members, state, known)
        ? ((yield* exactFiguresInPieces(solved[i], living, solveWithPoints)) ?? 'simulate')
        : null,
    );
  return found.includes('simulate') ? found.map((f) => f && 'simulate') : found;
}

/** Means, and laws where they are wanted; a mean without a closed form is simulated. */
function* inOutline(
  members: readonly number[],
  solved: readonly SolvedState[],
  known: Known,
  wanted: (state: State) => boolean,
): Pieces<Found[]> {
  const living = members.filter(known.canHappen);
  const existing = states.map((state) => hasFigures(members, state, known));
  const any = states.some((state, i) => existing[i] && wanted(state));
  const possible = any && states.every((_, i) => !existing[i] || mayBeExact(solved[i], living));
  let laws: (Exact | null)[] = [];
  for (const [i, state] of states.entries())
    laws.push(possible && existing[i] && wanted(state) ? yield* lawFigures(solved[i], living) : null);
  // With points for quantities of the year it is known only afterwards whether a state is to be simulated, and then all are.
  if (laws.some((law, i) => existing[i] && wanted(states[i]) && (law === null || law.sets))) {
    for (const [i, state] of states.entries()) {
      if (wanted(state) || !possible || !existing[i]) continue;
      if ((yield* lawFigures(solved[i], living)) === null) laws = laws.map(() => null);
    }
    if (laws.some((law, i) => existing[i] && wanted(states[i]) && law === null)) laws = laws.map(() => null);
  }
  return states.map((state, i): Found => {
    if (!existing[i]) return null;
    if (wanted(state)) return laws[i] ?? 'simulate';
    const figures = expectedFigures(solved[i], living);
    return figures === null ? 'simulate' : { figures, law: null };
  });
}

/** An ALE that has no closed form, and is that of no state. */
type Otherwise = (works: readonly boolean[], threat: number) => number | null;

/** Figures of controls; what `alesWith` cannot tell is simulated. */
async function figuresOfControls(
  model: RiskModel,
  cancellation: Cancellation,
  alesWith: (otherwise: Otherwise) => AleOfThreats,
): Promise<readonly ControlFigures[]> {
  const lacking = new Map<string, { readonly works: readonly boolean[]; readonly threats: Set<number> }>();
  const aleOf = alesWith((works, t) => {
    const key = works.join();
    const one = lacking.get(key) ?? { works, threats: new Set<number>() };
    one.threats.add(t);
    lacking.set(key, one);
    return null;
  });
  for (const works of setsWanted(model)) {
    await breathe(cancellation);
    aleOf(works);
  }
  if (lacking.size === 0) return controlFigures(model, aleOf);
  const simulated = new Map<string, ReadonlyMap<number, number>>();
  for (const [key, { works, threats }] of lacking)
    simulated.set(key, await simulatedAles(model, works, [...threats], cancellation));
  return controlFigures(
    model,
    alesWith((works, t) => simulated.get(works.join())?.get(t) ?? null),
  );
}

/** ALE of every threat for any set of working controls: closed form; without one, that of a state, else from `otherwise`. */
function alesOf(
  model: RiskModel,
  solved: readonly SolvedState[],
  known: Known,
  byThreat: readonly ByState<Figures | null>[],
  workspace: Workspace,
  otherwise: Otherwise,
): AleOfThreats {
  const variants = new Map<string, SolvedState>();
  states.forEach((state, i) => {
    variants.set(controlsIn(model, state).join(), solved[i]);
  });
  const ales = new Map<string, readonly (number | null)[]>();
  const onThreat = controlsOnThreats(model);
  const byControls = model.threats.map(() => new Map<string, number | null>());
  return (works: readonly boolean[]): readonly (number | null)[] => {
    const key = works.join();
    const before = ales.get(key);
    if (before) return before;
    const variant = (): SolvedState => {
      let made = variants.get(key);
      if (!made) {
        made = solvedState(stateModel(model, works, workspace), workspace);
        variants.set(key, made);
      }
      return made;
    };
    const state: State = model.controls.some((c, i) => works[i] && c.status === 'planned') ? 'target' : 'current';
    const simulated = states.find((s) => controlsIn(model, s).join() === key);
    const found = model.threats.map((_, t) => {
      if (!known.canHappen(t)) return 0;
      if (known.isUnknown(t, state)) return null;
      // A threat feels only the controls that act on it or on what leads to it.
      let own = '';
      for (const c of onThreat[t]) own += works[c] ? '+' : '-';
      let mean = byControls[t].get(own);
      if (mean === undefined) {
        mean = meansIn(variant(), t)?.ale ?? null;
        byControls[t].set(own, mean);
      }
      if (mean !== null) return mean;
      return simulated ? (byThreat[t][simulated]?.ale ?? null) : otherwise(works, t);
    });
    ales.set(key, found);
    return found;
  };
}

/** For each threat the controls that act on it, or on one that leads to it. */
function controlsOnThreats(model: RiskModel): readonly (readonly number[])[] {
  const on = model.threats.map(() => new Set<number>());
  const reach = (t: number, c: number): void => {
    if (on[t].has(c)) return;
    on[t].add(c);
    for (const { target } of model.threats[t].leadsTo) reach(target, c);
  };
  model.controls.forEach((control, c) => {
    for (const effect of control.effects) for (const t of effect.threats) reach(t, c);
  });
  return on.map((controls) => [...controls].sort((a, b) => a - b));
}
