/** Figures of a set of threats in one state by the exact solver. */
import type { AnnualLaw } from '../exact/annual-law.ts';
import { type Block, blocksOf } from '../exact/block.ts';
import { outsideOf, solveInPieces } from '../exact/group.ts';
import { mayHavePoints } from '../exact/hybrid/solve.ts';
import type { StateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import type { Figures, StandardErrors } from '../figures.ts';
import { atOnce, type Pieces } from '../pieces.ts';
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
    found = keptMeans(state, t);
    state.means.set(t, found);
  }
  return found;
}

/** A threat and all that leads to it are one block: what that stands for is all that the means depend on. */
function keptMeans({ model, workspace }: SolvedState, t: number): ThreatMeans | null {
  const [block] = blocksOf(model, [t], workspace);
  let found = workspace.means.get(block.id) as ThreatMeans | null | undefined;
  if (found === undefined) {
    found = meansOf(model, t, workspace);
    workspace.means.set(block.id, found);
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

/** Laws of expected losses that are computed between two pauses. */
const betweenPauses = 32;

/** P5 and P95 of the expected annual loss given the year's parameters; null where it has no law within reach. */
export function* spreadOf(state: SolvedState, members: readonly number[]): Pieces<readonly [number, number] | null> {
  const { model, workspace } = state;
  const blocks = blocksOf(model, members, workspace);
  // What is sampled goes by the names of threats and shared quantities as well.
  const keys = blocks.map((block) => `${block.id} ${JSON.stringify(namesIn(block, model))}`);
  const key = keys.join();
  const known = workspace.sumSpreads.get(key);
  if (known) return known;
  const parts: Quantiles[] = [];
  for (const [i, block] of blocks.entries()) {
    let law = workspace.blockSpreads.get(keys[i]);
    if (law === undefined) {
      law = expectedLossLaw(model, [...block.members], workspace);
      workspace.blockSpreads.set(keys[i], law);
      if (i % betweenPauses === betweenPauses - 1) yield;
    }
    if (law === null) return null;
    parts.push(law);
  }
  const found = yield* sumSpread(parts, workspace);
  workspace.sumSpreads.set(key, found);
  return found;
}

function namesIn({ threats, used }: Block, model: StateModel): string[] {
  return [...threats.map((t) => model.threats[t].name), ...used.map((i) => model.shared[i].name)];
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
  return outside === null || mayHavePoints(outside, state.model, state.workspace);
}

/** null where the threats are outside of what the exact solver can do. */
export function exactFigures(state: SolvedState, members: readonly number[]): Exact | null {
  return atOnce(exactFiguresInPieces(state, members));
}

/** `exactFigures` in pieces of a few hundredths of a second; with points for quantities of the year if `solveBy` says so. */
export function* exactFiguresInPieces(
  state: SolvedState,
  members: readonly number[],
  solveBy: typeof solveInPieces = solveInPieces,
): Pieces<Exact | null> {
  const means = meansOfAll(state, members);
  if (means === null) return null;
  const { model, workspace } = state;
  const solved = yield* solveBy(model, members, means.ale, workspace);
  if ('outside' in solved) return null;
  const spread = yield* spreadOf(state, members);
  if (spread === null) return null;
  const known = workspace.figures.get(solved) as Kept[] | undefined;
  const found = known?.find((one) => isOf(one, means, spread));
  if (found) return found;
  const made: Kept = { ...solved, means, spread, figures: figuresOf(solved, means, spread) };
  if (known) known.push(made);
  else workspace.figures.set(solved, [made]);
  return made;
}

interface Kept extends Exact {
  readonly means: ThreatMeans;
  readonly spread: readonly [number, number];
}

function isOf({ means: a, spread }: Kept, b: ThreatMeans, [p5, p95]: readonly [number, number]): boolean {
  const same = a.ale === b.ale && a.primary === b.primary && a.secondary === b.secondary;
  return same && a.events === b.events && a.error === b.error && spread[0] === p5 && spread[1] === p95;
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
    standardErrors: figures.standardErrors && withoutMeans(figures.standardErrors),
  };
}

/** What a closed form gives has no error. */
function withoutMeans(errors: StandardErrors): StandardErrors {
  const { eventsPerYear: _e, meanLossPerEvent: _m, primaryAle: _p, secondaryAle: _s, ...rest } = errors;
  return rest;
}
