/** What evidence moves, by the formulas of docs/evidence.md, computed by hand: a shop with one threat, and its reports. */
import assert from 'node:assert/strict';
import { assessSystem } from '../../../assess.ts';
import type { Assessment } from '../../../stages.ts';
import { project } from '../../helpers.ts';
import { type Reports, snapshotOf } from '../memory.ts';

export const today = '2026-11-21';

export const shop = (frequency: string, more = ''): string => `
system Shop { check stride-gap off because "not the point" check no-source off because "not the point" }
evidence "reports/*"
feed kev "intel/kev.json"
zone Cluster
external Customer
service Orders in Cluster { image "shop/orders" workload "shop/deployment/orders" }
flow F from Customer to Orders { encrypted authenticated }
threat Leak {
  stride information-disclosure
  on Orders
  cwe CWE-89
  frequency { ${frequency} }
  loss $100k
}
${more}`;

export const kev = { catalogVersion: '1', dateReleased: '2026-11-20', vulnerabilities: [{ cveID: 'CVE-2026-0001' }] };

export interface Row {
  readonly id: string;
  readonly pkg?: string;
  readonly vector?: string;
  readonly severity?: string;
  readonly cwe?: readonly string[];
}

export const network = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N';

export function trivy(rows: readonly Row[], at = '2026-11-20T10:00:00Z', image = 'ghcr.io/shop/orders:1'): unknown {
  const rowOf = ({ id, pkg = id, vector = network, severity = 'HIGH', cwe = ['CWE-89'] }: Row) => ({
    VulnerabilityID: id,
    PkgName: pkg,
    InstalledVersion: '1.0',
    Severity: severity,
    CweIDs: cwe,
    CVSS: { nvd: { V3Vector: vector } },
  });
  return {
    SchemaVersion: 2,
    CreatedAt: at,
    ArtifactName: image,
    ArtifactType: 'container_image',
    Results: [{ Target: 'app', Class: 'lang-pkgs', Type: 'npm', Vulnerabilities: rows.map(rowOf) }],
  };
}

export function falco(days: readonly string[], rule = 'Read sensitive file', pod = 'orders-7d9f8c7b5d-x2x4z'): string {
  const event = (day: string) => ({
    rule,
    priority: 'Warning',
    time: `${day}T10:00:00Z`,
    output: 'read',
    tags: ['mitre_credential_access', 'mitre_exfiltration'],
    output_fields: { 'k8s.ns.name': 'shop', 'k8s.pod.name': pod },
  });
  return days.map((day) => JSON.stringify(event(day))).join('\n');
}

export async function assess(text: string, reports: Reports, date = today): Promise<Assessment> {
  const { services, systems, system } = await project({ 'shop.risk': text });
  const evidence = await snapshotOf(systems, reports);
  return assessSystem(services, system(), { today: date, evidence });
}

export const effects = ({ lowered }: Assessment) => lowered.description.evidence?.effects ?? [];
export const aleOf = ({ figures }: Assessment, threat = 0): number => figures!.threats[threat].current!.ale;
export const findings = ({ findings: all }: Assessment) => all.map((finding) => `${finding.code}: ${finding.message}`);

export function near(found: number | null | undefined, wanted: number, relative = 1e-9): void {
  assert.ok(
    typeof found === 'number' && Math.abs(found - wanted) <= relative * Math.abs(wanted),
    `${found}, not ${wanted}`,
  );
}

export const factors = 'threat-events 10 per year vulnerability 10%..30% with evidence';
