/** AWS Security Finding Format, as Security Hub exports it and scanners write it. */
import type { Alert } from '../alert.ts';
import { tacticsOf } from '../common/attack.ts';
import { type AwsRecord, recordKeys, recordsOf, repositoryImages, resourceName, tacticsOfType } from '../common/aws.ts';
import { flawsIn, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { latestOf, moment, periodOf } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, finding, nothingScanned, type Scanned } from '../finding.ts';
import { firstText, type Json, list, member, mostAre, number, pointer, text, texts } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

export const asff: Reader = {
  format: 'ASFF',
  keys: [
    ...recordKeys,
    ...[
      'SchemaVersion',
      'Id',
      'ProductArn',
      'GeneratorId',
      'Types',
      'UpdatedAt',
      'LastObservedAt',
      'Severity',
      'Label',
    ],
    ...['Title', 'ProductName', 'ProductFields', 'aws/securityhub/ProductName', 'ProviderName'],
    ...['Resources', 'Type', 'Details', 'Container', 'ImageName', 'Name', 'Other', 'CVE ID', 'PkgName', 'Filename'],
    ...['Installed Package', 'Patched Package', 'NvdCvssScoreV3', 'NvdCvssVectorV3', 'NvdCvssScoreV2'],
    ...['NvdCvssVectorV2', 'AwsEcrContainerImage', 'RepositoryName', 'ImageTags', 'ImageDigest', 'Tags', 'service'],
    ...['Service', 'app', 'RecordState', 'Workflow', 'Status', 'Compliance', 'Vulnerabilities', 'Cvss', 'BaseVector'],
    ...['BaseScore', 'Source', 'VulnerablePackages', 'Version', 'PackageManager', 'FixedInVersion', 'FilePath'],
    ...['EpssScore'],
  ],
  recognises: (root) =>
    mostAre(
      recordsOf(root),
      ({ row }) => text(row, 'ProductArn') !== null && text(row, 'GeneratorId') !== null,
      ({ row }) => row,
    ),
  read(root, context) {
    const all = recordsOf(root);
    const open = all.filter(({ row }) => isOpen(row));
    const detections = open.filter(({ row }) => isDetection(row));
    const alerts = detections.map((record) => alertOf(record, context));
    const findings = open.flatMap(({ row, place }) => (isDetection(row) ? [] : ofRow(row, place, context)));
    const left = all.length - open.length;
    const notes = left > 0 ? [`${left} findings are left out: archived, resolved, suppressed or passed.`] : [];
    const at = latestOf([...findings, ...alerts].map((found) => found.at));
    const period = periodOf(alerts.map((alert) => alert.at));
    return content({ tool: toolOf(all[0].row), at, findings, alerts, period, notes });
  },
};

function isOpen(row: Json): boolean {
  return (
    text(row, 'RecordState') !== 'ARCHIVED' &&
    !['RESOLVED', 'SUPPRESSED'].includes(text(row, 'Workflow', 'Status') ?? '') &&
    !['PASSED', 'NOT_AVAILABLE'].includes(text(row, 'Compliance', 'Status') ?? '')
  );
}

/** The product, which older findings name only in its ARN: `…::product/aws/guardduty`. */
function toolOf(row: Json): string {
  const inArn = /:product\/[^/]+\/([^/]+)$/.exec(text(row, 'ProductArn') ?? '')?.[1] ?? null;
  return (
    firstText(
      member(row, 'ProductName'),
      member(row, 'ProductFields', 'aws/securityhub/ProductName'),
      member(row, 'ProductFields', 'ProviderName'),
      inArn === 'default' ? null : inArn,
      member(row, 'GeneratorId'),
    ) ?? 'Security Hub'
  );
}

/** What was seen to happen, not a weakness. */
function isDetection(row: Json): boolean {
  const isSeen = texts(row, 'Types').some((type) => /^(TTPs|Effects|Unusual Behaviors)\//.test(type));
  return isSeen && list(row, 'Vulnerabilities').length === 0;
}

/** Words of the effects that have no tactic of their name. */
const effects: Readonly<Record<string, string>> = {
  'Data Exfiltration': 'exfiltration',
  'Data Destruction': 'impact',
  'Denial of Service': 'impact',
  'Resource Consumption': 'impact',
};

/** A type is `NAMESPACE/CATEGORY/CLASSIFIER`, and GuardDuty's own type is the last part. */
function alertOf({ row, place }: AwsRecord, context: ReaderContext): Alert {
  const types = texts(row, 'Types').map((type) => type.split('/'));
  const tactics = types.flatMap(([, category = '', last = '']) => [
    ...tacticsOf([effects[category] ?? category]),
    ...tacticsOfType(last),
  ]);
  return {
    rule: types.map((parts) => parts[2]).find((last) => last) ?? text(row, 'Title') ?? 'alert',
    tool: toolOf(row),
    severity: severityOf(text(row, 'Severity', 'Label')),
    tactics: [...new Set(tactics)],
    techniques: [],
    identifiers: [],
    cwe: [],
    scanned: context.share(scanOf(row)),
    at: moment(firstText(member(row, 'LastObservedAt'), member(row, 'UpdatedAt'))),
    place,
  };
}

/** Images by their names; any other resource by the last part of its identifier, which may be a machine or a bucket. */
function scanOf(row: Json): Scanned {
  const resources = list(row, 'Resources');
  const images = resources.flatMap((resource) => {
    const image = member(resource, 'Details', 'AwsEcrContainerImage');
    const inId = /:repository\/(.+)\/(sha256:.+)$/.exec(text(resource, 'Id') ?? '');
    return [
      text(resource, 'Details', 'Container', 'ImageName')?.replace(/ \([^()]*\)$/, '') ?? null,
      ...repositoryImages(
        text(image, 'RepositoryName') ?? inId?.[1] ?? null,
        member(image, 'ImageTags'),
        text(image, 'ImageDigest') ?? inId?.[2] ?? null,
      ),
    ];
  });
  const named = images.filter((image) => image !== null).filter((image) => !/\.(tar|tgz|tar\.gz)$/i.test(image));
  const others = resources.filter((resource) => !/Container|Image|Account|^Other$/.test(text(resource, 'Type') ?? ''));
  const hosts = others.flatMap((resource) => [text(resource, 'Id'), text(resource, 'Tags', 'Name')]);
  const service = resources
    .map((resource) => member(resource, 'Tags'))
    .map((tags) => firstText(member(tags, 'service'), member(tags, 'Service'), member(tags, 'app')))
    .find((name) => name !== null);
  return {
    ...nothingScanned,
    images: [...new Set(named)],
    hosts: [...new Set(hosts.filter((host) => host !== null).map(resourceName))],
    service: service ?? null,
  };
}

/** One for each vulnerability that it lists, else one. */
function ofRow(row: Json, place: string, context: ReaderContext): Finding[] {
  const other =
    list(row, 'Resources')
      .map((resource) => member(resource, 'Details', 'Other'))
      .find((found) => found !== null) ?? null;
  const file = list(row, 'Resources')
    .map((resource) => text(resource, 'Details', 'Other', 'Filename'))
    .find((found) => found !== null);
  const shared = {
    tool: toolOf(row),
    title: text(row, 'Title'),
    severity: severityOf(text(row, 'Severity', 'Label')),
    scanned: scanOf(row),
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
        : texts(row, 'Types').some((type) => /secret|^Sensitive Data Identifications$/i.test(type))
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
