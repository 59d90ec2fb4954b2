/** Sketches → one architecture: parts joined by key, named, and references to what does not exist left out. */
import type { Architecture, Asset, Element, Flow, Threat, Zone } from './model.ts';
import { nameOf, namer } from './names.ts';
import type { Sketch, SketchElement, SketchFlow } from './sketch.ts';

/** What a system says already: such parts keep their names, and are not proposed again. */
export interface Known {
  readonly names: ReadonlySet<string>;
  /** Names of services and stores by their `workload`. */
  readonly byWorkload: ReadonlyMap<string, string>;
  /** `Frontend to Cart`. */
  readonly flows: ReadonlySet<string>;
}

export const nothingKnown: Known = { names: new Set(), byWorkload: new Map(), flows: new Set() };

/** Keys of different sketches are different things. */
export function resolve(sketches: readonly Sketch[], known: Known = nothingKnown): Architecture {
  // A workload that the system names keeps its name, so no other part takes it.
  const workloads = sketches.flatMap(({ elements }) => elements).flatMap((element) => element.workloads);
  const unique = namer(workloads.flatMap((workload) => known.byWorkload.get(workload) ?? []));
  const parts = sketches.map((sketch) => resolveElements(sketch, unique, known));
  const rest = parts.map((part) => resolveRest(part, unique));
  return {
    title: sketches.find(({ title }) => title !== null)?.title ?? null,
    zones: rest.flatMap(({ zones }) => zones),
    assets: rest.flatMap(({ assets }) => assets),
    elements: rest.flatMap(({ elements }) => elements),
    flows: joinFlows(rest.flatMap(({ flows }) => flows)),
    threats: rest.flatMap(({ threats }) => threats),
  };
}

interface Named {
  readonly sketch: Sketch;
  readonly elements: readonly SketchElement[];
  readonly nameByKey: ReadonlyMap<string, string>;
}

/** Elements first: the plain names are theirs. */
function resolveElements(sketch: Sketch, unique: ReturnType<typeof namer>, known: Known): Named {
  const byKey = new Map<string, SketchElement>();
  for (const element of sketch.elements) {
    const before = byKey.get(element.key);
    byKey.set(element.key, before === undefined ? element : join(before, element));
  }
  const elements = [...byKey.values()];
  const nameByKey = new Map<string, string>();
  for (const { key, title, kind, workloads } of elements) {
    const there = workloads.map((workload) => known.byWorkload.get(workload)).find((name) => name !== undefined);
    nameByKey.set(
      key,
      there ??
        unique(
          title,
          kind.replace(/^./, (letter) => letter.toUpperCase()),
        ),
    );
  }
  return { sketch, elements, nameByKey };
}

function resolveRest({ sketch, elements, nameByKey }: Named, unique: ReturnType<typeof namer>): Architecture {
  const zoneNames = new Map(distinct(sketch.zones).map(({ key, title }) => [key, unique(zoneTitle(title), 'Zone')]));
  const assetNames = new Map(distinct(sketch.assets).map(({ key, title }) => [key, unique(title, 'Data')]));
  const assetsOf = (keys: readonly string[]): readonly string[] => [
    ...new Set(keys.flatMap((key) => assetNames.get(key) ?? [])),
  ];
  const parents = new Map(sketch.zones.map(({ key, parent }) => [key, parent]));
  const zones: Zone[] = distinct(sketch.zones).map(({ key, title, parent }) => ({
    ...part(zoneNames.get(key)!, title),
    parent: parent === null || isInside(parent, key, parents) ? null : (zoneNames.get(parent) ?? null),
  }));
  const assets: Asset[] = distinct(sketch.assets).map(({ key, title, data }) => ({
    ...part(assetNames.get(key)!, title),
    data,
  }));
  const resolved: Element[] = elements.map((element) => ({
    ...part(nameByKey.get(element.key)!, element.title),
    kind: element.kind,
    zone: element.zone === null ? null : (zoneNames.get(element.zone) ?? null),
    images: element.images,
    workloads: element.workloads,
    hosts: element.hosts,
    holds: element.kind === 'external' ? [] : assetsOf(element.holds),
  }));
  const places = new Map<string, string>(nameByKey);
  const flows = sketch.flows.flatMap((flow) => {
    const one = flowBetween(flow, nameByKey, assetsOf);
    if (one !== null) places.set(flow.key, `${one.from} to ${one.to}`);
    return one ?? [];
  });
  const threats: Threat[] = distinct(sketch.threats).map(({ title, stride, on, affects, cwe }) => ({
    ...part(unique(title, 'Threat'), title),
    stride: [...new Set(stride)],
    on: [...new Set(on.flatMap((key) => places.get(key) ?? []))],
    affects: assetsOf(affects),
    cwe: [...new Set(cwe)],
  }));
  return { title: sketch.title, zones, assets, elements: resolved, flows, threats };
}

function flowBetween(
  { from, to, over, ...flow }: SketchFlow,
  names: ReadonlyMap<string, string>,
  assetsOf: (keys: readonly string[]) => readonly string[],
): Flow | null {
  const source = names.get(from);
  const target = names.get(to);
  if (source === undefined || target === undefined || source === target) return null;
  const { encrypted, authenticated } = flow;
  const carries = assetsOf(flow.carries);
  return { from: source, to: target, over: over === null ? [] : [over], encrypted, authenticated, carries };
}

/** One flow for a pair of ends; it is encrypted and authenticated only if every one of them is. */
function joinFlows(flows: readonly Flow[]): readonly Flow[] {
  const byEnds = new Map<string, Flow>();
  for (const flow of flows) {
    const key = `${flow.from} to ${flow.to}`;
    const before = byEnds.get(key);
    byEnds.set(
      key,
      before === undefined
        ? flow
        : {
            ...flow,
            over: [...new Set([...before.over, ...flow.over])],
            encrypted: before.encrypted && flow.encrypted,
            authenticated: before.authenticated && flow.authenticated,
            carries: [...new Set([...before.carries, ...flow.carries])],
          },
    );
  }
  return [...byEnds.values()];
}

/** What is new beside what is known. */
export function onlyNew(architecture: Architecture, { names, flows }: Known): Architecture {
  const isNew = ({ name }: { readonly name: string }): boolean => !names.has(name);
  return {
    title: architecture.title,
    zones: architecture.zones.filter(isNew),
    assets: architecture.assets.filter(isNew),
    elements: architecture.elements.filter(isNew),
    flows: architecture.flows.filter(({ from, to }) => !flows.has(`${from} to ${to}`)),
    threats: architecture.threats.filter(isNew),
  };
}

function join(a: SketchElement, b: SketchElement): SketchElement {
  const both = (left: readonly string[], right: readonly string[]): readonly string[] => [
    ...new Set([...left, ...right]),
  ];
  return {
    ...a,
    // An overlay may come first, and says less.
    kind: a.images.length === 0 ? b.kind : a.kind,
    zone: a.zone ?? b.zone,
    images: both(a.images, b.images),
    workloads: both(a.workloads, b.workloads),
    hosts: both(a.hosts, b.hosts),
    holds: both(a.holds, b.holds),
  };
}

function distinct<T extends { readonly key: string }>(items: readonly T[]): readonly T[] {
  const byKey = new Map<string, T>();
  for (const item of items) if (!byKey.has(item.key)) byKey.set(item.key, item);
  return [...byKey.values()];
}

function part(name: string, title: string): { readonly name: string; readonly title: string | null } {
  return { name, title: title === name ? null : title };
}

/** The last word of `Kubernetes namespace shop` names the zone; its title is the whole. */
function zoneTitle(title: string): string {
  const namespace = /^Kubernetes namespace (.+)$/.exec(title)?.[1];
  return namespace === undefined || nameOf(namespace) === '' ? title : `${namespace} namespace`;
}

function isInside(zone: string, around: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let at: string | null = zone; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === around) return true;
    seen.add(at);
  }
  return false;
}
