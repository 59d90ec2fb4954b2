/** Which threats have to be simulated together, and in which order. */
import type { RiskModel, State } from '../model.ts';
import { byName } from './controls.ts';

/** Threats that lead to one another, in an order in which what sets off comes before what is set off. */
export type Component = readonly number[];

/** For each threat those that lead to it, directly. */
export function sourcesOf(model: RiskModel): readonly (readonly number[])[] {
  const sources: number[][] = model.threats.map(() => []);
  model.threats.forEach((threat, index) => {
    for (const { target } of threat.leadsTo) if (!sources[target].includes(index)) sources[target].push(index);
  });
  return sources;
}

/** `wanted` and all that leads to them, directly or further on. */
export function withSources(model: RiskModel, wanted: Iterable<number>): Set<number> {
  const sources = sourcesOf(model);
  const found = new Set<number>();
  const open = [...wanted];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (found.has(index)) continue;
    found.add(index);
    open.push(...sources[index]);
  }
  return found;
}

/** Splits `wanted` (closed under sources) into components; nothing depends on the order of declarations. */
export function componentsOf(model: RiskModel, wanted: ReadonlySet<number>): Component[] {
  const sources = sourcesOf(model);
  const names = [...wanted].sort((a, b) => byName(model.threats[a], model.threats[b]));
  const owner = new Map<number, number>();
  const root = (index: number): number => {
    const up = owner.get(index) ?? index;
    return up === index ? index : root(up);
  };
  for (const index of names) for (const source of sources[index]) owner.set(root(source), root(index));
  const members = new Map<number, number[]>();
  const placed = new Set<number>();
  const place = (index: number): void => {
    if (placed.has(index)) return;
    placed.add(index);
    for (const source of [...sources[index]].sort((a, b) => byName(model.threats[a], model.threats[b]))) place(source);
    const of = root(index);
    members.set(of, [...(members.get(of) ?? []), index]);
  };
  for (const index of names) place(index);
  return [...members.values()];
}

/** States in which a threat has no figures: its own, and those of all that leads to it. */
export function unknownStates(model: RiskModel, index: number): Set<State> {
  const unknown = new Set<State>();
  for (const source of withSources(model, [index])) {
    for (const state of model.threats[source].unknownIn) unknown.add(state);
  }
  return unknown;
}
