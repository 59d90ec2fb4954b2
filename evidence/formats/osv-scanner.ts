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
    ...['experimental_config', 'experimentalAnalysis/*', 'experimental_analysis/*', 'called', 'unimportant'],
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
  return groupsOf(held, rows).flatMap(({ members, names, score, analysis }) => {
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
    const reason = idleBecause(analysis);
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
      status: reason === null ? 'affected' : 'not_affected',
      statusReason: reason,
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
  /** What it found of the calls, by the names of the flaw. */
  readonly analysis: Json;
}

/** Why none of the flaws is one here; null: it may be. */
function idleBecause(analysis: Json): string | null {
  const found = Object.values(object(analysis) ?? {});
  if (found.length === 0) return null;
  if (found.every((one) => member(one, 'called') === false)) return `${tool} reports that no code calls it.`;
  const isMinor = found.every((one) => member(one, 'unimportant') === true);
  return isMinor ? `${tool} reports that the distribution holds it to be unimportant.` : null;
}

/** The groups as the tool has them, and a group for every row that is in none. */
function groupsOf(held: Json, rows: readonly Json[]): Group[] {
  const ids = rows.map((row) => text(row, 'id'));
  const taken = new Set<number>();
  const groups = list(held, 'groups').map((group) => {
    const names = texts(group, 'ids');
    const members = ids.flatMap((id, index) => (id !== null && names.includes(id) && !taken.has(index) ? [index] : []));
    for (const index of members) taken.add(index);
    const analysis = member(group, 'experimental_analysis') ?? member(group, 'experimentalAnalysis');
    return { members, names: [...names, ...texts(group, 'aliases')], score: number(group, 'max_severity'), analysis };
  });
  const alone = rows.flatMap((_, index) =>
    taken.has(index) ? [] : [{ members: [index], names: [], score: null, analysis: null }],
  );
  return [...groups, ...alone];
}

function vendorOf(id: string | null): string {
  return id?.startsWith('GHSA-') ? 'ghsa' : (id?.split('-')[0].toLowerCase() ?? tool);
}
