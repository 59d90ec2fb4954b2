/** Reports that the Trivy Operator keeps in a cluster: one, a List, or lists by the name of their kind. */
import { identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { latestOf, moment } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, finding, nothingScanned, type Scanned } from '../finding.ts';
import { firstText, type Json, list, member, mostAre, number, object, pointer, text } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Trivy Operator';
const group = 'aquasecurity.github.io';
const plurals = [
  'vulnerabilityreports',
  'clustervulnerabilityreports',
  'configauditreports',
  'clusterconfigauditreports',
  'exposedsecretreports',
  'rbacassessmentreports',
  'clusterrbacassessmentreports',
  'infraassessmentreports',
  'clusterinfraassessmentreports',
].map((name) => `${name}.${group}`);
const label = (name: string) => `trivy-operator.${name}`;

export const trivyOperator: Reader = {
  format: 'Trivy Operator',
  keys: [
    ...['apiVersion', 'kind', 'items', 'metadata', 'labels/*', 'namespace', 'name', 'report', 'artifact', 'repository'],
    ...[
      'tag',
      'digest',
      'registry',
      'server',
      'updateTimestamp',
      'vulnerabilities',
      'vulnerabilityID',
      'resource',
      'score',
    ],
    ...['severity', 'installedVersion', 'fixedVersion', 'title', 'packagePURL', 'packageType', 'checks', 'checkID'],
    ...[
      'success',
      'secrets',
      'ruleID',
      'target',
      'cvss/*',
      'V2Vector',
      'V2Score',
      'V3Vector',
      'V3Score',
      'V40Vector',
      'V40Score',
    ],
    ...plurals,
  ],
  recognises: (root) => reports(root).length > 0 || plurals.some((name) => Array.isArray(member(root, name))),
  read(root, context) {
    const all = reports(root);
    const findings = all.flatMap(([report, place]) => ofReport(report, place, context));
    const at = latestOf(all.map(([report]) => moment(member(report, 'report', 'updateTimestamp'))));
    const compliance = all.filter(([report]) => isCompliance(report)).length;
    const notes =
      compliance > 0 ? [`${compliance} compliance reports are left out: they sum up what other reports find.`] : [];
    return content({ tool, at, findings, notes });
  },
};

type Placed = readonly [Json, string];

function reports(root: Json): Placed[] {
  if (isReport(root)) return [[root, '']];
  if (Array.isArray(root))
    return mostAre(root, isReport)
      ? root.map((item, index): Placed => [item, pointer('', index)]).filter(([item]) => isReport(item))
      : [];
  return ['items', ...plurals].flatMap((name) =>
    list(root, name).flatMap((item, index): Placed[] => (isReport(item) ? [[item, pointer('', name, index)]] : [])),
  );
}

function isReport(value: Json): boolean {
  return (
    (text(value, 'apiVersion')?.startsWith(`${group}/`) ?? false) &&
    (text(value, 'kind')?.endsWith('Report') ?? false) &&
    (object(member(value, 'report')) !== null || isCompliance(value))
  );
}

/** Sums up other reports: nothing in it is found anew. */
function isCompliance(value: Json): boolean {
  return text(value, 'kind')?.endsWith('ComplianceReport') ?? false;
}

function scanOf(value: Json): Scanned {
  const labels = member(value, 'metadata', 'labels');
  const repository = text(value, 'report', 'artifact', 'repository');
  const tag = text(value, 'report', 'artifact', 'tag');
  const digest = text(value, 'report', 'artifact', 'digest');
  const server = text(value, 'report', 'registry', 'server');
  const image = repository === null ? null : `${server === null ? '' : `${server}/`}${repository}`;
  const images =
    image === null ? [] : [tag === null ? image : `${image}:${tag}`, ...(digest ? [`${image}@${digest}`] : [])];
  return {
    ...nothingScanned,
    images,
    workload: {
      cluster: null,
      namespace: firstText(member(labels, label('resource.namespace')), member(value, 'metadata', 'namespace')),
      kind: text(labels, label('resource.kind')),
      name: firstText(member(labels, label('resource.name')), member(value, 'metadata', 'name')),
      container: text(labels, label('container.name')),
    },
  };
}

function ofReport(value: Json, base: string, context: ReaderContext): Finding[] {
  const shared = { tool, scanned: scanOf(value), at: moment(member(value, 'report', 'updateTimestamp')) };
  const place = (part: string, index: number) => pointer(base, 'report', part, index);
  const vulnerabilities = list(value, 'report', 'vulnerabilities').flatMap((row, index) => {
    const identity = identityOf([text(row, 'vulnerabilityID')]);
    if (!identity) return [];
    const offers = Object.entries(object(member(row, 'cvss')) ?? {}).flatMap(([vendor, cvss]) =>
      ['V40', 'V3', 'V2'].map((version) => ({
        vendor,
        vector: text(cvss, `${version}Vector`),
        score: number(cvss, `${version}Score`),
      })),
    );
    return finding({
      ...shared,
      ...identity,
      kind: 'vulnerability',
      title: text(row, 'title'),
      severity: severityOf(text(row, 'severity')),
      package: {
        name: text(row, 'resource') ?? '',
        version: text(row, 'installedVersion'),
        ecosystem: text(row, 'packageType'),
        purl: text(row, 'packagePURL'),
        fixedIn: text(row, 'fixedVersion'),
      },
      cvss: chooseCvss([...offers, { vendor: tool, vector: null, score: number(row, 'score') }], [], context.cvss),
      place: place('vulnerabilities', index),
    });
  });
  const checks = list(value, 'report', 'checks').flatMap((row, index) => {
    const id = firstText(member(row, 'checkID'), member(row, 'title'));
    if (id === null || member(row, 'success') === true) return [];
    const severity = severityOf(text(row, 'severity'));
    const title = text(row, 'title');
    return finding({ ...shared, id, kind: 'misconfiguration', title, severity, place: place('checks', index) });
  });
  const secrets = list(value, 'report', 'secrets').flatMap((row, index) => {
    const id = text(row, 'ruleID');
    if (id === null) return [];
    return finding({
      ...shared,
      id,
      kind: 'secret',
      title: text(row, 'title'),
      severity: severityOf(text(row, 'severity')),
      file: text(row, 'target'),
      place: place('secrets', index),
    });
  });
  return [...vulnerabilities, ...checks, ...secrets];
}
