/** Whose figures are shown: the whole system, or the item that the cursor is on. */
import type { ItemAtResult, ReportBase, ReportStates, ReportSystem } from '../protocol/index.ts';
import { type BaseFigures, movedBase } from './series.ts';

export interface Subject {
  readonly kind: 'system' | 'threat' | 'element' | 'asset' | 'zone' | 'agent';
  readonly name: string;
  readonly title: string | null;
  readonly states: ReportStates;
  /** Threats without figures: with any, every figure is "at least". */
  readonly lacks: readonly string[];
  /** Where it is declared; null for the unnamed system. */
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null;
}

type Found = Omit<Subject, 'kind' | 'states' | 'place'> &
  ReportStates & { readonly file: string; readonly line: number; readonly column: number };

/** The subject for an item; the system where the item has no annual loss of its own (a control, an estimate). */
export function subjectOf(system: ReportSystem, item: ItemAtResult | null): Subject {
  const lists: Partial<Record<ItemAtResult['kind'], readonly Found[]>> = {
    threat: system.threats,
    element: system.elements,
    asset: system.assets,
    zone: system.zones,
    agent: system.agents,
  };
  const found = item && lists[item.kind]?.find((candidate) => candidate.name === item.name);
  if (!item || !found) return wholeSystem(system);
  const { name, title, inherent, current, target, lacks, file, line, column } = found;
  const kind = item.kind as Subject['kind'];
  return { kind, name, title, states: { inherent, current, target }, lacks, place: { file, line, column } };
}

/** The current figures of the subject in the revision that is compared with; null where they did not move. */
export function baseOf(base: ReportBase | null, { kind, name, states }: Subject): BaseFigures | null {
  if (base === null) return null;
  const known = kind === 'threat' ? (base.renamed[name] ?? name) : name;
  const found = subjectOf(base.system, kind === 'system' ? null : { kind, name: known });
  const figures = found.kind === kind ? found.states.current : null;
  return figures === null ? null : movedBase(states.current, { revision: base.revision, figures });
}

function wholeSystem(system: ReportSystem): Subject {
  const { file, line, column } = system;
  return {
    kind: 'system',
    name: system.name ?? 'Unnamed system',
    title: system.title,
    states: system.total,
    lacks: system.uncounted.map((item) => item.threat),
    place: file === null ? null : { file, line: line ?? 1, column: column ?? 1 },
  };
}
