import type * as ast from '../generated/ast.ts';

/** The zone that an element stands in; undefined outside of them all. */
export function innermostZone(element: ast.FlowEnd): ast.Zone | undefined {
  return element.zone?.ref;
}

/** The zone of an element and the zones around it, innermost first. A circle of zones is left after one round. */
export function zonesAround(element: ast.FlowEnd): readonly ast.Zone[] {
  const around = new Set<ast.Zone>();
  for (let zone = innermostZone(element); zone !== undefined && !around.has(zone); zone = zone.parent?.ref) {
    around.add(zone);
  }
  return [...around];
}
