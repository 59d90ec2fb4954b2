/** Services and threats of a model as the matching of evidence sees them. */

import type { ServiceDescription, StrideCategory, StrideExceptions, ThreatDescription } from '../../evidence/index.ts';
import { categoriesOf, isLink, properties, type SystemView } from '../checks/view.ts';
import type { FlowEnd, System, Threat } from '../generated/ast.ts';
import { isService, isStore } from '../generated/ast.ts';
import { uriOf } from '../quantities/report.ts';
import { fromRoot } from './paths.ts';

/** `fileOf` names the file of a URI relative to the root. */
export function servicesOf(view: SystemView, fileOf: (uri: string) => string): readonly ServiceDescription[] {
  const reached = new Set<FlowEnd>();
  for (const links of view.links.values()) for (const link of links) if (link.crosses) reached.add(link.to);
  return view.ends
    .filter((end) => isService(end) || isStore(end))
    .filter((end) => end.name)
    .map((service) => ({
      name: service.name,
      images: properties(service, 'Image').map(({ text }) => text ?? ''),
      workloads: properties(service, 'Workload').map(({ text }) => text ?? ''),
      hosts: properties(service, 'Host').map(({ text }) => text ?? ''),
      code: properties(service, 'Code').map((code) => fromRoot(fileOf(uriOf(service)), code.path ?? '')),
      reachedFromOtherZone: reached.has(service),
    }));
}

/** Threats with the services and stores that they strike; of a flow its two ends. */
export function threatsOf(view: SystemView): readonly ThreatDescription[] {
  return view.threats
    .filter((threat) => threat.name)
    .map((threat) => ({
      name: threat.name,
      elements: elementsOf(view, threat),
      cwe: properties(threat, 'Weaknesses').flatMap(({ ids }) => (ids ?? []).map(weaknessNumber)),
      stride: [...categoriesOf(threat)] as StrideCategory[],
    }));
}

function elementsOf(view: SystemView, threat: Threat): readonly string[] {
  const struck = [...(view.strikes.get(threat) ?? [])];
  const ends = struck.flatMap((one) => (isLink(one) ? [one.from, one.to] : [one]));
  return [...new Set(ends.filter((end) => isService(end) || isStore(end)).map(({ name }) => name))];
}

/** What the system says of weaknesses in the place of the language's table. */
export function exceptionsOf(system: System | null): StrideExceptions {
  const found = new Map<number, readonly StrideCategory[]>();
  if (system === null) return found;
  for (const { ids, categories } of properties(system, 'WeaknessCategory')) {
    for (const id of ids ?? []) {
      const number = weaknessNumber(id);
      const before = found.get(number) ?? [];
      found.set(number, [...new Set([...before, ...((categories ?? []) as StrideCategory[])])]);
    }
  }
  return found;
}

export function weaknessNumber(id: string): number {
  return Number(id.replace(/^CWE-/, '').replaceAll('_', ''));
}
