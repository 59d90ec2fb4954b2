/** Zones that lie in themselves. */
import type { Zone } from '../generated/ast.ts';
import type { Base } from './base.ts';
import { orderByDependency } from './graph.ts';

/** Reports circles of zones; the names of the zones in one, which have no figures. */
export function reportZoneCycles(base: Base): ReadonlySet<string> {
  const parentOf = (zone: Zone): readonly Zone[] => (zone.parent?.ref === undefined ? [] : [zone.parent.ref]);
  const { cycles } = orderByDependency(base.view.zones, parentOf);
  for (const cycle of cycles) {
    const path = [...cycle, cycle[0]].map((zone) => zone.name).join(' → ');
    for (const zone of cycle)
      base.findings.report(
        'cycle',
        zone,
        `The zone \`${zone.name}\` lies in itself: ${path}. Take one of these \`in\` out.`,
        { property: 'parent' },
      );
  }
  return new Set(cycles.flat().map((zone) => zone.name));
}
