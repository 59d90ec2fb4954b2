/** The loss of one event of a threat, in parts that are independent of each other. */
import { type Environment, inLoss, isCertain, momentsOf, partsOf, repeatedIn } from '../expressions/index.ts';
import { countUses } from '../expressions/usage.ts';
import type { Expression } from '../model.ts';
import { mostIntegrals, severityEffort } from './severity-effort.ts';
import type { Pattern } from './severity-laws.ts';
import { constant, flatten, type StateThreat, sharedIn } from './state-model.ts';
import type { Workspace } from './workspace.ts';

/** Lines that must be taken together because they use the same `let`s, and all the reactions that they involve. */
export interface Cluster {
  readonly secondaries: readonly number[];
  /** Sets of lines; the sums of different sets are independent given which reactions happen. */
  readonly groups: readonly (readonly number[])[];
}

/** A severity ready to be transformed: `let`s that are used once are put where they stand. */
export interface Severity {
  readonly threat: StateThreat;
  readonly lets: readonly Expression[];
  readonly amounts: readonly Expression[];
  /** By line: the reaction that it belongs to; −1 if it always happens. */
  readonly reactions: readonly number[];
  readonly clusters: readonly Cluster[];
  /** Shared quantities that it depends on. */
  readonly shared: readonly number[];
  /** By line: those that its amount depends on. */
  readonly amountShared: readonly (readonly number[])[];
  /** By line: those that do nothing to its amount but to scale it. */
  readonly scales: readonly (readonly number[])[];
  /** Stands for all that it consists of. */
  readonly id: number;
  readonly outside: string | null;
  /** Filled on demand. */
  readonly fixed: { patterns: readonly Pattern[] | null };
}

/** Coins and reactions are enumerated: their combinations must stay few. */
const maxCoins = 5;
const maxReactions = 6;

export function severityOf(threat: StateThreat, env: Environment, workspace: Workspace): Severity {
  const local = inLoss(env, threat.lets);
  const repeated = new Set(
    repeatedIn(
      threat.lines.map((l) => l.amount),
      local,
    )
      .filter((r) => r.place === 'lets')
      .map((r) => r.index),
  );
  const inlined = (e: Expression): Expression => {
    if (e.kind === 'let') {
      const inner = threat.lets[e.index];
      if (repeated.has(e.index)) return e;
      if (inner.kind !== 'shared' && isCertain(inner, local)) return constant(momentsOf(inner, local).mean);
      return inlined(inner);
    }
    if (e.kind === 'min' || e.kind === 'max') return { ...e, items: e.items.map(inlined) };
    if (e.kind === 'sum' || e.kind === 'difference' || e.kind === 'product' || e.kind === 'quotient')
      return { ...e, left: inlined(e.left), right: inlined(e.right) };
    return e;
  };
  const amounts = threat.lines.map((l) => inlined(l.amount));
  const lets = threat.lets.map(inlined);
  const inlinedLets = inLoss(env, lets);
  const usesLets = amounts.map((a) => [...countUses(a, inlinedLets).keys()].filter((k) => k.startsWith('lets:')));
  const reactions = threat.lines.map((l) => {
    const chance = l.secondary < 0 ? null : threat.secondary[l.secondary];
    return chance === null || (chance.kind === 'constant' && chance.value === 1) ? -1 : l.secondary;
  });
  const clusters = clustersOf(reactions, usesLets);
  const shared = new Set<number>();
  for (const e of [
    ...amounts,
    ...lets,
    ...threat.coins,
    ...threat.secondary,
    ...threat.lines.flatMap((l) => l.cuts.map((c) => c.by)),
  ])
    sharedIn(e, shared);
  const inLets = new Set<number>();
  for (const e of lets) sharedIn(e, inLets);
  const scales = amounts.map((a) => scalesOf(a).filter((index) => !usesLet(a) || !inLets.has(index)));
  const amountShared = amounts.map((a) => {
    const found = sharedIn(a);
    // What a `let` is made of counts as well, for all of them together: they may use each other.
    if (usesLet(a)) for (const e of lets) sharedIn(e, found);
    return [...found];
  });
  const tooMany = threat.coins.length > maxCoins || clusters.some((c) => c.secondaries.length > maxReactions);
  const id = workspace.idOf(JSON.stringify([threat.lines, threat.coins, threat.lets, threat.secondary]));
  const made = {
    threat,
    lets,
    amounts,
    reactions,
    clusters,
    amountShared,
    scales,
    id,
    shared: [...shared].sort((a, b) => a - b),
    outside: null,
    fixed: { patterns: null },
  };
  const outside = tooMany
    ? 'its loss has too many combinations of controls and reactions'
    : severityEffort(made, env) > mostIntegrals
      ? 'its losses depend on each other in too many ways'
      : null;
  return outside === null ? made : { ...made, outside };
}

/** Shared quantities that an amount is the product of one time, and that stand nowhere else in it. */
function scalesOf(amount: Expression): number[] {
  const factors = flatten(amount);
  return factors.flatMap((f, i) =>
    f.kind === 'shared' && factors.every((g, j) => i === j || !sharedIn(g).has(f.index)) ? [f.index] : [],
  );
}

/** Shared quantities that scale all of some lines alike, whichever of the coins fall, and do nothing else to them. */
export function commonScales(
  { threat, scales }: Pick<Severity, 'threat' | 'scales'>,
  lines: readonly number[],
): readonly number[] {
  const [first, ...rest] = lines;
  return scales[first].filter(
    (index) =>
      rest.every((i) => scales[i].includes(index)) &&
      lines.every((i) => threat.lines[i].cuts.every(({ by }) => !sharedIn(by).has(index))),
  );
}

function usesLet(e: Expression): boolean {
  return e.kind === 'let' || partsOf(e).some(usesLet);
}

function clustersOf(reactions: readonly number[], usesLets: readonly (readonly string[])[]): Cluster[] {
  const groups: number[][] = [];
  const groupOf = new Map<number, number[]>();
  reactions.forEach((_, i) => {
    const joined = new Set<number[]>();
    for (let j = 0; j < i; j++)
      if (usesLets[j].some((key) => usesLets[i].includes(key))) joined.add(groupOf.get(j) as number[]);
    const merged = [...[...joined].flat(), i].sort((a, b) => a - b);
    for (const old of joined) groups.splice(groups.indexOf(old), 1);
    groups.push(merged);
    for (const member of merged) groupOf.set(member, merged);
  });
  const clusters: { secondaries: number[]; groups: number[][] }[] = [];
  for (const group of groups) {
    const secondaries = [...new Set(group.map((i) => reactions[i]).filter((s) => s >= 0))];
    const touched = clusters.filter((c) =>
      secondaries.length === 0 ? c.secondaries.length === 0 : c.secondaries.some((s) => secondaries.includes(s)),
    );
    for (const c of touched) clusters.splice(clusters.indexOf(c), 1);
    clusters.push({
      secondaries: [...new Set([...touched.flatMap((c) => c.secondaries), ...secondaries])].sort((a, b) => a - b),
      groups: [...touched.flatMap((c) => c.groups), group],
    });
  }
  return clusters;
}
