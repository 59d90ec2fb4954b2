/** Who answers for a threat or element: what is said there, else at what it belongs to. */

import type { AstNode } from 'langium';
import { isLink, type Struck, type SystemView } from '../checks/view.ts';
import { zonesAround } from '../checks/zones.ts';
import type { Flow, FlowEnd, Threat } from '../generated/ast.ts';
import type { LinkedSystem } from '../stages.ts';

/** The owner that is written in a body. */
export function ownOwner(node: AstNode): string | undefined {
  const { properties } = node as { properties?: readonly AstNode[] };
  const owner = properties?.find((property) => property.$type === 'Owner') as { text?: string } | undefined;
  return owner?.text;
}

function unique(owners: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(owners.filter((owner) => owner !== undefined))];
}

/** The owner of the innermost zone around an element that has one. */
function zoneOwner(end: FlowEnd): string | undefined {
  for (const zone of zonesAround(end)) {
    const owner = ownOwner(zone);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

/** The element that answers for what is struck: of a flow, its target. */
function answering(struck: Struck): FlowEnd {
  return isLink(struck) ? struck.to : struck;
}

/** The threat's own owner, else those of its elements, else of their zones, else the system's. */
export function ownersOfThreat(threat: Threat, view: SystemView, system: LinkedSystem): readonly string[] {
  const own = ownOwner(threat);
  if (own !== undefined) return [own];
  const struck = [...(view.strikes.get(threat) ?? [])];
  const ofElements = unique(
    struck.map((one) => (isLink(one) ? ownOwner(one.flow) : undefined) ?? ownOwner(answering(one))),
  );
  if (ofElements.length > 0) return ofElements;
  const ofZones = unique(struck.map((one) => zoneOwner(answering(one))));
  return ofZones.length > 0 ? ofZones : systemOwner(system);
}

/** The element's own owner, else its zone's, else the system's. */
export function ownersOfElement(
  element: FlowEnd | Flow,
  target: FlowEnd | undefined,
  system: LinkedSystem,
): readonly string[] {
  const end = target ?? (element.$type === 'Flow' ? undefined : element);
  const found = ownOwner(element) ?? (end && (ownOwner(end) ?? zoneOwner(end)));
  return found === undefined ? systemOwner(system) : [found];
}

export function systemOwner(system: LinkedSystem): readonly string[] {
  return unique([system.node === null ? undefined : ownOwner(system.node)]);
}
