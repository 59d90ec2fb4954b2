/** What a name means in a report: the thing that `risk explain` explains. */
import type { Named, ReportControl, ReportSystem, ReportThreat } from '../../protocol/index.ts';
import type { Group, Quantity } from '../../report/index.ts';

export type Subject =
  | { readonly kind: 'threat'; readonly item: ReportThreat }
  | { readonly kind: 'control'; readonly item: ReportControl }
  | { readonly kind: 'group'; readonly item: Group }
  | { readonly kind: 'quantity'; readonly item: Quantity };

export function subjectNamed(name: string, system: ReportSystem): Subject | null {
  const threat = system.threats.find((each) => each.name === name);
  if (threat !== undefined) return { kind: 'threat', item: threat };
  const control = system.controls.find((each) => each.name === name);
  if (control !== undefined) return { kind: 'control', item: control };
  const group = groupsOf(system).find((each) => each.name === name);
  return group === undefined ? null : { kind: 'group', item: group };
}

/** Every name that can be explained. */
export function namesIn(system: ReportSystem): readonly string[] {
  return [...system.threats, ...system.controls, ...groupsOf(system)].map((each) => each.name);
}

function groupsOf(system: ReportSystem): readonly Group[] {
  const declared =
    (kind: string) =>
    (group: Omit<Group, 'kind' | 'declared'> & Named): Group => ({ ...group, kind, declared: group });
  const named =
    (kind: string) =>
    (group: Omit<Group, 'kind' | 'declared'>): Group => ({ ...group, kind, declared: null });
  return [
    ...(system.name === null ? [] : [whole(system, system.name)]),
    ...system.elements.map((element) => declared(element.kind)(element)),
    ...system.assets.map(declared('asset')),
    ...system.zones.map(declared('zone')),
    ...system.agents.map(declared('agent')),
    ...system.stride.map(named('STRIDE category')),
    ...system.owners.map(named('owner')),
  ];
}

function whole(system: ReportSystem, name: string): Group {
  const { title, file, line, column, endLine, endColumn } = system;
  const placed = file !== null && line !== null && column !== null && endLine !== null && endColumn !== null;
  return {
    ...system.total,
    name,
    kind: 'system',
    declared: placed ? { name, title, file, line, column, endLine, endColumn } : null,
    threats: system.threats.map((threat) => threat.name),
    lacks: system.uncounted.map((uncounted) => uncounted.threat),
  };
}
