/** Which threats have to be simulated together, and in which order. */
import type { RiskModel, State } from '../model.ts';
import { byName } from './controls.ts';

/** Threats that lead to one another, in an order in which what sets off comes before what is set off. */
export type Component = readonly number[];

/** For each threat those that lead to it, directly. */
export function sourcesOf(model: RiskModel): Sources {
  const sources: number[][] = model.threats.map(() => []);
  model.threats.forEach((threat, index) => {
    for (const { target } of threat.leadsTo) if (!sources[target].includes(index)) sources[target].push(index);
  });
  return sources;
}

/** For each threat those that lead to it. */
export type Sources = readonly (readonly number[])[];

/** `wanted` and all that leads to them, directly or further on. */
export function withSources(sources: Sources, wanted: Iterable<number>): Set<number> {
  const found = new Set<number>();
  const open = [...wanted];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (found.has(index)) continue;
    found.add(index);
    open.push(...sources[index]);
  }
  return found;
}

/** Splits all threats into components; nothing depends on the order of declarations, or on which threats are wanted. */
export function componentsOf(model: RiskModel, sources: Sources): Component[] {
  const byNames = (of: readonly number[]): number[] =>
    [...of].sort((a, b) => byName(model.threats[a], model.threats[b]));
  const owner = model.threats.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (owner[at] !== at) {
      owner[at] = owner[owner[at]];
      at = owner[at];
    }
    return at;
  };
  const names = byNames(owner);
  for (const index of names) for (const source of sources[index]) owner[root(source)] = root(index);
  const members = new Map<number, number[]>();
  const placed = new Set<number>();
  const place = (index: number): void => {
    if (placed.has(index)) return;
    placed.add(index);
    for (const source of byNames(sources[index])) place(source);
    const of = members.get(root(index));
    if (of) of.push(index);
    else members.set(root(index), [index]);
  };
  for (const index of names) place(index);
  return [...members.values()];
}

/** States in which a threat has no figures: its own, and those of all that leads to it. */
export function unknownStates(model: RiskModel, sources: Sources, index: number): Set<State> {
  const unknown = new Set<State>();
  for (const source of withSources(sources, [index])) {
    for (const state of model.threats[source].unknownIn) unknown.add(state);
  }
  return unknown;
}
