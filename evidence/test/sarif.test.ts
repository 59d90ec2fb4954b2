/** What single tools write into SARIF, and its first version. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { first, reading } from './readings.ts';

const log = (name: string, rule: object, result: object) => ({
  version: '2.1.0',
  runs: [{ tool: { driver: { name, rules: [{ id: 'r', ...rule }] } }, results: [{ ruleId: 'r', ...result }] }],
});
const at = (uri: string, ...logical: string[]) => [
  {
    physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } },
    logicalLocations: logical.map((fullyQualifiedName) => ({ fullyQualifiedName })),
  },
];

describe('SARIF', () => {
  it('of Snyk holds the CVE in the words of the rule and the package in a logical place', () => {
    const id = 'SNYK-JS-COOKIE-8163060';
    const rule = { id, fullDescription: { text: '(CVE-2024-47764) cookie@0.3.1' } };
    const found = first(log('Snyk Container', rule, { ruleId: id, locations: at('shop/orders', '@x/cookie@0.3.1') }));
    assert.deepEqual([found.id, found.aliases, found.kind], ['CVE-2024-47764', [id], 'vulnerability']);
    assert.deepEqual([found.package?.name, found.package?.version], ['@x/cookie', '0.3.1']);
    assert.deepEqual(found.scanned.images, ['shop/orders']);
    assert.equal(first(log('Snyk IaC', {}, { ruleId: 'SNYK-CC-00024' })).kind, 'code');
  });

  it('of govulncheck holds the CVE in the tags', () => {
    const rule = { id: 'GO-2026-4864', properties: { tags: ['CVE-2026-32282'] } };
    const found = first(log('govulncheck', rule, { ruleId: 'GO-2026-4864', locations: at('go.mod') }));
    assert.deepEqual([found.id, found.kind], ['CVE-2026-32282', 'vulnerability']);
  });

  it('of Dependency-Check holds package and vector', () => {
    const properties = {
      cvssv3_baseScore: 6.1,
      cvssv3_attackVector: 'NETWORK',
      cvssv3_attackComplexity: 'LOW',
      cvssv3_privilegesRequired: 'NONE',
      cvssv3_userInteraction: 'REQUIRED',
      cvssv3_scope: 'CHANGED',
      cvssv3_confidentialityImpact: 'LOW',
      cvssv3_integrityImpact: 'LOW',
      cvssv3_availabilityImpact: 'NONE',
      cvssv3_version: '3.0',
    };
    const locations = at('file:////src/a.js', 'pkg:npm/%40scope/lib@1.0');
    const found = first(log('dependency-check', {}, { ruleId: 'CVE-2026-0001', properties, locations }));
    assert.equal(found.cvss?.vector, 'CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N');
    assert.deepEqual([found.package?.name, found.package?.version], ['@scope/lib', '1.0']);
  });

  it('of Trivy before it named the image, and of Grype', () => {
    const rule = { id: 'CVE-2026-0001', name: 'OsPackageVulnerability' };
    const trivy = first(log('Trivy', rule, { ruleId: 'CVE-2026-0001', locations: at('library/nginx') }));
    assert.deepEqual(trivy.scanned.images, ['library/nginx']);
    const text = 'A low vulnerability in rpm package: tar, version 1.34 was found in image x at: a';
    const grype = first(log('Grype', {}, { ruleId: 'CVE-2026-0001-tar', message: { text } }));
    assert.deepEqual([grype.package?.name, grype.package?.version], ['tar', '1.34']);
  });

  it('of tools for secrets holds secrets, which are hard-coded credentials', () => {
    const found = first(log('gitleaks', {}, { locations: at('a.env') }));
    assert.deepEqual([found.kind, found.cwe], ['secret', [798]]);
  });

  it('may have a word for the severity of a rule, and its weakness as the name', () => {
    assert.equal(first(log('Semgrep OSS', { properties: { 'security-severity': 'LOW' } }, {})).severity, 'low');
    assert.deepEqual(first(log('x', {}, { ruleId: 'CWE-79/unescaped' })).cwe, [79]);
  });

  it('may name the CVE between underscores', () => {
    const found = first(log('Anchore', {}, { ruleId: 'ANCHOREVULN_CVE-2019-18276_dpkg_bash-4.3' }));
    assert.deepEqual([found.id, found.kind], ['CVE-2019-18276', 'vulnerability']);
  });

  it('may name the file by a number, or in its second location', () => {
    const run = {
      tool: { driver: { name: 'x' } },
      artifacts: [{ location: { uri: 'src/a.c' } }],
      results: [
        {
          ruleId: 'r',
          locations: [{ physicalLocation: { artifactLocation: { index: 0 }, region: { startLine: 2 } } }],
        },
        { ruleId: 'r', locations: [{ logicalLocations: [{ name: '/b' }] }, ...at('b.php')] },
      ],
    };
    const found = reading({ version: '2.1.0', runs: [run] }).findings;
    assert.deepEqual(
      found.map(({ file, line }) => [file, line]),
      [
        ['src/a.c', 2],
        ['b.php', 1],
      ],
    );
  });

  it('in version 1 has other names', () => {
    const run = {
      tool: { name: 'csc' },
      invocation: { endTime: '2026-03-01T10:00:00Z' },
      rules: { 'CA5350.1': { id: 'CA5350', shortDescription: 'Weak cipher', properties: { tags: ['CWE-327'] } } },
      results: [
        {
          ruleKey: 'CA5350.1',
          level: 'error',
          formattedRuleMessage: { formatId: 'Default', arguments: ['Use AES'] },
          locations: [{ resultFile: { uri: 'file:///src/a%20b.cs', region: { startLine: 7 } } }],
        },
        { ruleId: 'CS1', message: 'x', suppressionStates: ['suppressedInSource'] },
        { ruleId: 'CS2', message: 'Unused', locations: [{ analysisTarget: { uri: 'b.cs' } }] },
      ],
    };
    const log1 = { version: '1.0.0', runs: [run] };
    const found = first(log1);
    assert.deepEqual(
      [found.id, found.tool, found.title, found.severity, found.cwe, found.file, found.line, found.at],
      ['CA5350', 'csc', 'Weak cipher', 'high', [327], '/src/a b.cs', 7, '2026-03-01T10:00:00Z'],
    );
    assert.deepEqual(
      reading(log1).findings.map(({ id }) => id),
      ['CA5350', 'CS2'],
    );
    assert.match(reading(log1).notes[0], /^1 results are left out/);
  });
});

describe('Dependency-Check', () => {
  it('has the number of GitHub among the references of an advisory of npm', () => {
    const row = {
      source: 'NPM',
      name: '1004139',
      severity: 'high',
      references: [
        { url: 'https://example.org/GHSA-0000-0000-0000' },
        { url: 'https://github.com/advisories/GHSA-6chw-6frg-f759' },
      ],
    };
    const report = { reportSchema: '1.1', dependencies: [{ fileName: 'acorn:4', vulnerabilities: [row] }] };
    const found = first(report);
    assert.deepEqual([found.id, found.aliases], ['GHSA-6chw-6frg-f759', ['1004139']]);
  });
});
