/** Figures of a set of threats in one state by the exact solver. */
import type { AnnualLaw } from '../exact/annual-law.ts';
import { blocksOf } from '../exact/block.ts';
import { outsideOf, solveExactly } from '../exact/group.ts';
import type { StateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import type { Figures } from '../figures.ts';
import { expectedLossLaw } from './expected-law.ts';
import { figuresOf } from './figures-of.ts';
import { meansOf, type ThreatMeans } from './means.ts';
import type { Quantiles } from './product-law.ts';
import { sumSpread } from './spread.ts';

/** A state of the model with what was computed of it. */
export interface SolvedState {
  readonly model: StateModel;
  readonly workspace: Workspace;
  /** Closed-form means by threat; null: none. Filled on demand. */
  readonly means: Map<number, ThreatMeans | null>;
}

export function solvedState(model: StateModel, workspace: Workspace): SolvedState {
  return { model, workspace, means: new Map() };
}

export function meansIn(state: SolvedState, t: number): ThreatMeans | null {
  let found = state.means.get(t);
  if (found === undefined) {
    found = meansOf(state.model, t, state.workspace);
    state.means.set(t, found);
  }
  return found;
}

/** The sum of the means of some threats; null if one has none. */
export function meansOfAll(state: SolvedState, members: readonly number[]): ThreatMeans | null {
  let [ale, primary, secondary, events, error] = [0, 0, 0, 0, 0];
  for (const t of members) {
    const m = meansIn(state, t);
    if (m === null) return null;
    ale += m.ale;
    primary += m.primary;
    secondary += m.secondary;
    events += m.events;
    // They may move together: the sum is a bound.
    error += m.error;
  }
  return { ale, primary, secondary, events, error };
}

/** P5 and P95 of the expected annual loss given the year's parameters; null where it has no law within reach. */
export function spreadOf(state: SolvedState, members: readonly number[]): readonly [number, number] | null {
  const parts: Quantiles[] = [];
  for (const block of blocksOf(state.model, members, state.workspace)) {
    const law = expectedLossLaw(state.model, [...block.members], state.workspace);
    if (law === null) return null;
    parts.push(law);
  }
  return sumSpread(parts, state.workspace);
}

export interface Exact {
  readonly figures: Figures;
  readonly law: AnnualLaw;
  /** Laws by independent sets of points, where points stand for quantities of the year. */
  readonly sets?: readonly AnnualLaw[];
}

/** Whether the exact solver may take the threats on, told without computing their law. */
export function mayBeExact(state: SolvedState, members: readonly number[]): boolean {
  const means = meansOfAll(state, members);
  if (means === null) return false;
  const outside = outsideOf(state.model, members, means.ale, state.workspace);
  return outside === null || outside.crowded !== undefined;
}

/** null where the threats are outside of what the exact solver can do, with points for quantities of the year only if `solveBy` says so. */
export function exactFigures(
  state: SolvedState,
  members: readonly number[],
  solveBy: typeof solveExactly = solveExactly,
): Exact | null {
  const means = meansOfAll(state, members);
  if (means === null) return null;
  const solved = solveBy(state.model, members, means.ale, state.workspace);
  if ('outside' in solved) return null;
  const spread = spreadOf(state, members);
  return spread && { ...solved, figures: figuresOf(solved, means, spread) };
}

/** Simulated figures with the means that have a closed form put in place of the simulated ones. */
export function withClosedMeans(figures: Figures, state: SolvedState, members: readonly number[]): Figures {
  const means = meansOfAll(state, members);
  if (means === null || !Number.isFinite(means.ale)) return figures;
  return {
    ...figures,
    ale: means.ale,
    aleStandardError: means.error,
    eventsPerYear: means.events,
    meanLossPerEvent: means.events > 0 ? means.ale / means.events : null,
    primaryAle: means.primary,
    secondaryAle: means.secondary,
  };
}
