/** Threats that must be solved together. */
import { countUses, type Environment, environment, isCertain } from '../expressions/index.ts';
import { type Severity, severityOf } from './severity.ts';
import { type StateModel, sharedIn } from './state-model.ts';
import type { Workspace } from './workspace.ts';

export interface Block {
  /** Threats of the block, every one after those that lead to it. */
  readonly threats: readonly number[];
  readonly members: ReadonlySet<number>;
  readonly severities: ReadonlyMap<number, Severity>;
  /** Shared quantities to condition on, each after those that it depends on. */
  readonly conditions: readonly number[];
  /** Stands for all that its transform depends on. */
  readonly id: number;
  readonly outside: string | null;
}

/** The threats and all that lead to them, each after those that lead to it. */
export function closureOf(model: StateModel, members: Iterable<number>): number[] {
  const sources = new Map<number, number[]>();
  model.threats.forEach((threat, s) => {
    for (const { target } of threat.leadsTo) sources.set(target, [...(sources.get(target) ?? []), s]);
  });
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (t: number): void => {
    if (seen.has(t)) return;
    seen.add(t);
    for (const s of sources.get(t) ?? []) visit(s);
    order.push(t);
  };
  for (const t of [...members].sort((a, b) => a - b)) visit(t);
  return order;
}

/** Splits the threats that matter for a group into blocks that are independent of each other. */
export function blocksOf(model: StateModel, members: readonly number[], workspace: Workspace): Block[] {
  const closure = closureOf(model, members);
  const inside = new Set(closure);
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const parent = new Map(closure.map((t) => [t, t]));
  const root = (t: number): number => {
    const up = parent.get(t) as number;
    return up === t ? t : root(up);
  };
  const join = (a: number, b: number): void => {
    parent.set(root(a), root(b));
  };
  const owner = new Map<number, number>();
  for (const t of closure) {
    const threat = model.threats[t];
    for (const { target } of threat.leadsTo) if (inside.has(target)) join(t, target);
    for (const index of everyShared(model, t, inside, env)) {
      const other = owner.get(index);
      if (other === undefined) owner.set(index, t);
      else join(t, other);
    }
  }
  const groups = new Map<number, number[]>();
  for (const t of closure) groups.set(root(t), [...(groups.get(root(t)) ?? []), t]);
  const wanted = new Set(members);
  return [...groups.values()].map((threats) =>
    blockOf(model, threats, new Set(threats.filter((t) => wanted.has(t))), workspace),
  );
}

/** Uncertain shared quantities that a threat depends on, directly or through others. */
export function everyShared(model: StateModel, t: number, inside: ReadonlySet<number>, env: Environment): Set<number> {
  const threat = model.threats[t];
  const found = new Set<number>();
  const add = (index: number): void => {
    if (found.has(index) || isCertain(model.shared[index].expression, env)) return;
    found.add(index);
    for (const inner of sharedIn(model.shared[index].expression)) add(inner);
  };
  const direct = new Set<number>();
  for (const e of [...(threat.frequency ?? []), ...threat.coins, ...threat.lets, ...threat.secondary])
    sharedIn(e, direct);
  for (const line of threat.lines) {
    sharedIn(line.amount, direct);
    for (const cut of line.cuts) sharedIn(cut.by, direct);
  }
  for (const { target, probability } of threat.leadsTo) if (inside.has(target)) sharedIn(probability, direct);
  for (const index of direct) add(index);
  return found;
}

function blockOf(
  model: StateModel,
  threats: readonly number[],
  members: ReadonlySet<number>,
  workspace: Workspace,
): Block {
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const inside = new Set(threats);
  const severities = new Map<number, Severity>();
  let outside: string | null = null;
  const conditions = new Set<number>();
  const need = (index: number): void => {
    if (!isCertain(model.shared[index].expression, env)) conditions.add(index);
  };
  for (const t of threats) {
    const threat = model.threats[t];
    if (members.has(t)) {
      const severity = severityOf(threat, env, workspace);
      outside ??= severity.outside;
      severities.set(t, severity);
      for (const index of severity.shared) need(index);
    }
    for (const { target, probability } of threat.leadsTo)
      if (inside.has(target)) for (const i of sharedIn(probability)) need(i);
  }
  // What is used more than once in the frequencies and in the laws of the conditions is a condition too.
  for (let before = -1; before !== conditions.size; ) {
    before = conditions.size;
    const shared: (number | undefined)[] = [];
    for (const index of conditions) shared[index] = 0;
    const given: Environment = { ...env, shared };
    const counts = new Map<string, number>();
    for (const t of threats) for (const e of model.threats[t].frequency ?? []) countUses(e, given, counts);
    for (const index of conditions) countUses(model.shared[index].expression, given, counts);
    for (const [key, count] of counts) if (count > 1) need(Number(key.split(':')[1]));
  }
  const ordered = [...conditions].sort((a, b) => a - b);
  const used = new Set<number>();
  const collect = (index: number): void => {
    if (used.has(index)) return;
    used.add(index);
    for (const inner of sharedIn(model.shared[index].expression)) collect(inner);
  };
  for (const t of threats) for (const index of everyShared(model, t, inside, env)) collect(index);
  const place = new Map(threats.map((t, i) => [t, i]));
  const key = JSON.stringify([
    'block',
    threats.map((t) => {
      const { frequency, leadsTo } = model.threats[t];
      const within = leadsTo.filter((c) => inside.has(c.target)).map((c) => [place.get(c.target), c.probability]);
      return [frequency, within, severities.get(t)?.id ?? null];
    }),
    [...used].sort((a, b) => a - b).map((i) => [i, model.shared[i].expression]),
  ]);
  return { threats, members, severities, conditions: ordered, id: workspace.idOf(key), outside };
}
