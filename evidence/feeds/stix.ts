/** STIX 2.0 and 2.1: which vulnerabilities somebody saw exploited. */
import { canonical } from '../common/identifiers.ts';
import { latestOf, moment } from '../common/time.ts';
import { checkedBytes } from '../input/bytes.ts';
import { readDocument } from '../input/document.ts';
import { maxFeedBytes } from '../input/limits.ts';
import { type Problem, problem } from '../input/problem.ts';
import { isList, type Json, list, listOf, member, number, text, texts } from '../input/value.ts';
import { wantedKeys } from '../input/wanted-keys.ts';

/** Why a vulnerability counts as exploited. */
export interface Exploitation {
  readonly cve: string;
  /** Names of the actors, campaigns, malware or tools that exploit it, sorted. */
  readonly by: readonly string[];
  /** Times that it was seen, of all sightings. */
  readonly sightings: number;
  readonly lastSeen: string | null;
}

export interface StixFeed {
  readonly kind: 'stix';
  readonly date: string | null;
  readonly count: number;
  readonly notes: readonly string[];
  /** All sightings, of whatever they are. */
  readonly sightings: readonly { readonly of: string; readonly count: number; readonly lastSeen: string | null }[];
  exploitation(cve: string): Exploitation | null;
}

const keys = wantedKeys([
  ...[
    'type',
    'objects',
    'id',
    'name',
    'external_references',
    'source_name',
    'external_id',
    'relationship_type',
    'source_ref',
  ],
  ...[
    'target_ref',
    'sighting_of_ref',
    'count',
    'last_seen',
    'modified',
    'created',
    'revoked',
    'spec_version',
    'confidence',
  ],
  'labels',
]);

/** What exploits, of the kinds that a relation `exploits` or `targets` may begin at. */
const exploiters = ['threat-actor', 'intrusion-set', 'campaign', 'malware', 'attack-pattern', 'tool', 'incident'];

export function readStix(bytes: Uint8Array): StixFeed | Problem {
  const checked = checkedBytes(bytes, maxFeedBytes);
  if ('kind' in checked) return checked;
  const document = readDocument(checked, keys);
  if (document.kind === 'problem') return document;
  const bundles = listOf(document.root).filter((root) => text(root, 'type') === 'bundle' || isList(root, 'objects'));
  if (bundles.length === 0) return problem('unknown-format', 'The file is JSON, but no STIX bundle.');
  const objects = bundles
    .flatMap((bundle) => list(bundle, 'objects'))
    .filter((item) => member(item, 'revoked') !== true);
  const named = new Map(objects.map((item) => [text(item, 'id') ?? '', item]));
  const byCve = exploitations(objects, named);
  return {
    kind: 'stix',
    date: latestOf(objects.map((item) => moment(member(item, 'modified'))))?.slice(0, 10) ?? null,
    count: byCve.size,
    notes: byCve.size > 0 ? [] : ['The bundle names no vulnerability that was exploited.'],
    sightings: objects
      .filter(isSighting)
      .map((item) => ({ of: nameOf(named, text(item, 'sighting_of_ref')), ...seen(item) })),
    exploitation: (cve) => byCve.get(canonical(cve)) ?? null,
  };
}

function exploitations(objects: readonly Json[], named: ReadonlyMap<string, Json>): Map<string, Exploitation> {
  const byCve = new Map<string, Exploitation>();
  const add = (flaw: Json, change: Partial<Exploitation>) => {
    for (const cve of cvesOf(flaw)) {
      const before = byCve.get(cve) ?? { cve, by: [], sightings: 0, lastSeen: null };
      byCve.set(cve, {
        cve,
        by: [...new Set([...before.by, ...(change.by ?? [])])].sort(),
        sightings: before.sightings + (change.sightings ?? 0),
        lastSeen: latestOf([before.lastSeen, change.lastSeen ?? null]),
      });
    }
  };
  for (const item of objects) {
    if (isSighting(item)) {
      const { count, lastSeen } = seen(item);
      if (count > 0) add(named.get(text(item, 'sighting_of_ref') ?? '') ?? null, { sightings: count, lastSeen });
    } else if (['exploits', 'targets'].includes(text(item, 'relationship_type') ?? '')) {
      const from = text(item, 'source_ref') ?? '';
      if (exploiters.some((kind) => from.startsWith(`${kind}--`))) {
        add(named.get(text(item, 'target_ref') ?? '') ?? null, { by: [nameOf(named, from)] });
      }
    } else if (
      text(item, 'type') === 'vulnerability' &&
      texts(item, 'labels').some((label) => /exploited|kev/i.test(label))
    ) {
      add(item, {});
    }
  }
  return byCve;
}

function isSighting(item: Json): boolean {
  return text(item, 'type') === 'sighting';
}

/** A sighting without a count is one; a count of 0 says that it was not seen. */
function seen(item: Json): { count: number; lastSeen: string | null } {
  return { count: Math.max(0, Math.floor(number(item, 'count') ?? 1)), lastSeen: moment(member(item, 'last_seen')) };
}

function nameOf(named: ReadonlyMap<string, Json>, id: string | null): string {
  return text(named.get(id ?? '') ?? null, 'name') ?? id ?? 'unknown';
}

function cvesOf(item: Json): readonly string[] {
  if (text(item, 'type') !== 'vulnerability') return [];
  const references = list(item, 'external_references')
    .filter((reference) => text(reference, 'source_name')?.toLowerCase() === 'cve')
    .map((reference) => text(reference, 'external_id'));
  const names = [...references, text(item, 'name')].filter((name) => name !== null && /^CVE-\d{4}-\d{4,}$/i.test(name));
  return [...new Set(names.map((name) => canonical(name!)))];
}
