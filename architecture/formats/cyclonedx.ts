/** CycloneDX: the services of a bill of materials, with their zones, their data and whom they depend on. */
import type { SourceDocument } from '../input/parse.ts';
import { isTrue, list, text, texts, type Value } from '../input/value.ts';
import { elementOf, emptySketch, flowOf, type Sketch, type SketchAsset, type SketchElement } from '../sketch.ts';
import type { Reader } from './reader.ts';

export const cyclonedx: Reader = {
  title: 'CycloneDX',
  recognises: (value) => text(value, 'bomFormat') === 'CycloneDX',
  read,
};

const maxNesting = 20;

function read(documents: readonly SourceDocument[]): Sketch {
  const services = documents.flatMap(({ value }) => allServices(list(value, 'services'), 0));
  const assets = new Map<string, SketchAsset>();
  const zones = new Map<string, string>();
  const safe = new Set<string>();
  const elements: SketchElement[] = services.flatMap((service) => {
    const title = text(service, 'name');
    if (title === null) return [];
    const zone = text(service, 'trustZone');
    if (zone !== null) zones.set(zone, zone);
    const holds = list(service, 'data').flatMap((data) => {
      const classification = text(data, 'classification');
      const name = text(data, 'name') ?? classification;
      if (name === null) return [];
      assets.set(name, { key: name, title: name, data: classOf(classification) });
      return [name];
    });
    if (isTrue(service, 'authenticated')) safe.add(keyOf(service));
    const hosts = texts(service, 'endpoints').flatMap((endpoint) => /^\w+:\/\/([^/:?#]+)/.exec(endpoint)?.[1] ?? []);
    return [elementOf({ key: keyOf(service), kind: 'service', title, zone, holds, hosts: [...new Set(hosts)] })];
  });
  const known = new Set(elements.map(({ key }) => key));
  const flows = documents.flatMap(({ value }) =>
    list(value, 'dependencies').flatMap((dependency) => {
      const from = text(dependency, 'ref') ?? '';
      return texts(dependency, 'dependsOn')
        .filter((to) => to !== from && known.has(from) && known.has(to))
        .map((to) => flowOf({ from, to, authenticated: safe.has(to) }));
    }),
  );
  const title = documents
    .map(({ value }) => text(value, 'metadata', 'component', 'name'))
    .find((name) => name !== null);
  return {
    ...emptySketch,
    title: title ?? null,
    zones: [...zones].map(([key, name]) => ({ key, title: name, parent: null })),
    assets: [...assets.values()],
    elements,
    flows,
  };
}

function keyOf(service: Value): string {
  return text(service, 'bom-ref') ?? text(service, 'name') ?? '';
}

function allServices(services: readonly Value[], depth: number): readonly Value[] {
  if (depth > maxNesting) return [];
  return services.flatMap((service) => [service, ...allServices(list(service, 'services'), depth + 1)]);
}

/** The classes that the words of the language name; another word is the organisation's own. */
function classOf(word: string | null): SketchAsset['data'] {
  const plain = word?.toLowerCase() ?? '';
  return (['public', 'internal', 'confidential', 'restricted'] as const).find((each) => each === plain) ?? null;
}
