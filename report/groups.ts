import type { GroupFigures, ModelFigures } from '../engine/index.ts';
import type {
  GroupDescription,
  Named,
  ReportCategory,
  ReportElement,
  ReportGroup,
  ReportStates,
  ReportSystem,
  SystemDescription,
} from '../protocol/index.ts';
import { item } from './items.ts';
import { noFigures, reportStates } from './states.ts';

type GroupKind = GroupDescription['kind'];
type Groups = Pick<ReportSystem, 'elements' | 'assets' | 'zones' | 'agents' | 'stride' | 'owners'>;

const strideOrder = [
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
];

/**
 * The groups of threats. What is declared stands in the order of its declarations, with or without threats (then without
 * figures); STRIDE categories stand in the order of the acronym and owners by name, where there is a threat.
 */
export function reportGroups(description: SystemDescription, figures: ModelFigures | null): Groups {
  const members = membersOf(description, figures);
  const declared = (kind: GroupKind, named: Named): ReportGroup => ({ ...item(named), ...members(kind, named.name) });
  return {
    elements: description.elements.map(
      (element): ReportElement => ({
        ...item(element),
        kind: element.kind,
        zone: element.zone,
        assets: element.assets,
        gaps: element.gaps,
        ends: element.ends,
        ...members('element', element.name),
      }),
    ),
    assets: description.assets.map((asset) => declared('asset', asset)),
    zones: description.zones.map((zone) => ({ ...declared('zone', zone), parent: zone.parent })),
    agents: description.agents.map((agent) => declared('agent', agent)),
    stride: categories(description, 'stride', members, (name) => strideOrder.indexOf(name)),
    owners: categories(description, 'owner', members, () => 0),
  };
}

type Members = ReportStates & { readonly threats: readonly string[]; readonly lacks: readonly string[] };

function membersOf(
  description: SystemDescription,
  figures: ModelFigures | null,
): (kind: GroupKind, name: string) => Members {
  const key = (kind: string, name: string): string => `${kind} ${name}`;
  const described = new Map(description.groups.map((group) => [key(group.kind, group.name), group]));
  const computed = new Map<string, GroupFigures>();
  for (const group of figures?.groups ?? []) computed.set(key(group.kind, group.name), group);
  return (kind, name) => {
    const group = described.get(key(kind, name));
    if (group === undefined) return { ...noFigures, threats: [], lacks: [] };
    return { ...reportStates(computed.get(key(kind, name))), threats: group.threats, lacks: group.lacks };
  };
}

function categories(
  description: SystemDescription,
  kind: GroupKind,
  members: (kind: GroupKind, name: string) => Members,
  rank: (name: string) => number,
): ReportCategory[] {
  return description.groups
    .filter((group) => group.kind === kind)
    .map((group) => ({ name: group.name, ...members(kind, group.name) }))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}
