/** Sets of threats whose losses are added up: by element, asset, zone, agent, STRIDE category, owner. */
import type { GroupKind } from '../../engine/index.ts';
import { isLink, nameOf, properties, type Struck } from '../checks/view.ts';
import { zonesAround } from '../checks/zones.ts';
import type { Threat } from '../generated/ast.ts';
import type { Base } from './base.ts';
import type { Countable } from './countable.ts';
import type { Damage } from './damage.ts';
import { ownersOfThreat } from './owners.ts';

export interface NamedGroup {
  readonly kind: GroupKind;
  readonly name: string;
  /** With figures. */
  readonly threats: readonly Threat[];
  /** Without figures, or not known for sure to belong here; or without figures and leading to a threat in it. */
  readonly lacks: readonly Threat[];
  /** A zone that lies in itself: it has no figures. */
  readonly circular: boolean;
}

/** To which groups of each kind a threat belongs. */
export interface Membership {
  readonly element: readonly string[];
  readonly zone: readonly string[];
  readonly asset: readonly string[];
  readonly agent: readonly string[];
  readonly stride: readonly string[];
  readonly owner: readonly string[];
  /** Kinds of which the text is in error, so that the membership is not sure. */
  readonly unsure: ReadonlySet<GroupKind>;
}

export const groupKinds: readonly GroupKind[] = ['element', 'asset', 'zone', 'agent', 'stride', 'owner'];

/** The groups of a threat. */
export function membershipOf(base: Base, threat: Threat, damage: Damage, misplaced: boolean): Membership {
  const struck = [...(base.view.strikes.get(threat) ?? [])];
  const affects = properties(threat, 'Affects').flatMap((line) => line.assets);
  const by = properties(threat, 'By').flatMap((line) => line.agents);
  const places = properties(threat, 'On').flatMap((line) => line.places);
  const unsure = new Set<GroupKind>();
  const doubt = (type: string, unresolved: boolean, ...kinds: readonly GroupKind[]): void => {
    if (unresolved || (damage !== 'whole' && damage.has(type))) for (const kind of kinds) unsure.add(kind);
  };
  const lost =
    misplaced ||
    places.some(
      (place) => place.element?.ref === undefined || (place.end !== undefined && place.end.ref === undefined),
    );
  const owned = properties(threat, 'Owner').length > 0;
  doubt('On', lost, 'element', 'zone', ...(owned ? [] : (['owner'] as const)));
  doubt(
    'Affects',
    affects.some((asset) => asset.ref === undefined),
    'asset',
  );
  doubt(
    'By',
    by.some((agent) => agent.ref === undefined),
    'agent',
  );
  doubt('StrideCategories', false, 'stride');
  doubt('Owner', properties(threat, 'Owner').length > 1, 'owner');
  return {
    element: distinct(struck.map(nameOf)),
    zone: distinct(struck.flatMap(zonesOf)),
    asset: distinct(affects.map((asset) => asset.ref?.name)),
    agent: distinct(by.map((agent) => agent.ref?.name)),
    stride: distinct(properties(threat, 'StrideCategories').flatMap((line) => line.categories)),
    owner: ownersOfThreat(threat, base.view, base.system),
    unsure,
  };
}

function distinct(names: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(names.filter((name) => name !== undefined && name !== ''))] as string[];
}

/** The zones that hold what is struck: of a flow, those with both ends inside. */
function zonesOf(struck: Struck): readonly string[] {
  if (!isLink(struck)) return zonesAround(struck).map((zone) => zone.name);
  const ofTarget = new Set(zonesAround(struck.to));
  return zonesAround(struck.from)
    .filter((zone) => ofTarget.has(zone))
    .map((zone) => zone.name);
}

/** All groups, those of declarations that nothing strikes included; sorted by kind and name. */
export function groupsOf(
  base: Base,
  memberships: ReadonlyMap<Threat, Membership>,
  countable: Countable,
  circularZones: ReadonlySet<string>,
): readonly NamedGroup[] {
  const groups = new Map<string, { kind: GroupKind; name: string; threats: Threat[]; lacks: Set<Threat> }>();
  const group = (kind: GroupKind, name: string): { threats: Threat[]; lacks: Set<Threat> } => {
    const key = `${kind} ${name}`;
    const found = groups.get(key) ?? { kind, name, threats: [], lacks: new Set<Threat>() };
    groups.set(key, found);
    return found;
  };
  for (const [kind, name] of declaredGroups(base)) group(kind, name);
  for (const [threat, membership] of memberships) {
    for (const kind of groupKinds) {
      for (const name of membership[kind]) {
        const into = group(kind, name);
        const unsure = membership.unsure.has(kind) || (kind === 'zone' && circularZones.has(name));
        if (countable.counted.has(threat) && !unsure) into.threats.push(threat);
        else into.lacks.add(threat);
        for (const source of countable.lacks.get(threat) ?? []) into.lacks.add(source);
      }
    }
  }
  const order = (kind: GroupKind): number => groupKinds.indexOf(kind);
  return [...groups.values()]
    .map((found) => ({
      ...found,
      lacks: [...found.lacks],
      circular: found.kind === 'zone' && circularZones.has(found.name),
    }))
    .sort((a, b) => order(a.kind) - order(b.kind) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function* declaredGroups({ view }: Base): Iterable<readonly [GroupKind, string]> {
  for (const end of view.ends) if (end.name) yield ['element', end.name];
  for (const links of view.links.values()) for (const link of links) yield ['element', nameOf(link)];
  for (const asset of view.assets) if (asset.name) yield ['asset', asset.name];
  for (const zone of view.zones) if (zone.name) yield ['zone', zone.name];
  for (const agent of view.agents) if (agent.name) yield ['agent', agent.name];
}
