/** Findings of Amazon GuardDuty: as `aws guardduty get-findings` gives them, exported to a bucket, or as events. */
import type { Alert } from '../alert.ts';
import { type AwsRecord, recordKeys, recordsOf, tacticsOfType } from '../common/aws.ts';
import { severityOfScore } from '../common/severity.ts';
import { latestOf, moment, periodOf } from '../common/time.ts';
import { nothingScanned, type Scanned, type Workload } from '../finding.ts';
import { firstText, type Json, listOf, member, mostAre, number, object, text } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

const tool = 'Amazon GuardDuty';

/** Names as an export has them; the command line begins each with a capital letter. */
const names = [
  ...['arn', 'type', 'severity', 'title', 'updatedAt', 'createdAt', 'resource', 'resourceType', 'service'],
  ...[
    'serviceName',
    'detectorId',
    'archived',
    'additionalInfo',
    'sample',
    'eventFirstSeen',
    'eventLastSeen',
    'tags',
    'key',
    'value',
    'name',
    'namespace',
  ],
  ...['instanceDetails', 'instanceId', 'eksClusterDetails', 'ecsClusterDetails', 'kubernetesDetails'],
  ...['kubernetesWorkloadDetails', 'containers', 'image', 'containerDetails', 's3BucketDetails', 'lambdaDetails'],
  ...['functionName', 'rdsDbInstanceDetails', 'dbInstanceIdentifier', 'taskDetails'],
];

export const guardduty: Reader = {
  format: 'Amazon GuardDuty',
  keys: [...recordKeys, ...names, ...names.map(capital)],
  recognises: (root) =>
    mostAre(
      recordsOf(root),
      ({ row }) => isFinding(row),
      ({ row }) => row,
    ),
  read(root, context) {
    const all = recordsOf(root);
    const open = all.filter(({ row }) => isFinding(row) && !isLeftOut(row));
    const alerts = open.map((record) => alertOf(record, context));
    const moments = open.flatMap(({ row }) => [moment(at(row, 'service', 'eventFirstSeen')), when(row)]);
    const left = all.length - open.length;
    const notes = left > 0 ? [`${left} records are left out: archived, samples, or no findings of GuardDuty.`] : [];
    return content({ tool, at: latestOf(moments), alerts, period: periodOf(moments), notes });
  },
};

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The value at a path, in either spelling. */
function at(row: Json, ...path: readonly string[]): Json {
  return member(row, ...path) ?? member(row, ...path.map(capital));
}

function textAt(row: Json, ...path: readonly string[]): string | null {
  return text(at(row, ...path));
}

/** What says so itself, or has a type such as `Recon:EC2/PortProbeUnprotectedPort`. */
function isFinding(row: Json): boolean {
  const type = textAt(row, 'type');
  if (type === null) return false;
  if (textAt(row, 'service', 'serviceName') === 'guardduty' || textAt(row, 'service', 'detectorId') !== null)
    return true;
  return /^[A-Z]\w+:[\w.]+\//.test(type) && object(at(row, 'resource')) !== null;
}

/** `aws guardduty create-sample-findings` makes findings of nothing. */
function isLeftOut(row: Json): boolean {
  return at(row, 'service', 'archived') === true || at(row, 'service', 'additionalInfo', 'sample') === true;
}

function when(row: Json): string | null {
  return moment(firstText(at(row, 'service', 'eventLastSeen'), at(row, 'updatedAt'), at(row, 'createdAt')));
}

function alertOf({ row, place }: AwsRecord, context: ReaderContext): Alert {
  const type = textAt(row, 'type') ?? '';
  return {
    rule: type,
    tool,
    severity: severityOfScore(number(at(row, 'severity'))),
    tactics: tacticsOfType(type),
    techniques: [],
    identifiers: [],
    cwe: [],
    scanned: context.share(scanOf(at(row, 'resource'))),
    at: when(row),
    place,
  };
}

/** Machines, buckets, functions and databases go by their names; a tag may carry the name of the service. */
function scanOf(resource: Json): Scanned {
  const tags = ['instanceDetails', 'eksClusterDetails', 'ecsClusterDetails', 'lambdaDetails', 'rdsDbInstanceDetails']
    .map((part) => at(resource, part))
    .concat(listOf(at(resource, 's3BucketDetails')))
    .flatMap((part) => listOf(at(part, 'tags')));
  const tagged = (...keys: readonly string[]) =>
    tags.filter((tag) => keys.includes(textAt(tag, 'key') ?? '')).map((tag) => textAt(tag, 'value'))[0] ?? null;
  const hosts = [
    textAt(resource, 'instanceDetails', 'instanceId'),
    tagged('Name'),
    ...listOf(at(resource, 's3BucketDetails')).map((bucket) => textAt(bucket, 'name')),
    textAt(resource, 'lambdaDetails', 'functionName'),
    textAt(resource, 'rdsDbInstanceDetails', 'dbInstanceIdentifier'),
  ];
  const containers = [
    ...listOf(at(resource, 'kubernetesDetails', 'kubernetesWorkloadDetails', 'containers')),
    ...listOf(at(resource, 'ecsClusterDetails', 'taskDetails', 'containers')),
    ...listOf(at(resource, 'containerDetails')),
  ];
  const images = containers.map((container) => textAt(container, 'image')).filter((image) => image !== null);
  return {
    ...nothingScanned,
    images: [...new Set(images)],
    workload: workloadOf(resource),
    hosts: [...new Set(hosts.filter((host) => host !== null))],
    service: tagged('service', 'Service', 'app'),
  };
}

function workloadOf(resource: Json): Workload | null {
  const workload = at(resource, 'kubernetesDetails', 'kubernetesWorkloadDetails');
  const name = textAt(workload, 'name');
  if (name === null) return null;
  return {
    cluster: textAt(resource, 'eksClusterDetails', 'name'),
    namespace: textAt(workload, 'namespace'),
    kind: kinds[textAt(workload, 'type')?.toLowerCase() ?? ''] ?? null,
    name,
    container: null,
  };
}

/** The kinds by the names that the interface of Kubernetes has for them. */
const kinds: Readonly<Record<string, string>> = {
  pods: 'Pod',
  deployments: 'Deployment',
  daemonsets: 'DaemonSet',
  statefulsets: 'StatefulSet',
  replicasets: 'ReplicaSet',
  jobs: 'Job',
  cronjobs: 'CronJob',
};
