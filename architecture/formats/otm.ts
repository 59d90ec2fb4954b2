/** Open Threat Model 0.1 and 0.2, in JSON or YAML. */
import type { SourceDocument } from '../input/parse.ts';
import { isTrue, list, text, texts, type Value } from '../input/value.ts';
import {
  type ElementKind,
  elementOf,
  flowOf,
  type Sketch,
  type SketchElement,
  type SketchFlow,
  type SketchThreat,
} from '../sketch.ts';
import { cweOf, type Reader, strideOf } from './reader.ts';

export const otm: Reader = {
  title: 'Open Threat Model',
  recognises: (value) => text(value, 'otmVersion') !== null,
  read: (documents) => {
    const sketches = documents.map(readOne);
    return {
      title: sketches.find(({ title }) => title !== null)?.title ?? null,
      zones: sketches.flatMap(({ zones }) => zones),
      assets: sketches.flatMap(({ assets }) => assets),
      elements: sketches.flatMap(({ elements }) => elements),
      flows: sketches.flatMap(({ flows }) => flows),
      threats: sketches.flatMap(({ threats }) => threats),
    };
  },
};

function readOne({ value }: SourceDocument): Sketch {
  const components = list(value, 'components');
  const zoneOf = zonesOfComponents(components);
  const struck = new Map<string, string[]>();
  const strike = (place: string, threats: readonly Value[]): void => {
    for (const threat of threats) {
      const key = text(threat, 'threat') ?? text(threat);
      if (key !== null) struck.set(key, [...(struck.get(key) ?? []), place]);
    }
  };
  const elements: SketchElement[] = components.flatMap((component) => {
    const key = text(component, 'id');
    if (key === null) return [];
    strike(key, list(component, 'threats'));
    const holds = [...texts(component, 'assets', 'stored'), ...texts(component, 'assets', 'processed')];
    const title = text(component, 'name') ?? key;
    return [elementOf({ key, kind: kindOf(component), title, zone: zoneOf(key), holds: [...new Set(holds)] })];
  });
  const flows: SketchFlow[] = list(value, 'dataflows').flatMap((flow) => {
    const from = text(flow, 'source');
    const to = text(flow, 'destination');
    if (from === null || to === null) return [];
    const one = flowOf({ from, to, key: text(flow, 'id') ?? `${from} to ${to}`, carries: texts(flow, 'assets') });
    strike(one.key, list(flow, 'threats'));
    const back = { ...one, key: `${one.key} back`, from: to, to: from };
    return isTrue(flow, 'bidirectional') ? [one, back] : [one];
  });
  const threats: SketchThreat[] = list(value, 'threats').flatMap((threat) => {
    const key = text(threat, 'id');
    if (key === null) return [];
    const stride = texts(threat, 'categories').flatMap((word) => strideOf(word) ?? []);
    const cwe = texts(threat, 'cwes').flatMap((word) => cweOf(word) ?? []);
    return [{ key, title: text(threat, 'name') ?? key, stride, on: struck.get(key) ?? [], affects: [], cwe }];
  });
  const named = (items: readonly Value[]) =>
    items.flatMap((item) => {
      const key = text(item, 'id');
      return key === null ? [] : [{ key, title: text(item, 'name') ?? key, item }];
    });
  return {
    title: text(value, 'project', 'name'),
    zones: named(list(value, 'trustZones')).map(({ key, title, item }) => ({
      key,
      title,
      parent: text(item, 'parent', 'trustZone'),
    })),
    // The ratings of an asset are numbers from 0 to 100 with no class of data behind them.
    assets: named(list(value, 'assets')).map(({ key, title }) => ({ key, title, data: null })),
    elements,
    flows,
    threats,
  };
}

function kindOf(component: Value): ElementKind {
  const words = [text(component, 'type') ?? '', ...texts(component, 'tags')].join(' ').toLowerCase();
  if (/\b(external|actor|user|client|browser|mobile)\b/.test(words)) return 'external';
  return /(database|datastore|storage|\bstore\b|\bcache\b|\bqueue\b|bucket)/.test(words) ? 'store' : 'service';
}

/** The zone of a component: its own parent's, or that of the component it is part of. */
function zonesOfComponents(components: readonly Value[]): (key: string) => string | null {
  const byKey = new Map(components.map((component) => [text(component, 'id') ?? '', component]));
  return (key) => {
    const seen = new Set<string>();
    for (let at: string | null = key; at !== null && !seen.has(at); ) {
      seen.add(at);
      const component = byKey.get(at);
      const zone = text(component, 'parent', 'trustZone');
      if (zone !== null) return zone;
      at = text(component, 'parent', 'component');
    }
    return null;
  };
}
