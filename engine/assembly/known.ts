/** Which threats have figures in which state. */
import { sourcesOf } from '../exact/state-model.ts';
import type { RiskModel, State } from '../model.ts';

/** The threat and all that lead to it, directly or through others. */
function withSources(direct: readonly (readonly number[])[], t: number): Set<number> {
  const found = new Set<number>();
  const visit = (u: number): void => {
    if (found.has(u)) return;
    found.add(u);
    for (const s of direct[u]) visit(s);
  };
  visit(t);
  return found;
}

export interface Known {
  /** Whether any loss event can reach the threat at all. */
  canHappen(t: number): boolean;
  /** Whether a control that is broken in the state acts on the threat or on one that leads to it. */
  isUnknown(t: number, state: State): boolean;
}

export function knownIn(model: RiskModel): Known {
  const direct = sourcesOf(model.threats);
  const sources = model.threats.map((_, t) => [...withSources(direct, t)]);
  const alive = sources.map((all) => all.some((t) => model.threats[t].frequency !== null));
  const unknownIn = (state: State): readonly boolean[] =>
    sources.map((all) => all.some((s) => model.threats[s].unknownIn.includes(state)));
  const unknown = { inherent: unknownIn('inherent'), current: unknownIn('current'), target: unknownIn('target') };
  return {
    canHappen: (t) => alive[t],
    isUnknown: (t, state) => unknown[state][t],
  };
}
