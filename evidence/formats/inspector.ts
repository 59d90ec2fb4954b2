/** Findings of Amazon Inspector 2, as `aws inspector2 list-findings` gives them. */

import { recordKeys, recordsOf, repositoryImages } from '../common/aws.ts';
import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { latestOf, moment } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, finding, nothingScanned, type Package, type Scanned } from '../finding.ts';
import { firstText, type Json, list, member, mostAre, number, text, texts } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Amazon Inspector';

export const inspector: Reader = {
  format: 'Amazon Inspector',
  keys: [
    ...recordKeys,
    ...['findingArn', 'type', 'title', 'severity', 'status', 'lastObservedAt', 'updatedAt', 'resources', 'id'],
    ...['tags', 'service', 'Service', 'app', 'Name', 'details', 'awsEcrContainerImage', 'repositoryName', 'imageTags'],
    ...[
      'imageHash',
      'registry',
      'awsLambdaFunction',
      'functionName',
      'inspectorScore',
      'inspectorScoreDetails',
      'adjustedCvss',
    ],
    ...[
      'scoringVector',
      'cvssSource',
      'packageVulnerabilityDetails',
      'vulnerabilityId',
      'relatedVulnerabilities',
      'cvss',
    ],
    ...['baseScore', 'source', 'version', 'vulnerablePackages', 'name', 'packageManager', 'filePath', 'fixedInVersion'],
    ...['epss', 'score', 'codeVulnerabilityDetails', 'cwes', 'detectorId', 'startLine'],
  ],
  recognises: (root) =>
    mostAre(
      recordsOf(root),
      ({ row }) => text(row, 'findingArn') !== null,
      ({ row }) => row,
    ),
  read(root, context) {
    const all = recordsOf(root);
    const findings = all.flatMap(({ row, place }) => inspected(row, place, context) ?? []);
    const left = all.length - findings.length;
    const notes = left > 0 ? [`${left} findings are left out: closed, suppressed, or about reachability only.`] : [];
    return content({ tool, at: latestOf(findings.map((found) => found.at)), findings, notes });
  },
};

function inspected(row: Json, place: string, context: ReaderContext): Finding | null {
  if ((text(row, 'status') ?? 'ACTIVE') !== 'ACTIVE') return null;
  const flaw = member(row, 'packageVulnerabilityDetails');
  const code = member(row, 'codeVulnerabilityDetails');
  const identity = identityOf([
    text(flaw, 'vulnerabilityId'),
    ...texts(flaw, 'relatedVulnerabilities')
      .filter((id) => /^CVE-/i.test(id))
      .slice(0, 1),
    text(flaw, 'vulnerabilityId') === null ? text(code, 'detectorId') : null,
  ]);
  if (!identity) return null;
  const held = list(flaw, 'vulnerablePackages')[0] ?? null;
  const adjusted = member(row, 'inspectorScoreDetails', 'adjustedCvss');
  const probability = number(row, 'epss', 'score');
  return finding({
    ...identity,
    kind: text(flaw, 'vulnerabilityId') === null ? 'code' : 'vulnerability',
    tool,
    title: text(row, 'title'),
    severity: severityOf(text(row, 'severity')),
    package: packageOf(held),
    cwe: cweNumbers(texts(code, 'cwes')),
    cvss: chooseCvss(
      [
        ...list(flaw, 'cvss').map((cvss) => ({
          vendor: text(cvss, 'source') ?? tool,
          vector: text(cvss, 'scoringVector'),
          score: number(cvss, 'baseScore'),
        })),
        { vendor: tool, vector: text(adjusted, 'scoringVector'), score: number(row, 'inspectorScore') },
      ],
      [text(adjusted, 'cvssSource'), text(flaw, 'source')],
      context.cvss,
    ),
    epss: probability !== null && probability >= 0 && probability <= 1 ? { probability, date: null } : null,
    file: firstText(member(held, 'filePath'), member(code, 'filePath', 'filePath')),
    line: number(code, 'filePath', 'startLine'),
    scanned: scanOf(list(row, 'resources')),
    at: moment(firstText(member(row, 'lastObservedAt'), member(row, 'updatedAt'))),
    place,
  });
}

function packageOf(held: Json): Package | null {
  const name = text(held, 'name');
  if (name === null) return null;
  const fixedIn = text(held, 'fixedInVersion');
  return {
    name,
    version: text(held, 'version'),
    ecosystem: text(held, 'packageManager'),
    purl: null,
    fixedIn: fixedIn === 'NotAvailable' ? null : fixedIn,
  };
}

/** A tag may carry the name of the service, whatever the resource is called. */
function scanOf(resources: readonly Json[]): Scanned {
  const images = resources.flatMap((resource) => {
    const image = member(resource, 'details', 'awsEcrContainerImage');
    return repositoryImages(text(image, 'repositoryName'), member(image, 'imageTags'), text(image, 'imageHash'));
  });
  const names = resources.flatMap((resource) => [
    text(resource, 'details', 'awsLambdaFunction', 'functionName'),
    text(resource, 'type') === 'AWS_EC2_INSTANCE'
      ? firstText(member(resource, 'tags', 'Name'), member(resource, 'id'))
      : null,
  ]);
  const tags = resources.map((resource) => member(resource, 'tags'));
  const service = tags
    .map((tag) => firstText(member(tag, 'service'), member(tag, 'Service'), member(tag, 'app')))
    .find((name) => name !== null);
  return { ...nothingScanned, images, hosts: names.filter((name) => name !== null), service: service ?? null };
}
