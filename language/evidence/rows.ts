/** Findings one by one, each at its service: alerts are one row for each rule, service and day. */
import type { AssessedAlert, AssessedFinding } from '../../evidence/index.ts';
import type { EvidenceEffect, EvidenceFinding } from '../../protocol/index.ts';
import { packageOf } from './effects.ts';
import type { SystemEvidence } from './system-evidence.ts';

/**
 * One row for a finding and service; one without a service where it matches none. `effects`: of the same evidence, they
 * tell which threats have an estimate `with evidence`.
 */
export function findingRows(evidence: SystemEvidence, effects: readonly EvidenceEffect[]): readonly EvidenceFinding[] {
  return [...eachFindingRow(evidence, effects)];
}

/** The same one by one: a report of 100 MB has more rows than should be held at once. */
export function* eachFindingRow(
  { assessment }: SystemEvidence,
  effects: readonly EvidenceEffect[],
): Generator<EvidenceFinding, void, void> {
  const asks = new Set(effects.map(({ factor, threat }) => `${factor} ${threat}`));
  const judged = (row: EvidenceFinding, factor: string): EvidenceFinding => {
    const isAsked = row.threats.some((threat) => asks.has(`${factor} ${threat}`));
    return row.idle !== null || isAsked ? row : { ...row, idle: 'no estimate' };
  };
  for (const assessed of assessment.findings)
    for (const row of rowsOfFinding(assessed)) yield judged(row, 'vulnerability');
  for (const row of alertRows(assessment.alerts)) yield judged(row, 'threat-events');
}

function rowsOfFinding(assessed: AssessedFinding): readonly EvidenceFinding[] {
  const { finding, path, services, stride, threats, strengths, idle } = assessed;
  const base = {
    kind: finding.kind,
    id: finding.id,
    title: finding.title,
    tool: finding.tool,
    severity: finding.severity,
    stride: stride.categories,
    cwe: finding.cwe,
    package: finding.package === null ? null : packageOf(finding.package),
    count: 1,
    file: path,
    place: finding.place,
    at: finding.at,
  };
  if (services.length === 0)
    return [{ ...base, service: null, because: scannedOf(assessed), threats: [], strength: null, idle }];
  return services.map(({ service, because }, index) => {
    const own = threats.filter((threat) => threat.services.includes(service)).map(({ threat }) => threat);
    const reason = idle === null && own.length === 0 ? 'no threat' : idle;
    return { ...base, service, because, threats: own, strength: strengths[index].value, idle: reason };
  });
}

function alertRows(alerts: readonly AssessedAlert[]): readonly EvidenceFinding[] {
  const rows = new Map<string, { row: EvidenceFinding; count: number }>();
  for (const assessed of alerts) {
    const { alert, path, services, stride, threats, idle } = assessed;
    const { count = 1 } = alert;
    const places = services.length === 0 ? [{ service: null, because: scannedOf(assessed) }] : services;
    for (const { service, because } of places) {
      const own = threats.filter((threat) => service !== null && threat.services.includes(service));
      const key = JSON.stringify([path, alert.tool, alert.rule, service, alert.at?.slice(0, 10), own.length, idle]);
      const before = rows.get(key);
      if (before !== undefined) {
        before.count += count;
        continue;
      }
      const reason = idle === null && own.length === 0 ? ('no threat' as const) : idle;
      const row: EvidenceFinding = {
        kind: 'alert',
        id: alert.rule,
        title: null,
        tool: alert.tool,
        severity: alert.severity,
        service,
        because,
        threats: own.map(({ threat }) => threat),
        stride: stride.categories,
        cwe: alert.cwe,
        package: null,
        strength: null,
        count: 1,
        file: path,
        place: alert.place,
        at: alert.at,
        idle: reason,
      };
      rows.set(key, { row, count });
    }
  }
  return [...rows.values()].map(({ row, count }) => ({ ...row, count }));
}

/** `image shop/orders:1.2`: what was scanned, for what no service matches. */
export function scannedOf(assessed: AssessedFinding | AssessedAlert): string {
  const { scanned } = 'finding' in assessed ? assessed.finding : assessed.alert;
  const { images, workload, hosts, path, service } = scanned;
  if (images.length > 0) return `image ${images[0]}`;
  if (workload?.name) return `workload ${[workload.namespace, workload.kind, workload.name].filter(Boolean).join('/')}`;
  if (service !== null) return `service ${service}`;
  if (hosts.length > 0) return `host ${hosts[0]}`;
  const file = 'finding' in assessed ? (assessed.finding.file ?? path) : path;
  return file === null ? 'the report does not say what was scanned' : `path ${file}`;
}
