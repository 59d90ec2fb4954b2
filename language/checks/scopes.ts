/** What a `reduces` line by category reaches: elements, and flows as pairs of ends. */
import type * as ast from '../generated/ast.ts';
import { isFlow, isZone } from '../generated/ast.ts';
import type { Link, Struck, SystemView } from './view.ts';
import { zonesAround } from './zones.ts';

const kinds: Readonly<Record<NonNullable<ast.Scope['kind']>, string>> = {
  services: 'Service',
  stores: 'Store',
  flows: 'Flow',
};

/**
 * All places of the scopes. A zone stands for the elements in it and in zones inside it and for the flows with both
 * ends there, `flows in ZONE` and its like for those of one kind.
 */
export function placesOf(scopes: readonly ast.Scope[], view: SystemView): ReadonlySet<Struck> {
  const reached = new Set<Struck>();
  for (const scope of scopes) {
    const place = scope.place?.ref;
    if (place === undefined) continue;
    if (isZone(place)) for (const inside of insideOf(place, scope.kind, view)) reached.add(inside);
    else if (isFlow(place)) for (const link of view.links.get(place) ?? []) reached.add(link);
    else reached.add(place);
  }
  return reached;
}

function insideOf(zone: ast.Zone, kind: ast.Scope['kind'], view: SystemView): readonly Struck[] {
  const isInside = (end: ast.FlowEnd) => zonesAround(end).includes(zone);
  const wanted = kind === undefined ? null : kinds[kind];
  const links = (): Link[] => [...view.links.values()].flat().filter(({ from, to }) => isInside(from) && isInside(to));
  const ends = view.ends.filter((end) => (wanted === null || end.$type === wanted) && isInside(end));
  return wanted === null || wanted === 'Flow' ? [...ends, ...links()] : ends;
}
