import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { first } from './readings.ts';

describe('Semgrep', () => {
  it('calls a pattern of the command line "-"', () => {
    const row = {
      check_id: '-',
      path: 'a.py',
      start: { line: 3 },
      extra: { message: 'foo(1)', severity: 'ERROR', metadata: {} },
    };
    const found = first({ results: [row], errors: [] });
    assert.deepEqual([found.id, found.title, found.severity, found.line], ['-', 'foo(1)', 'high', 3]);
  });

  it('names the package where it looked at dependencies', () => {
    const found = first({
      errors: [],
      results: [
        {
          check_id: 'ssc-1',
          path: 'poetry.lock',
          extra: {
            severity: 'HIGH',
            metadata: { cwe: ['CWE-79: XSS'], 'sca-vuln-database-identifier': 'CVE-2026-0001' },
            sca_info: { dependency_match: { found_dependency: { package: 'lib', version: '1.0', ecosystem: 'pypi' } } },
          },
        },
      ],
    });
    assert.deepEqual(
      [found.id, found.aliases, found.kind, found.package?.name, found.package?.version],
      ['CVE-2026-0001', ['ssc-1'], 'vulnerability', 'lib', '1.0'],
    );
  });

  it('gives findings by its interface, with their state', () => {
    const row = {
      id: 1,
      repository: { name: 'shop/orders' },
      triage_state: 'untriaged',
      status: 'open',
      severity: 'medium',
      created_at: '2026-03-01T23:28:12.391807Z',
      rule_name: 'react-no-refs',
      rule_message: 'ref usage found.',
      location: { file_path: 'src/Code.tsx', line: 120 },
      rule: { name: 'react-no-refs', cwe_names: ['CWE-319: Cleartext', 'CWE-311: Missing'] },
    };
    const found = first({ findings: [row] });
    assert.deepEqual(
      [found.id, found.kind, found.cwe, found.file, found.line, found.status, found.scanned.path, found.at],
      ['react-no-refs', 'code', [319, 311], 'src/Code.tsx', 120, 'affected', 'shop/orders', '2026-03-01T23:28:12Z'],
    );
    assert.equal(first({ findings: [{ ...row, status: 'fixed' }] }).status, 'fixed');
    const held = { package: 'lib', version: '1.0', ecosystem: 'npm' };
    const sca = {
      ...row,
      vulnerability_identifier: 'CVE-2026-0001',
      found_dependency: held,
      reachability: 'unreachable',
    };
    const dependency = first({ findings: [sca] });
    assert.deepEqual(
      [dependency.id, dependency.package?.name, dependency.status],
      ['CVE-2026-0001', 'lib', 'not_affected'],
    );
  });
});
