/** OCSF: vulnerability findings, posture checks that passed or failed, and detections. */
import type { Alert } from '../alert.ts';
import { tacticsOf, techniquesOf } from '../common/attack.ts';
import { recordKeys, recordsOf, resourceName } from '../common/aws.ts';
import { cweNumbers, identityOf } from '../common/identifiers.ts';
import { severityOf } from '../common/severity.ts';
import { latestOf, moment, periodOf } from '../common/time.ts';
import { chooseCvss } from '../cvss/choose.ts';
import { type Finding, finding, nothingScanned, type Scanned, type Severity } from '../finding.ts';
import { firstText, type Json, list, listOf, member, mostAre, number, pointer, text, texts } from '../input/value.ts';
import type { Reader, ReaderContext } from '../reader.ts';
import { content } from '../reading.ts';

/** Security Finding (deprecated), Vulnerability Finding, Compliance Finding, Detection Finding. */
const classes = [2001, 2002, 2003, 2004];
const severities: readonly Severity[] = ['unknown', 'none', 'low', 'medium', 'high', 'critical', 'critical'];

export const ocsf: Reader = {
  format: 'OCSF',
  keys: [
    ...recordKeys,
    ...['compliance', 'types', 'event_time', 'modified_time', 'modified_time_dt', 'created_time', 'created_time_dt'],
    ...[
      'class_uid',
      'category_uid',
      'severity',
      'severity_id',
      'status',
      'status_id',
      'status_code',
      'message',
      'metadata',
    ],
    ...['product', 'name', 'vendor_name', 'event_code', 'finding_info', 'finding', 'title', 'uid', 'attacks', 'tactic'],
    ...[
      'tactics',
      'technique',
      'resources',
      'resource',
      'namespace',
      'type',
      'vulnerabilities',
      'cve',
      'cvss',
      'epss',
      'score',
    ],
    ...[
      'vector_string',
      'base_score',
      'version',
      'cwe',
      'cwe_uid',
      'caption',
      'related_cves',
      'affected_packages',
      'packages',
    ],
    ...['purl', 'fixed_in_version', 'time', 'time_dt', 'hostname', 'device', 'image', 'tag', 'container', 'pod_uuid'],
    ...[
      'actor',
      'process',
      'is_exploit_available',
      'advisory',
      'first_seen_time',
      'affected_code',
      'file',
      'path',
      'start_line',
    ],
    ...['vendor', 'package_manager', 'data'],
  ],
  recognises: (root) =>
    mostAre(
      recordsOf(root),
      ({ row }) => number(row, 'class_uid') !== null,
      ({ row }) => row,
    ),
  read(root, context) {
    const all = recordsOf(root);
    const findings: Finding[] = [];
    const alerts: Alert[] = [];
    let left = 0;
    for (const { row: event, place } of all) {
      const outcome = outcomeOf(event);
      const flaws = list(event, 'vulnerabilities');
      if (!classes.includes(number(event, 'class_uid') ?? 0) || isClosed(event)) left++;
      else if (flaws.length > 0)
        findings.push(
          ...flaws.flatMap((flaw, nth) => vulnerability(flaw, event, pointer(place, 'vulnerabilities', nth), context)),
        );
      else if (outcome === 'failed') findings.push(check(event, place));
      else if (outcome === 'passed') left++;
      else alerts.push(alertOf(event, place, context));
    }
    const moments = all.map(({ row }) => when(row));
    const notes = left > 0 ? [`${left} events are left out: passed, closed, or of a class that is no finding.`] : [];
    const period = alerts.length > 0 ? periodOf(moments) : null;
    return content({ tool: toolOf(all[0].row), at: latestOf(moments), findings, alerts, period, notes });
  },
};

const complianceFinding = 2003;

/** Of a check of settings; null: it is none. Prowler writes the outcome of its checks into detections. */
function outcomeOf(event: Json): 'passed' | 'failed' | null {
  const code = text(event, 'status_code')?.toUpperCase() ?? null;
  if (code === 'FAIL') return 'failed';
  if (code !== null && ['PASS', 'MANUAL', 'MUTED', 'SUCCESS'].includes(code)) return 'passed';
  if (texts(event, 'finding_info', 'types').some((type) => /^Exposure\b/i.test(type))) return 'failed';
  if (number(event, 'class_uid') !== complianceFinding) return null;
  const hasPassed =
    /^pass/i.test(text(event, 'compliance', 'status') ?? '') || number(event, 'compliance', 'status_id') === 1;
  return hasPassed ? 'passed' : 'failed';
}

/** Suppressed or resolved. The word comes first: Prowler 4.0 wrote the number 3 beside `New`. */
function isClosed(event: Json): boolean {
  const word = text(event, 'status')?.toLowerCase() ?? null;
  if (word === 'suppressed' || word === 'resolved') return true;
  if (word === 'new' || word === 'in progress') return false;
  return [3, 4].includes(number(event, 'status_id') ?? 0);
}

function when(event: Json): string | null {
  const info = member(event, 'finding_info');
  return (
    [
      ...['time', 'time_dt', 'event_time'].map((name) => member(event, name)),
      ...['modified_time', 'modified_time_dt', 'created_time', 'created_time_dt'].map((name) => member(info, name)),
    ]
      .map(moment)
      .find((at) => at !== null) ?? null
  );
}

function toolOf(event: Json): string {
  return (
    firstText(member(event, 'metadata', 'product', 'name'), member(event, 'metadata', 'product', 'vendor_name')) ??
    'OCSF'
  );
}

function severity(event: Json): Severity {
  const word = severityOf(text(event, 'severity'));
  return word !== 'unknown' ? word : (severities[number(event, 'severity_id') ?? 0] ?? 'unknown');
}

function resourcesOf(event: Json): readonly Json[] {
  return [...list(event, 'resources'), ...listOf(member(event, 'resource'))];
}

/** Kinds that a resource's type names; anything else that has a namespace is a workload of a kind not known here. */
const kinds = /(Pod|Deployment|StatefulSet|DaemonSet|ReplicaSet|CronJob|Job)$/i;

function scanOf(event: Json): Scanned {
  const resources = resourcesOf(event);
  const inCluster = resources.find((resource) => text(resource, 'namespace') !== null) ?? null;
  const containers = [member(event, 'container'), member(event, 'actor', 'process', 'container')];
  const images = [
    ...containers.map((container) => member(container, 'image')),
    ...resources.filter((resource) => /image/i.test(text(resource, 'type') ?? '')),
  ].flatMap((image) => {
    const name = firstText(member(image, 'name'), member(image, 'uid'));
    const tag = text(image, 'tag');
    return name === null ? [] : [tag === null ? name : `${name}:${tag}`];
  });
  const container = containers.map((held) => text(held, 'name')).find((name) => name !== null) ?? null;
  // What lies in no cluster goes by its name, or by the last part of its identifier.
  const others = resources.filter(
    (resource) => text(resource, 'namespace') === null && !/image|account/i.test(text(resource, 'type') ?? ''),
  );
  const hosts = [
    text(event, 'device', 'hostname'),
    ...resources.map((resource) => text(resource, 'hostname')),
    ...others
      .flatMap((resource) => [text(resource, 'name'), text(resource, 'uid')])
      .map((id) => id && resourceName(id)),
  ];
  return {
    ...nothingScanned,
    images: [...new Set(images)],
    workload:
      inCluster === null && container === null
        ? null
        : {
            cluster: null,
            namespace: text(inCluster, 'namespace'),
            kind: kinds.exec(text(inCluster, 'type') ?? '')?.[1] ?? null,
            name: text(inCluster, 'name'),
            container,
          },
    hosts: [...new Set(hosts.filter((host) => host !== null))],
  };
}

function titleOf(event: Json): string | null {
  return firstText(member(event, 'finding_info', 'title'), member(event, 'finding', 'title'), member(event, 'message'));
}

function ruleOf(event: Json): string {
  const uid = firstText(member(event, 'finding_info', 'uid'), member(event, 'finding', 'uid'));
  return firstText(member(event, 'metadata', 'event_code'), titleOf(event), uid) ?? 'OCSF';
}

function check(event: Json, place: string): Finding {
  return finding({
    id: ruleOf(event),
    kind: 'misconfiguration',
    tool: toolOf(event),
    title: titleOf(event),
    severity: severity(event),
    scanned: scanOf(event),
    at: when(event),
    place,
  });
}

function vulnerability(flaw: Json, event: Json, place: string, context: ReaderContext): Finding[] {
  const identity = identityOf(
    [text(flaw, 'cve', 'uid'), text(flaw, 'advisory', 'uid'), text(flaw, 'title')].slice(0, 3),
  );
  if (!identity) return [];
  const held = [...list(flaw, 'affected_packages'), ...list(flaw, 'packages')][0] ?? null;
  const code = list(flaw, 'affected_code')[0] ?? null;
  const probability = number(flaw, 'cve', 'epss', 'score');
  const weaknesses = [member(flaw, 'cwe'), member(flaw, 'cve', 'cwe')].map((cwe) =>
    firstText(member(cwe, 'uid'), member(cwe, 'caption')),
  );
  const name = text(held, 'name');
  return [
    finding({
      ...identity,
      kind: text(flaw, 'cve', 'uid') === null && name === null ? 'code' : 'vulnerability',
      tool: toolOf(event),
      title: text(flaw, 'title') ?? titleOf(event),
      severity: severityOf(text(flaw, 'severity')) === 'unknown' ? severity(event) : severityOf(text(flaw, 'severity')),
      package:
        name === null
          ? null
          : {
              name,
              version: text(held, 'version'),
              ecosystem: firstText(member(held, 'package_manager'), member(held, 'type')),
              purl: text(held, 'purl'),
              fixedIn: text(held, 'fixed_in_version'),
            },
      cwe: cweNumbers([...weaknesses, ...texts(flaw, 'cve', 'cwe_uid')]),
      cvss: chooseCvss(
        list(flaw, 'cve', 'cvss').map((cvss) => ({
          vendor: firstText(member(cvss, 'vendor_name'), member(cvss, 'vendor')) ?? 'nvd',
          vector: text(cvss, 'vector_string'),
          score: number(cvss, 'base_score'),
        })),
        [],
        context.cvss,
      ),
      epss: probability !== null && probability >= 0 && probability <= 1 ? { probability, date: null } : null,
      file: text(code, 'file', 'path'),
      line: number(code, 'start_line'),
      scanned: scanOf(event),
      at: when(event),
      place,
    }),
  ];
}

function alertOf(event: Json, place: string, context: ReaderContext): Alert {
  const attacks = [...list(event, 'finding_info', 'attacks'), ...list(event, 'attacks')];
  const tactics = attacks.flatMap((attack) => [...listOf(member(attack, 'tactics')), member(attack, 'tactic')]);
  return {
    rule: ruleOf(event),
    tool: toolOf(event),
    severity: severity(event),
    tactics: tacticsOf(tactics.flatMap((tactic) => [text(tactic, 'uid'), text(tactic, 'name')])),
    techniques: techniquesOf(
      attacks.map(
        (attack) =>
          text(attack, 'technique', 'uid') ?? /^T\d[\d.]*/.exec(text(attack, 'technique', 'name') ?? '')?.[0] ?? null,
      ),
    ),
    identifiers: [],
    cwe: [],
    scanned: context.share(scanOf(event)),
    at: when(event),
    place,
  };
}
