/** Threats that must be solved together. */
import { countUses, type Environment, environment, isCertain, withShared } from '../expressions/index.ts';
import type { CountLaw } from './count-law.ts';
import { type Severity, severityOf } from './severity.ts';
import { type StateModel, type StateThreat, sharedIn } from './state-model.ts';
import type { Workspace } from './workspace.ts';

export interface Block {
  /** Threats of the block, every one after those that lead to it. */
  readonly threats: readonly number[];
  readonly members: ReadonlySet<number>;
  readonly severities: ReadonlyMap<number, Severity>;
  /** Shared quantities to condition on, each after those that it depends on. */
  readonly conditions: readonly number[];
  /** All uncertain shared quantities that it depends on, rising. */
  readonly used: readonly number[];
  /** Stands for all that its transform depends on. */
  readonly id: number;
  readonly outside: string | null;
  /** Of a block of one threat without conditions: the law of the number of its events. Filled on demand. */
  readonly known: { counts?: CountLaw | null };
}

/** The threats and all that lead to them, each after those that lead to it. */
export function closureOf(model: StateModel, members: Iterable<number>): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (t: number): void => {
    if (seen.has(t)) return;
    seen.add(t);
    for (const s of model.sources[t]) visit(s);
    order.push(t);
  };
  for (const t of [...members].sort((a, b) => a - b)) visit(t);
  return order;
}

/** What is known of one state: kept as long as the state is. */
interface Found {
  /** By threat: uncertain shared quantities that it depends on, directly or through others, but for its `leads to`. */
  readonly shared: (ReadonlySet<number> | undefined)[];
  readonly groups: Map<string, readonly Block[]>;
  /** By threat: the group of it alone. */
  readonly single: (readonly Block[] | undefined)[];
  readonly blocks: Map<string, Block>;
}

function foundIn(model: StateModel, workspace: Workspace): Found {
  let found = workspace.blocks.get(model) as Found | undefined;
  if (!found) {
    found = { shared: [], groups: new Map(), single: [], blocks: new Map() };
    workspace.blocks.set(model, found);
  }
  return found;
}

/** What is known of a threat by its content, in whatever state and model it stands. */
interface OfThreat {
  /** Shared quantities in its expressions, but for its `leads to`. */
  readonly shared: ReadonlySet<number>;
  /** Of a threat whose loss depends on nothing shared. */
  severity: Severity | null;
  /** Of a threat that shares nothing, at the place where it stood last. */
  block: Block | null;
}

function ofThreat(threat: StateThreat, workspace: Workspace): OfThreat {
  let known = workspace.ofThreat.get(threat) as OfThreat | undefined;
  if (!known) {
    known = { shared: directlyShared(threat), severity: null, block: null };
    workspace.ofThreat.set(threat, known);
  }
  return known;
}

/** Splits the threats that matter for a group into blocks that are independent of each other. */
export function blocksOf(model: StateModel, members: readonly number[], workspace: Workspace): readonly Block[] {
  const found = foundIn(model, workspace);
  if (members.length === 1) {
    const [t] = members;
    found.single[t] ??= newBlocks(model, members, found, workspace);
    return found.single[t];
  }
  const key = members.join();
  let blocks = found.groups.get(key);
  if (!blocks) {
    blocks = newBlocks(model, members, found, workspace);
    found.groups.set(key, blocks);
  }
  return blocks;
}

function newBlocks(model: StateModel, members: readonly number[], found: Found, workspace: Workspace): Block[] {
  const isFree = members.length === 1 && model.sources[members[0]].length === 0;
  const closure = isFree ? members : closureOf(model, members);
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const wanted = members.length === closure.length ? null : new Set(members);
  const groups = isFree ? [closure] : groupsIn(model, closure, env, found, workspace);
  return groups.map((threats) => {
    const [t] = threats;
    const isAlone = threats.length === 1 && model.sources[t].length === 0;
    if (isAlone && everyShared(model, t, env, found, workspace).size === 0) return loneBlock(model, t, workspace);
    const own = wanted === null ? threats : threats.filter((u) => wanted.has(u));
    const key = `${threats.join()} ${own.length === threats.length ? '' : own.join()}`;
    let block = found.blocks.get(key);
    if (!block) {
      block = blockOf(model, threats, new Set(own), found, workspace);
      found.blocks.set(key, block);
    }
    return block;
  });
}

/** Threats that depend on each other, together; each group in the order of the closure. */
function groupsIn(
  model: StateModel,
  closure: readonly number[],
  env: Environment,
  found: Found,
  workspace: Workspace,
): readonly (readonly number[])[] {
  const place = new Map(closure.map((t, i) => [t, i]));
  const parent = closure.map((_, i) => i);
  const root = (i: number): number => {
    if (parent[i] !== i) parent[i] = root(parent[i]);
    return parent[i];
  };
  const owner = new Map<number, number>();
  const own = (index: number, i: number): void => {
    const other = owner.get(index);
    if (other === undefined) owner.set(index, i);
    else parent[root(i)] = root(other);
  };
  closure.forEach((t, i) => {
    for (const index of everyShared(model, t, env, found, workspace)) own(index, i);
    for (const { target, probability } of model.threats[t].leadsTo) {
      const at = place.get(target);
      if (at === undefined) continue;
      parent[root(i)] = root(at);
      for (const index of withInner(model, sharedIn(probability), env)) own(index, i);
    }
  });
  const groups = new Map<number, number[]>();
  closure.forEach((t, i) => {
    const at = root(i);
    const group = groups.get(at);
    if (group) group.push(t);
    else groups.set(at, [t]);
  });
  return [...groups.values()];
}

/** The block of a threat that shares nothing: the same in every state and model in which it stands at the same place. */
function loneBlock(model: StateModel, t: number, workspace: Workspace): Block {
  const threat = model.threats[t];
  const known = ofThreat(threat, workspace);
  if (known.block?.threats[0] === t) return known.block;
  const severity = keptSeverity(threat, environment({ shared: model.shared, lets: [] }, workspace.laws), workspace);
  known.block = {
    threats: [t],
    members: new Set([t]),
    used: [],
    severities: new Map([[t, severity]]),
    conditions: [],
    id: workspace.idOf(blockKey([[threat.frequency, [], severity.id]], [])),
    outside: severity.outside,
    known: {},
  };
  return known.block;
}

/** Uncertain shared quantities among some and all that they are made of. */
function withInner(model: StateModel, direct: Iterable<number>, env: Environment): Set<number> {
  const found = new Set<number>();
  const add = (index: number): void => {
    if (found.has(index) || isCertain(model.shared[index].expression, env)) return;
    found.add(index);
    for (const inner of sharedIn(model.shared[index].expression)) add(inner);
  };
  for (const index of direct) add(index);
  return found;
}

/** Uncertain shared quantities that a threat depends on, directly or through others, but for those of its `leads to`. */
function everyShared(
  model: StateModel,
  t: number,
  env: Environment,
  found: Found,
  workspace: Workspace,
): ReadonlySet<number> {
  const known = found.shared[t];
  if (known) return known;
  const direct = ofThreat(model.threats[t], workspace).shared;
  const all = direct.size === 0 ? direct : withInner(model, direct, env);
  found.shared[t] = all;
  return all;
}

/** The same with those of what it leads to among `inside`. */
export function sharedWithin(model: StateModel, t: number, inside: ReadonlySet<number>, env: Environment): Set<number> {
  const threat = model.threats[t];
  const direct = directlyShared(threat);
  for (const { target, probability } of threat.leadsTo) if (inside.has(target)) sharedIn(probability, direct);
  return withInner(model, direct, env);
}

function directlyShared(threat: StateThreat): Set<number> {
  const direct = new Set<number>();
  for (const e of [...(threat.frequency ?? []), ...threat.coins, ...threat.lets, ...threat.secondary])
    sharedIn(e, direct);
  for (const line of threat.lines) {
    sharedIn(line.amount, direct);
    for (const cut of line.cuts) sharedIn(cut.by, direct);
  }
  return direct;
}

/** One that depends on nothing shared is the same everywhere. */
function keptSeverity(threat: StateThreat, env: Environment, workspace: Workspace): Severity {
  const known = ofThreat(threat, workspace);
  if (known.severity) return known.severity;
  const made = severityOf(threat, env, workspace);
  if (made.shared.length === 0) known.severity = made;
  return made;
}

function blockOf(
  model: StateModel,
  threats: readonly number[],
  members: ReadonlySet<number>,
  found: Found,
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
      const severity = keptSeverity(threat, env, workspace);
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
    const given = withShared(env, shared);
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
  for (const t of threats) {
    for (const index of everyShared(model, t, env, found, workspace)) collect(index);
    for (const { target, probability } of model.threats[t].leadsTo)
      if (inside.has(target)) for (const index of withInner(model, sharedIn(probability), env)) collect(index);
  }
  const allUsed = [...used].sort((a, b) => a - b);
  const place = new Map(threats.map((t, i) => [t, i]));
  const key = blockKey(
    threats.map((t) => {
      const { frequency, leadsTo } = model.threats[t];
      const within = leadsTo.filter((c) => inside.has(c.target)).map((c) => [place.get(c.target), c.probability]);
      return [frequency, within, severities.get(t)?.id ?? null];
    }),
    allUsed.map((i) => [i, model.shared[i].expression]),
  );
  return {
    threats,
    members,
    used: allUsed,
    severities,
    conditions: ordered,
    id: workspace.idOf(key),
    outside,
    known: {},
  };
}

/** The content of a block: frequency, consequences within and severity of each threat, and what they share. */
function blockKey(threats: readonly unknown[], shared: readonly unknown[]): string {
  return JSON.stringify(['block', threats, shared]);
}
