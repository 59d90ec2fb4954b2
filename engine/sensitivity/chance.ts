/** What is chance and no estimate: how many events there are, and the coins in them. */
import { eventsOf, meansOf } from '../assembly/means.ts';
import { breathe, type Cancellation } from '../cancellation.ts';
import { closedUnderSources, downstream } from '../decisions/restrict.ts';
import { flatten, productOfAll, type StateModel, type StateThreat } from '../exact/state-model.ts';
import type { Workspace } from '../exact/workspace.ts';
import { environment, expectationOf } from '../expressions/index.ts';
import type { Expression } from '../model.ts';
import type { BarKind, EstimatePath } from './figures.ts';

/** Chance whose contribution to the variance of a set of threats is (Σ effects on the members)² / weight. */
export interface Chance {
  readonly kind: BarKind;
  readonly path: EstimatePath;
  /** Money per year by threat. */
  readonly effects: ReadonlyMap<number, number>;
  readonly weight: number;
}

export function contributionOf({ effects, weight }: Chance, members: readonly number[]): number {
  const effect = members.reduce((sum, t) => sum + (effects.get(t) ?? 0), 0);
  return weight > 0 ? (effect * effect) / weight : 0;
}

const bare = { of: 'threat', secondary: null, position: 0, other: null, part: null } as const;

/** All chances that move the losses of some threats. */
export interface Chances {
  readonly all: readonly Chance[];
  readonly byThreat: ReadonlyMap<number, readonly Chance[]>;
}

/** Those that move the losses of `members`. */
export function chancesOf({ all, byThreat }: Chances, members: readonly number[]): readonly Chance[] {
  if (members.length === 1) return byThreat.get(members[0]) ?? [];
  const wanted = new Set(members.flatMap((t) => byThreat.get(t) ?? []));
  return all.filter((chance) => wanted.has(chance));
}

/** `ales` are the ALE of all threats whose losses matter, by index. */
export async function chancesIn(
  model: StateModel,
  ales: ReadonlyMap<number, number>,
  workspace: Workspace,
  cancellation: Cancellation,
): Promise<Chances> {
  const all: Chance[] = [];
  for (const t of closedUnderSources(model, ales.keys())) {
    await breathe(cancellation);
    all.push(...eventChance(model, t, ales, workspace));
    if (ales.has(t)) all.push(...coinChances(model, t, ales, workspace));
    all.push(...linkChances(model, t, ales, workspace));
  }
  const byThreat = new Map<number, Chance[]>();
  for (const chance of all)
    for (const t of chance.effects.keys()) {
      const known = byThreat.get(t);
      if (known) known.push(chance);
      else byThreat.set(t, [chance]);
    }
  return { all, byThreat };
}

/** (E[λM])² / E[λ], M the mean cost of an own event with all that it sets off: its Poisson count. */
function eventChance(model: StateModel, t: number, ales: ReadonlyMap<number, number>, workspace: Workspace): Chance[] {
  const { frequency, name } = model.threats[t];
  if (frequency === null) return [];
  let alone: StateModel | null = null;
  const aleAlone = (u: number): number => {
    const isOnly = closedUnderSources(model, [u]).every((s) => s === t || model.threats[s].frequency === null);
    if (isOnly) return aleIn(ales, u);
    alone ??= {
      ...model,
      threats: model.threats.map((threat, i) => (i === t ? threat : { ...threat, frequency: null })),
    };
    return solved(alone, u, workspace);
  };
  const hit = downstream(model, [t]).filter((u) => ales.has(u));
  const effects = new Map(hit.map((u) => [u, aleAlone(u)]));
  const weight = expectationOf(
    productOfAll(frequency),
    environment({ shared: model.shared, lets: [] }, workspace.laws),
  );
  return [{ kind: 'events', path: { ...bare, name, factor: 'events' }, effects, weight }];
}

/** A control's working and a stakeholder's reacting in an event. */
function coinChances(model: StateModel, t: number, ales: ReadonlyMap<number, number>, workspace: Workspace): Chance[] {
  const threat = model.threats[t];
  const { name } = threat;
  const squared = (list: readonly Expression[], k: number): Expression[] =>
    list.map((e, i) => (i === k ? square(e) : e));
  const chance = (p: Expression, changed: StateThreat, path: EstimatePath): Chance[] => {
    if (isSettled(p)) return [];
    const effect = aleIn(ales, t) - solved(withThreat(model, t, changed), t, workspace);
    return [{ kind: 'chance', path, effects: new Map([[t, effect]]), weight: weightOf(model, t, p, workspace) }];
  };
  return [
    ...threat.coins.flatMap((p, k) =>
      chance(
        p,
        { ...threat, coins: squared(threat.coins, k) },
        { ...bare, name, factor: 'works', other: threat.coinOwners[k] },
      ),
    ),
    ...threat.secondary.flatMap((p, j) =>
      chance(
        p,
        { ...threat, secondary: squared(threat.secondary, j) },
        { ...bare, name, factor: 'secondary-probability', secondary: j },
      ),
    ),
  ];
}

/** Whether an event sets off another. */
function linkChances(model: StateModel, t: number, ales: ReadonlyMap<number, number>, workspace: Workspace): Chance[] {
  const threat = model.threats[t];
  const seen = new Map<number, number>();
  return threat.leadsTo.flatMap(({ target, probability }, k): Chance[] => {
    const position = seen.get(target) ?? 0;
    seen.set(target, position + 1);
    const hit = downstream(model, [target]).filter((u) => ales.has(u));
    if (isSettled(probability) || hit.length === 0) return [];
    const leadsTo = threat.leadsTo.map((c, i) => (i === k ? { ...c, probability: square(probability) } : c));
    const changed = withThreat(model, t, { ...threat, leadsTo });
    return [
      {
        kind: 'chance',
        path: { ...bare, name: threat.name, factor: 'leads-to', position, other: model.threats[target].name },
        effects: new Map(hit.map((u) => [u, aleIn(ales, u) - solved(changed, u, workspace)])),
        weight: weightOf(model, t, probability, workspace),
      },
    ];
  });
}

/** E[λ p] − E[λ p²] over the events of a threat. */
function weightOf(model: StateModel, t: number, p: Expression, workspace: Workspace): number {
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const events = flatten(eventsOf(model, t));
  const mean = (q: Expression): number => expectationOf(productOfAll([...events, ...flatten(q)]), env);
  return mean(p) - mean(square(p));
}

function square(p: Expression): Expression {
  return productOfAll([...flatten(p), ...flatten(p)]);
}

/** A chance of 0 or 1 is none. */
function isSettled(p: Expression): boolean {
  return p.kind === 'constant' && (p.value <= 0 || p.value >= 1);
}

function withThreat(model: StateModel, t: number, by: StateThreat): StateModel {
  return { ...model, threats: model.threats.map((threat, i) => (i === t ? by : threat)) };
}

function aleIn(ales: ReadonlyMap<number, number>, t: number): number {
  return ales.get(t) ?? Number.NaN;
}

function solved(model: StateModel, t: number, workspace: Workspace): number {
  return meansOf(model, t, workspace)?.ale ?? Number.NaN;
}
