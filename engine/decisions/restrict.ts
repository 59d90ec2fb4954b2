/** A part of a model: some threats, all that leads to them, and what acts on these. */
import { sourcesOf } from '../exact/state-model.ts';
import type { Control, RiskModel } from '../model.ts';

export interface Part {
  readonly model: RiskModel;
  /** Index in the part by index in the whole model. */
  readonly indexOf: ReadonlyMap<number, number>;
  /** The controls of the part, as indices in the whole model. */
  readonly controls: readonly number[];
}

/** Threats with what they lead to. */
export interface Linked {
  readonly threats: readonly { readonly leadsTo: readonly { readonly target: number }[] }[];
  /** By threat: those that lead to it, where that is known. */
  readonly sources?: readonly (readonly number[])[];
}

/** The wanted threats and those that lead to them, rising. Their figures are the same in the part as in the whole. */
export function closedUnderSources({ threats, sources }: Linked, wanted: Iterable<number>): number[] {
  const found = new Set(wanted);
  const leading = sources ?? sourcesOf(threats);
  // A set is walked in the order of adding, and what is added on the way is walked, too.
  for (const t of found) for (const s of leading[t]) found.add(s);
  return [...found].sort((a, b) => a - b);
}

/** The threats and all that they set off, directly or further on; rising. */
export function downstream({ threats }: Linked, from: Iterable<number>): number[] {
  const found = new Set(from);
  for (const t of found) for (const { target } of threats[t].leadsTo) found.add(target);
  return [...found].sort((a, b) => a - b);
}

/** The part of `threats` (closed under sources, rising); without groups and appetite. */
export function restrict(model: RiskModel, threats: readonly number[]): Part {
  const indexOf = new Map(threats.map((t, i) => [t, i] as const));
  const inside = (list: readonly number[]): number[] => list.flatMap((t) => indexOf.get(t) ?? []);
  const controls: number[] = [];
  const kept: Control[] = [];
  model.controls.forEach((control, c) => {
    // An effect that catches nothing here stays, so that effects keep their positions.
    const effects = control.effects.map((effect) => ({ ...effect, threats: inside(effect.threats) }));
    if (effects.every((effect) => effect.threats.length === 0)) return;
    controls.push(c);
    kept.push({ ...control, effects });
  });
  const part: RiskModel = {
    ...model,
    threats: threats.map((t) => {
      const threat = model.threats[t];
      const leadsTo = threat.leadsTo.flatMap((consequence) => {
        const target = indexOf.get(consequence.target);
        return target === undefined ? [] : [{ ...consequence, target }];
      });
      return { ...threat, leadsTo };
    }),
    controls: kept,
    groups: [],
    appetite: [],
  };
  return { model: part, indexOf, controls };
}
