/** Which estimates the annual loss depends on, threat by threat and for the whole system. */
import { meansIn, solvedState } from '../assembly/exact-figures.ts';
import { knownIn } from '../assembly/known.ts';
import { breathe, type Cancellation, uninterrupted } from '../cancellation.ts';
import { controlsIn, type StateModel, stateModel } from '../exact/state-model.ts';
import { createWorkspace, type Workspace } from '../exact/workspace.ts';
import type { RiskModel, State } from '../model.ts';
import { assertValid } from '../validity/model.ts';
import { byShare, chanceBar, estimateBar, type Scale } from './bars.ts';
import { type Chance, type Chances, chancesIn, chancesOf, contributionOf } from './chance.ts';
import { eventVariance } from './event-variance.ts';
import type { Bar, ModelSensitivity, Sensitivity } from './figures.ts';
import { informationOf } from './information.ts';
import { type Input, inputsOf } from './inputs.ts';
import { type Response, responseTo, varianceOf } from './response.ts';
import { yearVariance } from './year-variance.ts';

export interface SensitivityOptions {
  /** `current` if left out. */
  readonly state?: State;
  readonly cancellation?: Cancellation;
  readonly cache?: Workspace;
}

/** All that the bars of one set of threats are made from. */
interface Context {
  readonly model: StateModel;
  readonly workspace: Workspace;
  readonly cancellation: Cancellation;
  readonly ales: ReadonlyMap<number, number>;
  readonly events: ReadonlyMap<number, number>;
  readonly responses: readonly Response[];
  readonly chances: Chances;
}

/**
 * Shares of every estimate in the variance of the annual loss and of its expectation, the swing of the ALE, and the value of
 * information for the choice of planned controls. Rejects with `Cancelled` if asked to stop.
 */
export async function sensitivityOf(model: RiskModel, options: SensitivityOptions = {}): Promise<ModelSensitivity> {
  assertValid(model);
  const { state = 'current' } = options;
  const cancellation = options.cancellation ?? uninterrupted;
  const workspace = options.cache ?? createWorkspace();
  workspace.expect(model.threats.length);
  const works = controlsIn(model, state);
  const solved = solvedState(stateModel(model, works, workspace), workspace);
  const known = knownIn(model);
  const ales = new Map<number, number>();
  const events = new Map<number, number>();
  for (const t of model.threats.keys()) {
    if (!known.canHappen(t)) continue;
    await breathe(cancellation);
    const means = meansIn(solved, t);
    if (known.isUnknown(t, state) || means === null || !Number.isFinite(means.ale)) continue;
    ales.set(t, means.ale);
    events.set(t, means.events);
  }
  const inputs = inputsOf(model, workspace.laws);
  const responses: Response[] = [];
  for (const input of inputs) {
    const threats = input.affects.filter((t) => ales.has(t));
    if (threats.length === 0 || !actsIn(input, model, works)) continue;
    await breathe(cancellation);
    responses.push(responseTo(input, model, works, threats, workspace));
  }
  const chances = await chancesIn(solved.model, ales, workspace, cancellation);
  const context: Context = { model: solved.model, workspace, cancellation, ales, events, responses, chances };
  const threats: (Sensitivity | null)[] = [];
  for (const t of model.threats.keys()) {
    await breathe(cancellation);
    const members = ales.has(t) ? [t] : [];
    threats.push(ales.has(t) || !known.canHappen(t) ? await sensitivityIn(context, members) : null);
  }
  await breathe(cancellation);
  const total = await sensitivityIn(context, [...ales.keys()]);
  const information = await informationOf(model, inputs, workspace, cancellation);
  return {
    state,
    threats,
    total,
    leftOut: [...model.threats.keys()].filter((t) => known.canHappen(t) && !ales.has(t)),
    information: information?.worth ?? null,
    bestControls: information?.best ?? null,
  };
}

/** A control that does not work in the state moves nothing. */
function actsIn({ path, place }: Input, model: RiskModel, works: readonly boolean[]): boolean {
  return path.of !== 'control' || (works[place.index] && model.controls[place.index].effects.length > 0);
}

async function sensitivityIn(context: Context, members: readonly number[]): Promise<Sensitivity> {
  const { model, workspace, ales, events, cancellation } = context;
  const wanted = new Set(members);
  const chances = chancesOf(context.chances, members);
  const responses = context.responses.filter((r) => r.threats.some((t) => wanted.has(t)));
  const parts = responses.map((response) => {
    const chosen = response.threats.flatMap((t, i) => (wanted.has(t) ? [i] : []));
    return { response, chosen, ...contributions(response, chosen, events) };
  });
  const explained = (of: 'ofLoss' | 'ofAle'): number => parts.reduce((sum, part) => sum + (part[of] ?? 0), 0);
  const byChance = chances.map((chance): { chance: Chance; ofLoss: number } => ({
    chance,
    ofLoss: contributionOf(chance, members),
  }));
  // Rounding, or the sampling of what many threats share, never makes the whole less than its parts.
  const aleVariance = infiniteOr(
    Math.max(members.length > 0 ? await yearVariance(model, members, workspace, cancellation) : 0, explained('ofAle')),
  );
  const fromEvents = members.length > 0 ? await eventVariance(model, members, workspace, cancellation) : 0;
  const parted = explained('ofLoss') + byChance.reduce((sum, part) => sum + part.ofLoss, 0);
  const variance = infiniteOr(Math.max(aleVariance + fromEvents, parted));
  const own = new Map(members.map((t) => [t, ales.get(t) ?? 0]));
  const scale: Scale = { ales: own, variance, aleVariance };
  const bars: Bar[] = [
    ...parts.map(({ response, chosen, ofLoss, ofAle }) => estimateBar(response, chosen, ofLoss, ofAle, scale)),
    ...byChance.filter(({ ofLoss }) => ofLoss !== 0).map(({ chance, ofLoss }) => chanceBar(chance, ofLoss, scale)),
  ];
  return {
    variance,
    aleVariance,
    bars: byShare(bars),
    interaction: restOf(bars.map((bar) => bar.share)),
    aleInteraction: restOf(bars.map((bar) => bar.aleShare)),
  };
}

/**
 * A year's parameter: Var(E[A | it]), of the annual loss and of its expectation alike. What varies from event to event:
 * Σ E[events]·Var(E[loss of an event | it]), where E[loss of an event | v] is the ALE at v over the mean number of events.
 */
function contributions(
  response: Response,
  chosen: readonly number[],
  events: ReadonlyMap<number, number>,
): { ofLoss: number | null; ofAle: number | null } {
  const { place } = response.input;
  if (place.drawn === 'yearly') {
    const variance = varianceOf(response, chosen);
    return { ofLoss: variance, ofAle: variance };
  }
  // Draws that only decide whether a threat event becomes a loss event are in the number of events.
  if (place.changesEvents) return { ofLoss: 0, ofAle: 0 };
  let sum: number | null = 0;
  for (const i of chosen) {
    const rate = events.get(response.threats[i]) ?? 0;
    const variance = rate > 0 ? varianceOf(response, [i]) : 0;
    sum = sum === null || variance === null ? null : sum + (rate > 0 ? variance / rate : 0);
  }
  return { ofLoss: sum, ofAle: 0 };
}

function infiniteOr(value: number): number {
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

function restOf(shares: readonly (number | null)[]): number | null {
  let rest = 1;
  for (const share of shares) {
    if (share === null) return null;
    rest -= share;
  }
  return shares.length === 0 ? null : Math.max(0, rest < 1e-9 ? 0 : rest);
}
