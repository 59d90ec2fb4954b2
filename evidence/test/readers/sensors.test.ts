import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { firstAlert, reading } from '../readings.ts';

const critical = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

describe('sensors', () => {
  const falco = {
    rule: 'Shell',
    priority: 'Warning',
    source: 'syscall',
    time: '2026-03-01T10:00:00.123456789Z',
    tags: ['mitre_execution', 'T1059'],
    output_fields: {
      'k8s.ns.name': 'shop',
      'k8s.pod.name': 'orders-6948f886dc-b9p44',
      'container.image.repository': 'shop/orders',
      'container.image.tag': null,
      'container.name': '<NA>',
    },
  };
  it('Falco names pod and tactic; what it says of itself is no alert but shows that it watched', () => {
    const lines = [
      falco,
      { ...falco, rule: 'Falco internal: metrics snapshot', source: 'internal', time: '2026-03-03T00:00:00Z' },
    ];
    const result = reading(lines.map((line) => JSON.stringify(line)).join('\n'));
    assert.equal(result.alerts.length, 1);
    assert.deepEqual(result.period, { from: '2026-03-01T10:00:00Z', to: '2026-03-03T00:00:00Z' });
    const alert = firstAlert(falco);
    assert.deepEqual(
      [alert.tactics, alert.techniques, alert.severity, alert.at],
      [['execution'], ['T1059'], 'medium', '2026-03-01T10:00:00Z'],
    );
    assert.deepEqual(alert.scanned.workload, {
      cluster: null,
      namespace: 'shop',
      kind: 'Pod',
      name: 'orders-6948f886dc-b9p44',
      container: null,
    });
    assert.deepEqual(alert.scanned.images, ['shop/orders']);
  });

  it('OCSF holds detections, failed checks and vulnerabilities', () => {
    const base = { class_uid: 2004, time: 1772359200000, metadata: { product: { name: 'Sensor' } } };
    const result = reading([
      {
        ...base,
        finding_info: { title: 'Shell', attacks: [{ tactic: { uid: 'TA0002' }, technique: { uid: 'T1059' } }] },
        resources: [{ namespace: 'shop', name: 'orders', type: 'Deployment' }],
      },
      { ...base, status_code: 'FAIL', finding_info: { title: 'No limits' } },
      { ...base, status_code: 'PASS', finding_info: { title: 'Fine' } },
      {
        ...base,
        class_uid: 2002,
        vulnerabilities: [
          {
            cve: { uid: 'CVE-2026-0001', cvss: [{ vector_string: critical }], epss: { score: '0.3' } },
            cwe: { uid: 'CWE-79' },
            affected_packages: [{ name: 'lib', version: '1' }],
          },
        ],
      },
    ]);
    assert.deepEqual(
      result.alerts.map((alert) => [alert.rule, alert.tactics, alert.scanned.workload?.kind]),
      [['Shell', ['execution'], 'Deployment']],
    );
    assert.deepEqual(
      result.findings.map((found) => [found.id, found.kind]),
      [
        ['No limits', 'misconfiguration'],
        ['CVE-2026-0001', 'vulnerability'],
      ],
    );
    assert.deepEqual(
      [result.findings[1].epss?.probability, result.findings[1].cwe, result.at],
      [0.3, [79], '2026-03-01T10:00:00Z'],
    );
  });

  it('Elastic mixes nested and dotted names', () => {
    const alert = firstAlert({
      hits: {
        hits: [
          {
            _source: {
              '@timestamp': '2026-03-01T10:00:00Z',
              'event.kind': 'alert',
              rule: { name: 'Shell' },
              container: { 'image.name': 'shop/orders', 'image.tag': '1' },
              'orchestrator.namespace': 'shop',
              orchestrator: { 'resource.name': 'orders' },
              threat: { 'tactic.name': ['Credential Access'] },
              'kibana.alert.risk_score': 73,
            },
          },
        ],
      },
    });
    assert.deepEqual(
      [alert.rule, alert.scanned.images, alert.tactics, alert.severity],
      ['Shell', ['shop/orders:1'], ['credential-access'], 'high'],
    );
    assert.deepEqual([alert.scanned.workload?.namespace, alert.scanned.workload?.name], ['shop', 'orders']);
    assert.equal(alert.place, '/hits/hits/0/_source');
  });

  it('Wazuh holds states of vulnerabilities and alerts', () => {
    const state = {
      _source: {
        agent: { name: 'web01', type: 'Wazuh' },
        wazuh: {},
        package: { name: 'lib' },
        vulnerability: { id: 'CVE-2026-0001', severity: '-', score: { base: '9.1' } },
      },
    };
    const alert = {
      _source: {
        agent: { name: 'web01' },
        timestamp: '2026-03-01T10:00:00.000+0000',
        rule: { level: 12, description: 'Brute force', mitre: { tactic: ['Credential Access'], id: ['T1110'] } },
      },
    };
    const result = reading({ hits: { hits: [state, alert] } });
    assert.deepEqual(
      result.findings.map((found) => [found.id, found.severity, found.scanned.hosts]),
      [['CVE-2026-0001', 'critical', ['web01']]],
    );
    assert.deepEqual(
      result.alerts.map((found) => [found.rule, found.severity, found.techniques, found.at]),
      [['Brute force', 'high', ['T1110'], '2026-03-01T10:00:00Z']],
    );
  });
});
