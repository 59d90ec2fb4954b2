/** Shapes of OCSF, GitLab, Nuclei and OSV-Scanner beyond the usual ones. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { first, firstAlert, reading } from './readings.ts';

describe('OCSF', () => {
  const check = {
    class_uid: 2004,
    status: 'New',
    status_id: 3,
    status_code: 'FAIL',
    severity: 'High',
    event_time: '2026-03-01T14:15:19.382075',
    metadata: { event_code: 'iam_admin', product: { name: 'Prowler' } },
    finding_info: { title: 'Admin role' },
    resources: [{ type: 'AwsIamRole', name: 'admin', uid: 'arn:aws:iam::1:role/admin' }],
  };

  it('believes the word of a state before its number', () => {
    const found = first([check]);
    assert.deepEqual([found.id, found.at, found.scanned.hosts], ['iam_admin', '2026-03-01T14:15:19Z', ['admin']]);
    assert.equal(reading([{ ...check, status: 'Suppressed' }]).findings.length, 0);
    assert.equal(reading([{ ...check, status: null }]).findings.length, 0);
  });

  it('takes a check of compliance as a finding, not as an alert', () => {
    const compliance = {
      class_uid: 2003,
      time_dt: '2026-03-01T00:00:00Z',
      finding_info: { title: 'S3.1' },
      compliance: { control: 'S3.1', status: 'Fail', status_id: 3 },
    };
    const passed = { ...compliance, compliance: { status: 'Pass', status_id: 1 } };
    const found = reading({ Findings: [compliance, passed] });
    assert.deepEqual([found.findings.length, found.alerts.length, found.findings[0].place], [1, 0, '/Findings/0']);
  });

  it('finds a technique that has a name only', () => {
    const attacks = [
      { tactic: { name: 'Command and Control' } },
      { technique: { name: 'T1071.004 - Application Layer Protocol: DNS' } },
    ];
    const alert = firstAlert([{ class_uid: 2004, time: 1_772_323_200_000, finding_info: { title: 'x', attacks } }]);
    assert.deepEqual([alert.tactics, alert.techniques], [['command-and-control'], ['T1071.004']]);
  });
});

describe('GitLab', () => {
  const row = { id: 'x', severity: 'High', message: 'Key in file', location: { file: 'a.env', start_line: 3 } };

  it('said the category and scanner of each row before reports had a `scan`', () => {
    const found = first({
      version: '2.3',
      vulnerabilities: [
        {
          ...row,
          category: 'secret_detection',
          scanner: { id: 'g', name: 'Gitleaks' },
          identifiers: [{ type: 'g', value: 'AWS' }],
        },
      ],
    });
    assert.deepEqual(
      [found.id, found.kind, found.cwe, found.tool, found.title],
      ['AWS', 'secret', [798], 'Gitleaks', 'Key in file'],
    );
  });

  it('calls nothing after its weakness', () => {
    const fuzzed = { ...row, name: 'Index out of range', identifiers: [{ type: 'cwe', value: '129' }] };
    const found = first({ scan: { type: 'coverage_fuzzing' }, vulnerabilities: [fuzzed] });
    assert.deepEqual([found.id, found.cwe, found.kind], ['Index out of range', [129], 'code']);
  });
});

describe('code quality', () => {
  it('of a linter, which names no check, is not about security', () => {
    const issue = {
      description: 'Unexpected any.',
      severity: 'minor',
      fingerprint: 'a',
      location: { path: 'a.ts', lines: { begin: 2 } },
    };
    const found = reading([issue]);
    assert.deepEqual([found.format, found.findings.length], ['GitLab code quality', 0]);
    assert.match(found.notes[0], /^1 issues are left out/);
  });
});

describe('Nuclei', () => {
  it('may name no host but an address that it matched; what it only recognised is no weakness', () => {
    const row = {
      'template-id': 'tech',
      info: { name: 'nginx', severity: 'info' },
      url: 'http://orders:8080/a',
      ip: '10.0.0.1',
    };
    const found = first([row]);
    assert.deepEqual([found.scanned.hosts, found.severity], [['orders:8080', '10.0.0.1'], 'none']);
    assert.deepEqual(first([{ ...row, url: undefined, 'matched-at': 'orders:22' }]).scanned.hosts[0], 'orders:22');
  });
});

describe('OSV-Scanner', () => {
  it('leaves out of the figures what no code calls', () => {
    const withAnalysis = (analysis: object | undefined) =>
      first({
        results: [
          {
            source: { path: 'go.mod', type: 'lockfile' },
            packages: [
              {
                package: { name: 'x', version: '1', ecosystem: 'Go' },
                vulnerabilities: [{ id: 'GO-2025-1' }, { id: 'GHSA-hcg3-q754-cr77' }],
                groups: [{ ids: ['GO-2025-1', 'GHSA-hcg3-q754-cr77'], experimental_analysis: analysis }],
              },
            ],
          },
        ],
      });
    const never = { called: false, unimportant: false };
    assert.equal(withAnalysis({ 'GO-2025-1': never }).status, 'not_affected');
    assert.equal(withAnalysis({ 'GO-2025-1': never, 'GHSA-hcg3-q754-cr77': { called: true } }).status, 'affected');
    assert.match(withAnalysis({ 'GO-2025-1': { called: true, unimportant: true } }).statusReason ?? '', /unimportant/);
    assert.equal(withAnalysis(undefined).status, 'affected');
  });
});
