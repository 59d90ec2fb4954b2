/**
 * Two models of one system in one space of names, so that parts of one can stand in the other: expressions of both refer
 * to the same list of shared quantities, threats and controls are found by name.
 */
import type { Control, Effect, Expression, RiskModel, Threat } from '../../engine/index.ts';
import { type EvidencePart, estimatedIn, evidenceIn } from './evidence.ts';

/** A part on both sides; null: not there. */
export interface Both<T> {
  readonly base: T | null;
  readonly head: T | null;
}

/** `frequency` is the estimate of the author; what evidence adds to it stands beside it. */
export interface NamedThreat extends Omit<Threat, 'leadsTo' | 'prior'> {
  readonly evidence: EvidencePart;
  /** By name of the threat that it leads to. */
  readonly leadsTo: ReadonlyMap<string, Expression>;
}

export interface NamedEffect extends Omit<Effect, 'threats'> {
  readonly threats: ReadonlySet<string>;
}

export interface NamedControl extends Omit<Control, 'effects' | 'costOnce' | 'costPerYear'> {
  readonly effects: readonly NamedEffect[];
}

export interface Union {
  readonly base: RiskModel;
  readonly head: RiskModel;
  /** Each uses only those before it, on both sides. */
  readonly shared: readonly (Both<Expression> & { readonly name: string })[];
  readonly threats: ReadonlyMap<string, Both<NamedThreat>>;
  readonly controls: ReadonlyMap<string, Both<NamedControl>>;
  /** For each threat those that lead to it on either side, directly. */
  readonly sources: ReadonlyMap<string, ReadonlySet<string>>;
}

/** null: the shared quantities of both sides cannot stand in one order, because two swapped who uses whom. */
export function unionOf(base: RiskModel, head: RiskModel): Union | null {
  const names = orderOf(base, head);
  if (names === null) return null;
  const index = new Map(names.map((name, i) => [name, i] as const));
  const sides = { base: sideOf(base, index), head: sideOf(head, index) };
  const both = <T>(of: (side: Named) => ReadonlyMap<string, T>): Map<string, Both<T>> => {
    const [left, right] = [of(sides.base), of(sides.head)];
    return new Map(
      [...new Set([...left.keys(), ...right.keys()])]
        .sort()
        .map((name) => [name, { base: left.get(name) ?? null, head: right.get(name) ?? null }]),
    );
  };
  const threats = both((side) => side.threats);
  const shared = both((side) => side.shared);
  return {
    base,
    head,
    shared: names.map((name) => ({ name, ...shared.get(name)! })),
    threats,
    controls: both((side) => side.controls),
    sources: sourcesOf(threats),
  };
}

interface Named {
  readonly shared: ReadonlyMap<string, Expression>;
  readonly threats: ReadonlyMap<string, NamedThreat>;
  readonly controls: ReadonlyMap<string, NamedControl>;
}

function sideOf(model: RiskModel, index: ReadonlyMap<string, number>): Named {
  const places = model.shared.map(({ name }) => index.get(name)!);
  const isMoved = places.some((place, index) => place !== index);
  const e = <T>(value: T): T => (isMoved ? (withPlaces(value, places) as T) : value);
  const nameOf = (threat: number): string => model.threats[threat].name;
  return {
    shared: new Map(model.shared.map(({ name, expression }) => [name, e(expression)])),
    threats: new Map(
      model.threats.map((threat) => {
        const leadsTo = new Map(threat.leadsTo.map((each) => [nameOf(each.target), e(each.probability)]));
        const { name, loss, unknownIn } = threat;
        const own = { frequency: e(estimatedIn(threat)), evidence: evidenceIn(threat), loss: e(loss) };
        return [name, { name, unknownIn, leadsTo, ...own }];
      }),
    ),
    controls: new Map(
      model.controls.map(({ name, status, coverage, reliability, effects }) => [
        name,
        {
          name,
          status,
          coverage: e(coverage),
          reliability: e(reliability),
          effects: effects.map((effect) => ({
            factor: effect.factor,
            by: e(effect.by),
            threats: new Set(effect.threats.map(nameOf)),
          })),
        },
      ]),
    ),
  };
}

/** A copy of plain data in which every `shared` of an expression refers to its new place. */
function withPlaces(value: unknown, places: readonly number[]): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((each) => withPlaces(each, places));
  const node = value as Record<string, unknown>;
  if (node.kind === 'shared') return { kind: 'shared', index: places[node.index as number] };
  return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, withPlaces(each, places)]));
}

/** Indices of the shared quantities in an expression, or in anything that holds expressions. */
export function sharedIn(value: unknown, found: Set<number> = new Set()): Set<number> {
  if (value === null || typeof value !== 'object') return found;
  if (value instanceof Map || value instanceof Set) {
    for (const each of value.values()) sharedIn(each, found);
    return found;
  }
  const node = value as Record<string, unknown>;
  if (node.kind === 'shared') return found.add(node.index as number);
  for (const each of Object.values(node)) sharedIn(each, found);
  return found;
}

/** Names of all shared quantities, each after what it uses on either side; null if that is a circle. */
function orderOf(base: RiskModel, head: RiskModel): string[] | null {
  const uses = new Map<string, Set<string>>();
  for (const model of [base, head])
    for (const { name, expression } of model.shared) {
      const used = uses.get(name) ?? new Set<string>();
      uses.set(name, used);
      for (const index of sharedIn(expression)) used.add(model.shared[index].name);
    }
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string): boolean => {
    if (state.get(name) === 'done') return true;
    if (state.get(name) === 'open') return false;
    state.set(name, 'open');
    for (const used of uses.get(name) ?? []) if (!visit(used)) return false;
    state.set(name, 'done');
    order.push(name);
    return true;
  };
  return [...uses.keys()].every(visit) ? order : null;
}

function sourcesOf(threats: ReadonlyMap<string, Both<NamedThreat>>): Map<string, Set<string>> {
  const sources = new Map<string, Set<string>>();
  for (const [name, { base, head }] of threats)
    for (const target of [...(base?.leadsTo.keys() ?? []), ...(head?.leadsTo.keys() ?? [])]) {
      const known = sources.get(target) ?? new Set<string>();
      sources.set(target, known.add(name));
    }
  return sources;
}
