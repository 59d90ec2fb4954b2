/** CycloneDX: the flaws of a bill of materials, each a finding and, where it is analysed, a VEX statement. */

import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf, severityOfScore } from '../common/severity.ts';
import { moment } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, type FindingStatus, finding, nothingScanned, type Scanned } from '../finding.ts';
import { firstText, type Json, list, member, number, pointer, text, texts } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';
import type { VexProduct, VexStatement } from '../vex/statement.ts';

const tool = 'CycloneDX';

export const cyclonedx: Reader = {
  format: 'CycloneDX',
  keys: [
    ...[
      'bomFormat',
      'specVersion',
      'metadata',
      'timestamp',
      'component',
      'components',
      'bom-ref',
      'purl',
      'name',
      'group',
    ],
    ...[
      'version',
      'type',
      'vulnerabilities',
      'id',
      'references',
      'source',
      'ratings',
      'score',
      'severity',
      'method',
      'vector',
    ],
    ...[
      'cwes',
      'affects',
      'ref',
      'analysis',
      'state',
      'justification',
      'detail',
      'updated',
      'published',
      'versions',
      'status',
    ],
    ...['tools', 'vendor'],
  ],
  recognises: (root) => text(root, 'bomFormat') === 'CycloneDX',
  read(root, context) {
    const components = componentsOf(root);
    const at = moment(member(root, 'metadata', 'timestamp'));
    const scanned = scanOf(root);
    const findings: Finding[] = [];
    const statements: VexStatement[] = [];
    for (const [index, row] of list(root, 'vulnerabilities').entries()) {
      const names = [text(row, 'id'), ...list(row, 'references').map((reference) => text(reference, 'id'))];
      const identity = identityOf(names);
      if (!identity) continue;
      const place = pointer('', 'vulnerabilities', index);
      const affected = list(row, 'affects')
        .map((item) => text(item, 'ref'))
        .filter((ref) => ref !== null);
      const component = affected.map((ref) => lookUp(components, ref)).find((found) => found !== null) ?? null;
      const status = statuses[text(row, 'analysis', 'state') ?? ''] ?? null;
      const reason = reasonOf(row);
      findings.push(
        finding({
          ...identity,
          ...ratingOf(row, context),
          kind: 'vulnerability',
          tool,
          title: null,
          package: component === null ? null : packageOf(component),
          cwe: cweNumbers(texts(row, 'cwes')),
          scanned,
          at,
          status: status ?? 'affected',
          statusReason: status === null || status === 'affected' ? null : reason,
          place,
        }),
      );
      if (status === null) continue;
      const products = affected.map((ref) => productOf(ref, lookUp(components, ref)));
      statements.push({ ids: [identity.id, ...identity.aliases], status, reason, products, at, place });
    }
    return content({ tool, at, findings, statements });
  },
};

const statuses: Readonly<Record<string, FindingStatus>> = {
  not_affected: 'not_affected',
  false_positive: 'not_affected',
  resolved: 'fixed',
  resolved_with_pedigree: 'fixed',
  in_triage: 'under_investigation',
  exploitable: 'affected',
};

function reasonOf(row: Json): string | null {
  const said = firstText(member(row, 'analysis', 'justification'), member(row, 'analysis', 'detail'));
  const state = text(row, 'analysis', 'state');
  return state === null ? null : `The VEX says ${state}${said === null ? '' : `: ${said}`}.`;
}

function ratingOf(row: Json, context: ReaderContext): Pick<Finding, 'cvss' | 'severity'> {
  const ratings = list(row, 'ratings');
  const cvss = chooseCvss(
    ratings
      .filter((rating) => /^CVSS/i.test(text(rating, 'method') ?? 'CVSS'))
      .map((rating) => ({
        vendor: text(rating, 'source', 'name') ?? text(row, 'source', 'name') ?? tool,
        vector: text(rating, 'vector'),
        score: number(rating, 'score'),
      })),
    [],
    context.cvss,
  );
  const word = ratings.map((rating) => severityOf(text(rating, 'severity'))).find((severity) => severity !== 'unknown');
  return { cvss, severity: word ?? severityOfScore(cvss?.score ?? null) };
}

type Components = ReadonlyMap<string, Json>;

/** Components by reference, those inside of others too, and what the document is about. */
function componentsOf(root: Json): Components {
  const found = new Map<string, Json>();
  const open = [...list(root, 'components'), member(root, 'metadata', 'component')];
  while (open.length > 0) {
    const component = open.pop() ?? null;
    for (const name of [text(component, 'bom-ref'), text(component, 'purl')])
      if (name !== null) found.set(name, component);
    open.push(...list(component, 'components'));
  }
  return found;
}

/** A reference may be a BOM-Link, `urn:cdx:SERIAL/VERSION#REF`. */
function lookUp(components: Components, ref: string): Json {
  return components.get(ref) ?? components.get(inside(ref)) ?? null;
}

function inside(ref: string): string {
  const raw = /^urn:cdx:[^#]*#(.+)$/.exec(ref)?.[1] ?? ref;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

function productOf(ref: string, component: Json): VexProduct {
  const name = [text(component, 'group'), text(component, 'name')].filter((part) => part !== null).join('/');
  return { id: firstText(member(component, 'purl'), name) ?? inside(ref), parts: [] };
}

function packageOf(component: Json) {
  const purl = text(component, 'purl');
  return {
    name: [text(component, 'group'), text(component, 'name')].filter((part) => part !== null).join('/'),
    version: text(component, 'version'),
    ecosystem: /^pkg:([^/]+)\//.exec(purl ?? '')?.[1] ?? null,
    purl,
    fixedIn: null,
  };
}

function scanOf(root: Json): Scanned {
  const about = member(root, 'metadata', 'component');
  const name = text(about, 'name');
  if (name === null) return nothingScanned;
  if (text(about, 'type') !== 'container') return { ...nothingScanned, path: name };
  const version = text(about, 'version');
  const isTag =
    version !== null && !version.startsWith('sha256:') && !/[:@]/.test(name.slice(name.lastIndexOf('/') + 1));
  return { ...nothingScanned, images: [isTag ? `${name}:${version}` : name] };
}
