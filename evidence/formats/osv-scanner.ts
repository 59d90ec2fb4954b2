/** OSV-Scanner: its groups say which rows are one flaw under several names. */

import { cweNumbers, identityOf, isMalware } from '../common/identifiers.ts';
import { severityOf, severityOfScore } from '../common/severity.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, finding, nothingScanned } from '../finding.ts';
import { isList, type Json, list, member, mostAre, number, object, pointer, text, texts } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'OSV-Scanner';

export const osvScanner: Reader = {
  format: 'OSV-Scanner',
  keys: [
    ...[
      'results',
      'source',
      'path',
      'type',
      'packages',
      'package',
      'name',
      'version',
      'ecosystem',
      'vulnerabilities',
      'id',
    ],
    ...['aliases', 'summary', 'severity', 'score', 'database_specific', 'cwe_ids', 'groups', 'ids', 'max_severity'],
    ...['experimental_config', 'experimentalAnalysis', 'experimental_analysis'],
  ],
  recognises: (root) =>
    isList(root, 'results') &&
    (list(root, 'results').length > 0
      ? mostAre(
          list(root, 'results'),
          (result) => isList(result, 'packages') && object(member(result, 'source')) !== null,
        )
      : member(root, 'experimental_config') !== null),
  read(root, context) {
    const findings: Finding[] = [];
    for (const [index, result] of list(root, 'results').entries()) {
      for (const [number, held] of list(result, 'packages').entries()) {
        findings.push(...ofPackage(held, result, pointer('', 'results', index, 'packages', number), context));
      }
    }
    return content({ tool, findings });
  },
};

function ofPackage(held: Json, result: Json, base: string, context: ReaderContext): Finding[] {
  const rows = list(held, 'vulnerabilities');
  return groupsOf(held, rows).flatMap(({ members, names, score }) => {
    const group = members.map((index) => rows[index]);
    const identity = identityOf([...names, ...group.flatMap((row) => [text(row, 'id'), ...texts(row, 'aliases')])]);
    if (!identity) return [];
    const cvss = chooseCvss(
      [
        ...group.flatMap((row) =>
          list(row, 'severity').map((offer) => ({
            vendor: vendorOf(text(row, 'id')),
            vector: text(offer, 'score'),
            score: null,
          })),
        ),
        { vendor: tool, vector: null, score },
      ],
      [],
      context.cvss,
    );
    const words = group.map((row) => severityOf(text(row, 'database_specific', 'severity')));
    const path = text(result, 'source', 'path');
    return finding({
      ...identity,
      kind: isMalware([identity.id, ...identity.aliases]) ? 'malware' : 'vulnerability',
      tool,
      title: group.map((row) => text(row, 'summary')).find((summary) => summary !== null) ?? null,
      severity: words.find((word) => word !== 'unknown') ?? severityOfScore(cvss?.score ?? null),
      package: {
        name: text(held, 'package', 'name') ?? '',
        version: text(held, 'package', 'version'),
        ecosystem: text(held, 'package', 'ecosystem'),
        purl: null,
        fixedIn: null,
      },
      cwe: cweNumbers(group.flatMap((row) => texts(row, 'database_specific', 'cwe_ids'))),
      cvss,
      file: path,
      scanned: { ...nothingScanned, path },
      place: members.length > 0 ? pointer(base, 'vulnerabilities', members[0]) : base,
      rows: Math.max(1, members.length),
    });
  });
}

interface Group {
  /** Indexes of rows. */
  readonly members: readonly number[];
  readonly names: readonly string[];
  readonly score: number | null;
}

/** The groups as the tool has them, and a group for every row that is in none. */
function groupsOf(held: Json, rows: readonly Json[]): Group[] {
  const ids = rows.map((row) => text(row, 'id'));
  const taken = new Set<number>();
  const groups = list(held, 'groups').map((group) => {
    const names = texts(group, 'ids');
    const members = ids.flatMap((id, index) => (id !== null && names.includes(id) && !taken.has(index) ? [index] : []));
    for (const index of members) taken.add(index);
    return { members, names: [...names, ...texts(group, 'aliases')], score: number(group, 'max_severity') };
  });
  const alone = rows.flatMap((_, index) => (taken.has(index) ? [] : [{ members: [index], names: [], score: null }]));
  return [...groups, ...alone];
}

function vendorOf(id: string | null): string {
  return id?.startsWith('GHSA-') ? 'ghsa' : (id?.split('-')[0].toLowerCase() ?? tool);
}
