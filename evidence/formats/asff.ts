/** AWS Security Finding Format, as Security Hub exports it and scanners write it. */

import { flawsIn, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { latestOf, moment } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, finding, nothingScanned } from '../finding.ts';
import { firstText, type Json, list, listOf, member, mostAre, number, pointer, text, texts } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

export const asff: Reader = {
  format: 'ASFF',
  keys: [
    ...[
      'Findings',
      'SchemaVersion',
      'Id',
      'ProductArn',
      'GeneratorId',
      'findings',
      'Types',
      'UpdatedAt',
      'Severity',
      'Label',
      'Title',
    ],
    ...['ProductName', 'Resources', 'Type', 'Details', 'Container', 'ImageName', 'Name', 'Other', 'CVE ID', 'PkgName'],
    ...[
      'Installed Package',
      'Patched Package',
      'NvdCvssScoreV3',
      'NvdCvssVectorV3',
      'NvdCvssScoreV2',
      'NvdCvssVectorV2',
    ],
    ...[
      'RecordState',
      'Workflow',
      'Status',
      'Compliance',
      'Vulnerabilities',
      'Cvss',
      'BaseVector',
      'BaseScore',
      'Source',
    ],
    ...['VulnerablePackages', 'Version', 'PackageManager', 'FixedInVersion', 'FilePath', 'EpssScore', 'Filename'],
  ],
  recognises: (root) =>
    mostAre(
      rows(root),
      ({ row }) => text(row, 'ProductArn') !== null && text(row, 'GeneratorId') !== null,
      ({ row }) => row,
    ),
  read(root, context) {
    const all = rows(root);
    const open = all.filter(({ row }) => isOpen(row));
    const findings = open.flatMap(({ row, place }) => ofRow(row, place, context));
    const left = all.length - open.length;
    const notes = left > 0 ? [`${left} findings are left out: archived, resolved, suppressed or passed.`] : [];
    return content({ tool: toolOf(all[0].row), at: latestOf(findings.map((found) => found.at)), findings, notes });
  },
};

function rows(root: Json): readonly { row: Json; place: string }[] {
  for (const name of ['Findings', 'findings']) {
    const wrapped = member(root, name);
    if (Array.isArray(wrapped)) return wrapped.map((row, index) => ({ row, place: pointer('', name, index) }));
  }
  return listOf(root).map((row, index) => ({ row, place: Array.isArray(root) ? pointer('', index) : '' }));
}

function isOpen(row: Json): boolean {
  return (
    text(row, 'RecordState') !== 'ARCHIVED' &&
    !['RESOLVED', 'SUPPRESSED'].includes(text(row, 'Workflow', 'Status') ?? '') &&
    !['PASSED', 'NOT_AVAILABLE'].includes(text(row, 'Compliance', 'Status') ?? '')
  );
}

function toolOf(row: Json): string {
  return firstText(member(row, 'ProductName'), member(row, 'GeneratorId')) ?? 'Security Hub';
}

/** One for each vulnerability that it lists, else one. */
function ofRow(row: Json, place: string, context: ReaderContext): Finding[] {
  const other =
    list(row, 'Resources')
      .map((resource) => member(resource, 'Details', 'Other'))
      .find((found) => found !== null) ?? null;
  const images = list(row, 'Resources')
    .map((resource) => text(resource, 'Details', 'Container', 'ImageName')?.replace(/ \([^()]*\)$/, '') ?? null)
    .filter((image) => image !== null);
  const file = list(row, 'Resources')
    .map((resource) => text(resource, 'Details', 'Other', 'Filename'))
    .find((found) => found !== null);
  const shared = {
    tool: toolOf(row),
    title: text(row, 'Title'),
    severity: severityOf(text(row, 'Severity', 'Label')),
    scanned: { ...nothingScanned, images },
    at: moment(member(row, 'UpdatedAt')),
    file: file ?? null,
  };
  const listed = list(row, 'Vulnerabilities').flatMap((flaw, index) => {
    const identity = identityOf([text(flaw, 'Id')]);
    if (!identity) return [];
    const held = list(flaw, 'VulnerablePackages')[0] ?? null;
    const probability = number(flaw, 'EpssScore');
    return finding({
      ...shared,
      ...identity,
      kind: 'vulnerability',
      package: packageOf(
        text(held, 'Name'),
        text(held, 'Version'),
        text(held, 'PackageManager'),
        text(held, 'FixedInVersion'),
      ),
      cvss: chooseCvss(
        list(flaw, 'Cvss').map((cvss) => ({
          vendor: text(cvss, 'Source') ?? shared.tool,
          vector: text(cvss, 'BaseVector'),
          score: number(cvss, 'BaseScore'),
        })),
        [],
        context.cvss,
      ),
      epss: probability !== null && probability >= 0 && probability <= 1 ? { probability, date: null } : null,
      place: pointer(place, 'Vulnerabilities', index),
    });
  });
  if (listed.length > 0) return listed;
  const flaws = [text(other, 'CVE ID'), ...flawsIn(text(row, 'Title') ?? '')];
  const identity = identityOf(flaws.some((id) => id !== null) ? flaws : [text(row, 'GeneratorId')]);
  if (!identity) return [];
  const isFlaw = flaws.some((id) => id !== null);
  const vendor = 'nvd';
  return [
    finding({
      ...shared,
      ...identity,
      kind: isFlaw
        ? 'vulnerability'
        : texts(row, 'Types').some((type) => /secret/i.test(type))
          ? 'secret'
          : 'misconfiguration',
      package: packageOf(
        text(other, 'PkgName'),
        text(other, 'Installed Package'),
        null,
        text(other, 'Patched Package'),
      ),
      cvss: chooseCvss(
        [
          { vendor, vector: text(other, 'NvdCvssVectorV3'), score: positive(number(other, 'NvdCvssScoreV3')) },
          { vendor, vector: text(other, 'NvdCvssVectorV2'), score: positive(number(other, 'NvdCvssScoreV2')) },
        ],
        [],
        context.cvss,
      ),
      place,
    }),
  ];
}

/** Templates write 0 where there is no score. */
function positive(score: number | null): number | null {
  return score !== null && score > 0 ? score : null;
}

function packageOf(name: string | null, version: string | null, ecosystem: string | null, fixedIn: string | null) {
  return name === null ? null : { name, version, ecosystem, purl: null, fixedIn };
}
