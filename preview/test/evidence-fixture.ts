/** The shop with reports of a scanner and of a sensor: findings of every sort. */
import type { EvidenceFile, FindingsListing, PricedFinding, ReportSystem } from '../../protocol/index.ts';
import { shop } from './fixture.ts';

export function evidenceFile(path: string, change: Partial<EvidenceFile> = {}): EvidenceFile {
  return {
    path,
    pattern: 'reports/*.json',
    kind: 'report',
    declared: { file: 'shop.risk', line: 30 },
    tool: 'Trivy',
    format: 'Trivy',
    at: '2026-11-19T08:00:00Z',
    counts: true,
    age: 'current',
    findings: 37,
    alerts: 0,
    matched: 30,
    unmatched: 7,
    error: null,
    notes: [],
    ...change,
  };
}

export function priced(id: string, change: Partial<PricedFinding> = {}): PricedFinding {
  return {
    kind: 'vulnerability',
    id,
    title: null,
    tool: 'Trivy',
    severity: 'critical',
    service: 'OrderProcessor',
    because: 'image "shop/orders"',
    threats: ['OrderLeak'],
    stride: ['information-disclosure'],
    cwe: [89],
    package: 'orm 2.4.1',
    strength: 0.4,
    count: 1,
    file: 'reports/trivy-orders.json',
    place: '/Results/0/Vulnerabilities/0',
    at: '2026-11-19T08:00:00Z',
    idle: null,
    aleRaised: 84_000,
    without: null,
    ...change,
  };
}

export function shopWithEvidence(): ReportSystem {
  return shop({
    evidence: {
      uncalibrated: true,
      files: [
        evidenceFile('reports/trivy-orders.json'),
        evidenceFile('reports/falco.jsonl', { tool: 'Falco', findings: 9, alerts: 9, matched: 9, unmatched: 0 }),
        evidenceFile('reports/old.json', { age: 'expired', counts: false, at: '2026-06-01T00:00:00Z', findings: 3 }),
        evidenceFile('reports/broken.json', {
          tool: null,
          format: null,
          at: null,
          counts: false,
          age: null,
          findings: 0,
          matched: 0,
          unmatched: 0,
          error: 'The file ends in the middle of a text. Was it written to its end?',
        }),
      ],
      services: [{ service: 'OrderProcessor', findings: 30, alerts: 9, moves: ['OrderLeak'], aleRaised: 140_000 }],
      effects: [],
      aleBefore: 1_960_000,
      aleAfter: 2_100_000,
    },
  });
}

export function shopFindings(): FindingsListing {
  return {
    rows: [
      priced('CVE-2026-0001', { title: 'SQL injection in the query builder of orm' }),
      priced('Terminal shell in container', {
        kind: 'alert',
        tool: 'Falco',
        severity: 'high',
        because: 'workload shop/orders',
        package: null,
        strength: null,
        count: 6,
        file: 'reports/falco.jsonl',
        aleRaised: 56_000,
      }),
      priced('CVE-2026-0002', { strength: 0.1, aleRaised: null, without: 'counted with a stronger one' }),
      priced('javascript.express.security.audit.xss.direct-response-write', {
        kind: 'code',
        service: 'Frontend',
        threats: ['CardSkimming', 'CheckoutOutage'],
        package: null,
        strength: 0.2,
        severity: 'medium',
        aleRaised: null,
        without: 'no estimate with evidence',
      }),
    ],
    left: 0,
    unmatched: [
      {
        reason: 'no service',
        what: 'image shop/batch:3.1',
        count: 5,
        severity: 'high',
        ids: ['CVE-2026-0007', 'CVE-2026-0008'],
        tool: 'Trivy',
        file: 'reports/trivy-orders.json',
      },
      {
        reason: 'no threat',
        what: 'Frontend',
        count: 2,
        severity: 'low',
        ids: ['CVE-2026-0009'],
        tool: 'Trivy',
        file: 'reports/trivy-orders.json',
      },
    ],
  };
}
