/** ALE of a threat with all that it sets off, in whatever way it can be had. */
import { closureOf, sharedWithin } from '../exact/block.ts';
import { scramblings, yearPoints } from '../exact/hybrid/points.ts';
import type { StateModel } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import { type Environment, environment, expectationOf, type Memo } from '../expressions/index.ts';
import type { Distribution } from '../laws/index.ts';
import { meanEventsOf, meanWithConsequences } from './independent-means.ts';
import { aleWithConsequences, lossOf } from './means.ts';

/** Points of each scrambling, for few and for many threats; the error is far below that of simulated years. */
const pointsFor = (threats: number): number => (threats <= 20 ? 128 : 32);

export interface Consequences {
  /**
   * ALE of all events of a threat and of all that they set off: its own (`ale`) if it sets off nothing; else in closed form, or
   * where there is none the mean over points of the quantities of the year. null: that mean is infinite.
   */
  of(t: number, ale: number): number | null;
}

export function consequencesIn(model: StateModel, workspace: Workspace): Consequences {
  const sampled = new Map<number, number>();
  return {
    of: (t, ale) => {
      if (model.threats[t].leadsTo.length === 0) return ale;
      const closed = aleWithConsequences(model, t, workspace);
      if (closed !== null) return Number.isFinite(closed) ? closed : null;
      if (!sampled.has(t))
        for (const [u, mean] of sampledMeans(model, connectedTo(model, t), workspace)) sampled.set(u, mean);
      const mean = sampled.get(t) ?? Number.NaN;
      return Number.isFinite(mean) ? mean : null;
    },
  };
}

/** The threats that a threat is connected with by `leads to`, in either direction; rising. */
function connectedTo(model: StateModel, t: number): number[] {
  const beside = model.threats.map((): number[] => []);
  model.threats.forEach(({ leadsTo }, s) => {
    for (const { target } of leadsTo) {
      beside[s].push(target);
      beside[target].push(s);
    }
  });
  const found = new Set([t]);
  for (const u of found) for (const next of beside[u]) found.add(next);
  return [...found].sort((a, b) => a - b);
}

/** E of events times loss, the loss of what is set off included, by threat: given the year's quantities all is in closed form. */
function sampledMeans(model: StateModel, threats: readonly number[], workspace: Workspace): Map<number, number> {
  const base = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const inside = new Set(threats);
  const quantities = new Set<number>();
  for (const t of threats) for (const index of sharedWithin(model, t, inside, base)) quantities.add(index);
  const points = pointsFor(threats.length);
  const drawn = yearPoints(
    [...quantities].sort((a, b) => a - b),
    model,
    points,
    workspace,
  );
  const order = closureOf(model, threats);
  const sums = new Map(threats.map((t) => [t, 0]));
  // What is computed for single values is not kept.
  const own = new Map<string, Distribution>();
  const memo: Memo = {
    get: (key) => own.get(key) ?? workspace.laws.get(key),
    set: (key, law) => own.set(key, law),
  };
  for (const { shared } of drawn.sets.flat()) {
    const env: Environment = { ...base, shared, memo };
    const losses = new Map<number, number>();
    const further = new Map<number, number>();
    const lossAt = (u: number): number => {
      let mean = losses.get(u);
      if (mean === undefined) {
        mean = meanLoss(model, u, env);
        losses.set(u, mean);
      }
      return mean;
    };
    const events = meanEventsOf(model, order, env);
    for (const t of threats) {
      const perEvent = meanWithConsequences(model, t, lossAt, env, further);
      sums.set(t, (sums.get(t) as number) + (events.get(t) ?? 0) * perEvent);
    }
  }
  return new Map([...sums].map(([t, sum]) => [t, sum / (scramblings * points)]));
}

function meanLoss(model: StateModel, t: number, env: Environment): number {
  const loss = lossOf(model.threats[t], env);
  return 'needs' in loss ? Number.NaN : expectationOf(loss.primary, env) + expectationOf(loss.secondary, env);
}
