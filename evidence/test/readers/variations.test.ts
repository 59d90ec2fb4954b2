import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countAlerts, countOf } from '../../index.ts';
import { first, reading } from '../readings.ts';

describe('variations of the tools', () => {
  const dockerScan = {
    id: 'x',
    severity: 'Critical',
    location: { image: 'shop/orders:1', dependency: { package: { name: 'busybox' }, version: '1.34' } },
    identifiers: [{ type: 'cve', name: 'CVE-2022-28391', value: 'CVE-2022-28391' }],
  };

  it('GitLab reports without their `scan`', () => {
    const found = first({ version: '14.0.6', vulnerabilities: [dockerScan], remediations: [] });
    assert.deepEqual(
      [found.id, found.kind, found.scanned.images],
      ['CVE-2022-28391', 'vulnerability', ['shop/orders:1']],
    );
    const probed = { ...dockerScan, location: { hostname: 'http://api-server', path: '/v1' } };
    assert.equal(first({ vulnerabilities: [probed] }).kind, 'dynamic');
    assert.equal(reading({ version: '2.3', vulnerabilities: [], remediations: [] }).format, 'GitLab security report');
  });

  it('Security Hub findings under a small letter', () => {
    const found = first({
      findings: [
        {
          Id: 'arn:1',
          ProductArn: 'arn:aws:securityhub:x',
          GeneratorId: 'IAM.5',
          Title: 'MFA',
          Severity: { Label: 'HIGH' },
          UpdatedAt: '2026-03-01T00:00:00Z',
        },
      ],
    });
    assert.equal(found.severity, 'high');
  });

  it('the interface of Wazuh up to 4.7', () => {
    const found = first({
      data: {
        affected_items: [
          {
            cve: 'CVE-2023-1234',
            name: 'curl',
            version: '7.1',
            severity: 'Medium',
            cvss3_score: 6.5,
            detection_time: '2023-12-13T22:11:57+00:00',
            agent_name: 'web-1',
          },
        ],
        total_affected_items: 1,
      },
    });
    assert.deepEqual([found.package?.name, found.cvss?.score, found.scanned.hosts], ['curl', 6.5, ['web-1']]);
  });

  it('compliance reports of the Trivy Operator, which find nothing anew', () => {
    const report = {
      apiVersion: 'aquasecurity.github.io/v1alpha1',
      kind: 'ClusterComplianceReport',
      spec: {},
      status: {},
    };
    const found = reading([report]);
    assert.equal(found.findings.length, 0);
    assert.match(found.notes[0], /compliance reports are left out/);
  });

  for (const clean of ['[]', 'null', '{"findings": []}', '{"vulnerabilities": []}'])
    it(`what found nothing: ${clean}`, () => assert.equal(reading(clean).findings.length, 0));

  const event = (day: number, more: object = {}) => ({
    rule: 'Shell',
    priority: 'Error',
    time: `2026-03-0${day}T00:00:00Z`,
    output_fields: { 'k8s.pod.name': 'orders-0' },
    ...more,
  });

  it('a record that is damaged, or another one, hides no other', () => {
    const found = reading([event(1), null, 7, { hello: 'world' }, event(2)]);
    assert.equal(found.alerts.length, 2);
    assert.deepEqual(
      found.alerts.map(({ place }) => place),
      ['/0', '/4'],
    );
    assert.equal(
      reading({ SchemaVersion: 2, ArtifactName: 'a', Results: [null, { Target: 'x', Vulnerabilities: null }] }).format,
      'Trivy',
    );
  });

  it('a log with words before its first alert, and records in parts with places of the whole', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => JSON.stringify(event(1 + (i % 9), { rule: `Rule ${i}` })));
    const found = reading(`Falco 0.38 starts\nRules loaded\n${lines.join('\n')}\n`);
    assert.equal(found.alerts.length, 10_000);
    assert.equal(found.alerts[9_999].place, '/9999');
    assert.deepEqual(found.period, { from: '2026-03-01T00:00:00Z', to: '2026-03-09T00:00:00Z' });
    assert.deepEqual(found.notes, ['2 lines are no JSON and are left out.']);
  });

  it('a long log has the alerts of a day that say the same together, with their number', () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => JSON.stringify(event(1 + (i % 3))));
    const found = reading(lines.join('\n'));
    assert.equal(countOf(found.alerts), 30_000);
    assert.ok(found.alerts.length < 10_000);
    const all = found.alerts.map((alert) => ({ alert, service: 'Orders' }));
    const counted = countAlerts(all, [found.period!]);
    assert.deepEqual(
      counted.counted.map(({ day, alerts }) => [day, alerts]),
      [
        ['2026-03-01', 10_000],
        ['2026-03-02', 10_000],
        ['2026-03-03', 10_000],
      ],
    );
  });
});
