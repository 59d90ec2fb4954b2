/** Elements in words. A flow with several ends is an element for each pair; unnamed flows of one pair are one element. */
import type { ElementDescription } from '../../protocol/index.ts';
import { letterOf, strideGaps } from '../checks/stride.ts';
import { type Link, nameOf, properties, type SystemView } from '../checks/view.ts';
import { innermostZone } from '../checks/zones.ts';
import type { FlowEnd } from '../generated/ast.ts';
import type { Base } from './base.ts';
import { ownersOfElement } from './owners.ts';
import { type FileOf, namedOf, placeOf } from './places.ts';

const kinds = { Service: 'service', Store: 'store', External: 'external' } as const;

/** All elements of a system. */
export function describeElements(base: Base, fileOf: FileOf): readonly ElementDescription[] {
  const flows = new Map<string, Link[]>();
  for (const links of base.view.links.values())
    for (const link of links) flows.set(nameOf(link), [...(flows.get(nameOf(link)) ?? []), link]);
  const gaps = gapLetters(base.view);
  return [
    ...base.view.ends.map((end) => describeEnd(base, end, fileOf)),
    ...[...flows].map(([name, links]) => describeFlow(base, name, links, fileOf)),
  ].map((element) => ({ ...element, gaps: [...(gaps.get(element.name) ?? [])] }));
}

/** By name of the element; a flow of several pairs has the gaps of them all. */
function gapLetters(view: SystemView): ReadonlyMap<string, ReadonlySet<string>> {
  const gaps = new Map<string, Set<string>>();
  for (const { element, missing } of strideGaps(view)) {
    const letters = gaps.get(nameOf(element)) ?? new Set();
    gaps.set(nameOf(element), letters);
    for (const category of missing) letters.add(letterOf(category));
  }
  return gaps;
}

function describeEnd(base: Base, end: FlowEnd, fileOf: FileOf): Omit<ElementDescription, 'gaps'> {
  const holds = end.$type === 'External' ? [] : properties(end, 'Holds').flatMap((line) => line.assets);
  return {
    ...namedOf(end, fileOf),
    kind: kinds[end.$type],
    zone: innermostZone(end)?.name ?? null,
    owner: ownersOfElement(end, undefined, base.system),
    assets: [...new Set(holds.flatMap((asset) => asset.ref?.name ?? []))],
    ends: [],
    encrypted: false,
    authenticated: false,
  };
}

function describeFlow(
  base: Base,
  name: string,
  links: readonly Link[],
  fileOf: FileOf,
): Omit<ElementDescription, 'gaps'> {
  const [{ flow, to }] = links;
  const says = (type: 'Encrypted' | 'Authenticated'): boolean =>
    links.every((link) => properties(link.flow, type).length > 0);
  const carries = links.flatMap((link) => properties(link.flow, 'Carries').flatMap((line) => line.assets));
  const zones = new Set(links.flatMap((link) => [innermostZone(link.from), innermostZone(link.to)]));
  const [zone] = zones;
  return {
    ...placeOf(flow, fileOf, flow.name === undefined ? undefined : 'name'),
    name,
    title: flow.title ?? null,
    kind: 'flow',
    zone: zones.size === 1 ? (zone?.name ?? null) : null,
    owner: ownersOfElement(flow, to, base.system),
    assets: [...new Set(carries.flatMap((asset) => asset.ref?.name ?? []))],
    ends: links.map((link) => ({ from: link.from.name, to: link.to.name })),
    encrypted: says('Encrypted'),
    authenticated: says('Authenticated'),
  };
}
