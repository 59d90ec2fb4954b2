import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { first, reading } from '../readings.ts';

describe('SARIF', () => {
  const run = (results: unknown, rules: unknown) => ({
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Tool', rules } }, results }],
  });
  const location = [
    { physicalLocation: { artifactLocation: { uri: 'services/or%20ders/a.js' }, region: { startLine: 4 } } },
  ];
  it('takes the level, score and CWE of the rule', () => {
    const rules = [
      {
        id: 'sqli',
        defaultConfiguration: { level: 'error' },
        properties: { tags: ['external/cwe/cwe-089', 'security'], 'security-severity': '8.8' },
      },
    ];
    const found = first(run([{ ruleId: 'sqli', locations: location, message: { text: 'x' } }], rules));
    assert.deepEqual(
      [found.cwe, found.severity, found.cvss?.score, found.file, found.line],
      [[89], 'high', 8.8, 'services/or ders/a.js', 4],
    );
  });
  it('finds a rule of an extension by its index', () => {
    const value = {
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: { name: 'T' },
            extensions: [{ name: 'e', rules: [{ id: 'r', properties: { cwe: ['CWE-22'] } }] }],
          },
          results: [{ rule: { index: 0, toolComponent: { index: 0 } } }],
        },
      ],
    };
    assert.deepEqual(first(value).cwe, [22]);
  });
  it('leaves out what is suppressed or absent, but not a rejected suppression', () => {
    const results = [
      { ruleId: 'a', suppressions: [{ kind: 'inSource' }] },
      { ruleId: 'b', suppressions: [{ status: 'rejected' }] },
      { ruleId: 'c', baselineState: 'absent' },
    ];
    assert.deepEqual(
      reading(run(results, [])).findings.map((found) => found.id),
      ['b'],
    );
  });
  it('finds the CVE and package of an image scanner', () => {
    const found = first(
      run([{ ruleId: 'CVE-2026-12345-openssl', message: { text: 'reports openssl at version 3.0 ' } }], []),
    );
    assert.deepEqual(
      [found.id, found.kind, found.package?.name, found.package?.version],
      ['CVE-2026-12345', 'vulnerability', 'openssl', '3.0'],
    );
  });
});
