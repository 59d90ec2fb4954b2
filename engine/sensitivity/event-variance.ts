/** The part of the variance of an annual loss that is chance: E[Var(annual loss | the year's parameters)]. */

import { breathe, type Cancellation } from '../cancellation.ts';
import { closedUnderSources } from '../decisions/restrict.ts';
import { productOfAll, type StateModel, sharedIn } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import { type Environment, environment, expectationOf, isCertain } from '../expressions/index.ts';
import type { Expression } from '../model.ts';
import { clusterMoments } from './event-moments.ts';
import { nodesOver } from './nodes.ts';

/**
 * Σ over s of E[λ_s · E[Y_s² | parameters]], λ_s the own events of s a year and Y_s what one of them costs the members with
 * all that it sets off: given the parameters, the annual loss is compound Poisson. Infinity where an event has no variance.
 */
export async function eventVariance(
  model: StateModel,
  members: readonly number[],
  workspace: Workspace,
  cancellation: Cancellation,
): Promise<number> {
  const wanted = new Set(members);
  let sum = 0;
  for (const s of closedUnderSources(model, members)) {
    const { frequency } = model.threats[s];
    if (frequency === null) continue;
    const events = productOfAll(frequency);
    if (events.kind === 'constant' && events.value === 0) continue;
    for (const { env, weight } of nodesOver(usedTwice(model, s, events, wanted, workspace), model, workspace)) {
      await breathe(cancellation);
      const { mean, variance } = clusterMoments(model, s, wanted, env);
      const rate = expectationOf(events, env);
      if (rate > 0 && weight > 0) sum += weight * rate * (variance + mean * mean);
    }
  }
  return sum;
}

/**
 * Shared quantities that stand in two places of a cluster: its rate, the loss of one of its threats, each chance in it. A
 * threat that is reached in two ways counts twice. What is used only inside a chosen quantity is not counted through it.
 */
function usedTwice(
  model: StateModel,
  s: number,
  events: Expression,
  members: ReadonlySet<number>,
  workspace: Workspace,
): number[] {
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const places = placesOf(model, s, events, members);
  const chosen = new Set<number>();
  for (let before = -1; before !== chosen.size; ) {
    before = chosen.size;
    const counts = new Map<number, number>();
    const definitions = [...chosen].map((index) => [model.shared[index].expression]);
    for (const place of [...places, ...definitions])
      for (const index of deepShared(place, model, chosen, env)) counts.set(index, (counts.get(index) ?? 0) + 1);
    for (const [index, count] of counts) if (count > 1) chosen.add(index);
  }
  return [...chosen].sort((a, b) => a - b);
}

function placesOf(model: StateModel, s: number, events: Expression, members: ReadonlySet<number>): Expression[][] {
  const places: Expression[][] = [[events]];
  const visits = new Map<number, number>();
  const visit = (t: number): void => {
    const count = (visits.get(t) ?? 0) + 1;
    visits.set(t, count);
    if (count > 2) return;
    const threat = model.threats[t];
    if (members.has(t)) {
      places.push([...threat.lets, ...threat.lines.flatMap((l) => [l.amount, ...l.cuts.map((cut) => cut.by)])]);
      for (const chance of [...threat.coins, ...threat.secondary]) places.push([chance]);
    }
    for (const { target, probability } of threat.leadsTo) {
      places.push([probability]);
      visit(target);
    }
  };
  visit(s);
  return places;
}

/** Uncertain shared quantities below some expressions, those inside of `stops` left out unless they stand outside, too. */
function deepShared(
  expressions: readonly Expression[],
  model: StateModel,
  stops: ReadonlySet<number>,
  env: Environment,
): Set<number> {
  const found = new Set<number>();
  const add = (index: number): void => {
    if (found.has(index) || isCertain(model.shared[index].expression, env)) return;
    found.add(index);
    if (!stops.has(index)) for (const inner of sharedIn(model.shared[index].expression)) add(inner);
  };
  for (const e of expressions) for (const index of sharedIn(e)) add(index);
  return found;
}
