/** Threagile models: technical assets, data assets, trust boundaries, links and the risks that people added. */
import type { SourceDocument } from '../input/parse.ts';
import { entries, text, texts, type Value } from '../input/value.ts';
import {
  type ElementKind,
  elementOf,
  emptySketch,
  flowOf,
  type Sketch,
  type SketchAsset,
  type SketchThreat,
} from '../sketch.ts';
import { cweOf, type Reader, strideOf } from './reader.ts';

export const threagile: Reader = {
  title: 'Threagile',
  recognises: (value) => text(value, 'threagile_version') !== null || entries(value, 'technical_assets').length > 0,
  read: (documents) => documents.map(readOne).find(({ elements }) => elements.length > 0) ?? emptySketch,
};

const kinds: ReadonlyMap<string, ElementKind> = new Map([
  ['external-entity', 'external'],
  ['process', 'service'],
  ['datastore', 'store'],
]);

/** Its five classes: `restricted` lies below `confidential` there. */
const classes: ReadonlyMap<string, SketchAsset['data']> = new Map([
  ['public', 'public'],
  ['internal', 'internal'],
  ['restricted', 'confidential'],
  ['confidential', 'confidential'],
  ['strictly-confidential', 'restricted'],
]);

function readOne({ value }: SourceDocument): Sketch {
  const boundaries = entries(value, 'trust_boundaries').map(([title, body]) => ({
    title,
    body,
    key: keyOf(title, body),
  }));
  const zoneOf = (list: string, key: string): string | null =>
    boundaries.find(({ body }) => texts(body, list).includes(key))?.key ?? null;
  const technical = entries(value, 'technical_assets').map(([title, body]) => ({
    title,
    body,
    key: keyOf(title, body),
  }));
  return {
    title: text(value, 'title'),
    zones: boundaries.map(({ key, title }) => ({ key, title, parent: zoneOf('trust_boundaries_nested', key) })),
    assets: entries(value, 'data_assets').map(([title, body]) => ({
      key: keyOf(title, body),
      title,
      data: classes.get(text(body, 'confidentiality') ?? '') ?? null,
    })),
    elements: technical.map(({ key, title, body }) =>
      elementOf({
        key,
        kind: kinds.get(text(body, 'type') ?? '') ?? 'service',
        title,
        zone: zoneOf('technical_assets_inside', key),
        holds: [...new Set([...texts(body, 'data_assets_stored'), ...texts(body, 'data_assets_processed')])],
      }),
    ),
    flows: technical.flatMap(({ key, body }) =>
      entries(body, 'communication_links').flatMap(([, link]) => {
        const to = text(link, 'target');
        if (to === null || to === key) return [];
        const over = text(link, 'protocol');
        return [
          flowOf({
            from: key,
            to,
            over,
            encrypted: /^(https|wss|ssh|sftp|ftps|ldaps|smtps?-encrypted|.*-encrypted|.*tls)$/.test(over ?? ''),
            authenticated: (text(link, 'authentication') ?? 'none') !== 'none',
            carries: [...new Set([...texts(link, 'data_assets_sent'), ...texts(link, 'data_assets_received')])],
          }),
        ];
      }),
    ),
    threats: entries(value, 'individual_risk_categories').flatMap(([title, body]) => risksOf(title, body)),
  };
}

function keyOf(title: string, body: Value): string {
  return text(body, 'id') ?? title;
}

function risksOf(category: string, body: Value): readonly SketchThreat[] {
  const stride = strideOf(text(body, 'stride'));
  const cwe = cweOf(text(body, 'cwe'));
  return entries(body, 'risks_identified').map(([title, risk]) => {
    const on = text(risk, 'most_relevant_technical_asset');
    const affects = text(risk, 'most_relevant_data_asset');
    return {
      key: `${category} ${title}`,
      title: title.replaceAll(/<[^>]*>/g, ''),
      stride: stride === null ? [] : [stride],
      on: on === null ? [] : [on],
      affects: affects === null ? [] : [affects],
      cwe: cwe === null ? [] : [cwe],
    };
  });
}
