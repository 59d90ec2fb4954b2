import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Json } from '../../input/value.ts';
import { first, reading } from '../readings.ts';

const critical = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

describe('other scanners', () => {
  it('Semgrep gives CWEs as a text or a list', () => {
    const row = (cwe: Json): Json => ({
      check_id: 'r',
      path: 'a.js',
      start: { line: 2 },
      extra: { severity: 'ERROR', metadata: { cwe } },
    });
    const result = reading({ results: [row('CWE-352: Forgery'), row(['CWE-79: X', 'CWE-80']), row(null)], errors: [] });
    assert.deepEqual(
      result.findings.map((found) => found.cwe),
      [[352], [79, 80], []],
    );
  });

  it('OSV-Scanner counts groups, and a malicious package is one', () => {
    const result = reading({
      results: [
        {
          source: { path: 'a/package-lock.json', type: 'lockfile' },
          packages: [
            {
              package: { name: 'lib', version: '1', ecosystem: 'PyPI' },
              vulnerabilities: [
                {
                  id: 'GHSA-jfh8-c2jp-5v3q',
                  aliases: ['CVE-2026-0001'],
                  severity: [{ type: 'CVSS_V3', score: critical }],
                },
                { id: 'PYSEC-2026-1', aliases: ['CVE-2026-0001'] },
                { id: 'MAL-2026-1' },
              ],
              groups: [
                { ids: ['GHSA-jfh8-c2jp-5v3q', 'PYSEC-2026-1'], aliases: ['CVE-2026-0001'] },
                { ids: ['MAL-2026-1'] },
              ],
            },
          ],
        },
      ],
    });
    assert.deepEqual(
      result.findings.map((found) => [found.id, found.kind, found.rows]),
      [
        ['CVE-2026-0001', 'vulnerability', 2],
        ['MAL-2026-1', 'malware', 1],
      ],
    );
    assert.deepEqual(result.findings[0].aliases, ['GHSA-jfh8-c2jp-5v3q', 'PYSEC-2026-1']);
  });

  it('Dependency-Check has its vectors put together, misspelt names and all', () => {
    const cvssv3 = {
      baseScore: 7.5,
      attackVector: 'NETWORK',
      attackComplexity: 'LOW',
      privilegesRequired: 'NONE',
      userInteraction: 'NONE',
      scope: 'UNCHANGED',
      confidentialityImpact: 'HIGH',
      integrityImpact: 'NONE',
      availabilityImpact: 'NONE',
    };
    const cvssv2 = {
      score: '7.5',
      accessVector: 'NETWORK',
      accessComplexity: 'LOW',
      authenticationr: 'NONE',
      confidentialImpact: 'PARTIAL',
      integrityImpact: 'PARTIAL',
      availabilityImpact: 'PARTIAL',
    };
    const report = (flaw: Json): Json => ({
      reportSchema: '1.1',
      dependencies: [{ filePath: 'a.jar', packages: [{ id: 'pkg:maven/g/a@1.0' }], vulnerabilities: [flaw] }],
    });
    const newer = first(
      report({ name: 'CVE-2026-0001', source: 'NVD', cvssv3, cvssv2, knownExploitedVulnerability: {} }),
    );
    assert.deepEqual(
      [newer.cvss?.vector, newer.kev, newer.package?.name, newer.package?.version],
      ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', true, 'g/a', '1.0'],
    );
    assert.equal(first(report({ name: 'CVE-2014-0114', cvssv2 })).cvss?.vector, 'AV:N/AC:L/Au:N/C:P/I:P/A:P');
  });

  it('ZAP writes everything as text, and no CWE in several ways', () => {
    const alert = (pluginid: string, cweid: string, confidence = '2'): Json => ({
      pluginid,
      cweid,
      confidence,
      riskcode: '3',
      instances: [{ uri: 'https://a/b' }],
    });
    const report = {
      '@generated': 'Wed, 5 Dec 2018 19:00:19',
      site: [
        {
          '@name': 'https://shop.example',
          '@host': 'shop.example',
          '@port': '443',
          alerts: [alert('1', '79'), alert('2', '-1'), alert('3', '0', '0')],
        },
      ],
    };
    const { findings, at } = reading(report);
    assert.equal(at, '2018-12-05T19:00:19Z');
    assert.deepEqual(
      findings.map((found) => [found.cwe, found.status]),
      [
        [[79], 'affected'],
        [[], 'affected'],
        [[], 'not_affected'],
      ],
    );
    assert.deepEqual(findings[0].scanned.hosts, ['shop.example:443']);
  });

  it('Nuclei may have no classification', () => {
    const line = (more: object) =>
      JSON.stringify({ 'template-id': 'CVE-2026-0001', host: 'https://shop.example:8443/x', ...more });
    const text = [
      line({
        info: {
          severity: 'high',
          classification: { 'cwe-id': ['cwe-502'], 'cvss-metrics': critical, 'epss-score': '0.5' },
        },
      }),
      line({ info: { classification: null } }),
    ].join('\n');
    const { findings } = reading(text);
    assert.deepEqual(
      [findings[0].cwe, findings[0].epss?.probability, findings[0].scanned.hosts],
      [[502], 0.5, ['shop.example:8443']],
    );
    assert.deepEqual([findings[1].cvss, findings[1].place], [null, '/1']);
  });

  it('CycloneDX tells the state of a flaw and the component', () => {
    const found = first({
      bomFormat: 'CycloneDX',
      metadata: { component: { type: 'container', name: 'shop/orders', version: '1.2' } },
      components: [{ 'bom-ref': 'x', purl: 'pkg:npm/lib@1', name: 'lib', version: '1' }],
      vulnerabilities: [
        {
          id: 'CVE-2026-0001',
          cwes: [611],
          affects: [{ ref: 'urn:cdx:a/1#x' }],
          ratings: [{ method: 'CVSSv31', vector: critical.slice(9), source: { name: 'NVD' } }],
          analysis: { state: 'not_affected', justification: 'code_not_reachable' },
        },
      ],
    });
    assert.deepEqual(
      [found.package?.purl, found.status, found.cvss?.score, found.scanned.images],
      ['pkg:npm/lib@1', 'not_affected', 9.8, ['shop/orders:1.2']],
    );
    assert.match(found.statusReason ?? '', /code_not_reachable/);
  });

  it('Inspector gives the service by a tag', () => {
    const found = first({
      findings: [
        {
          findingArn: 'arn:x',
          severity: 'HIGH',
          status: 'ACTIVE',
          epss: { score: 0.1 },
          resources: [
            {
              type: 'AWS_ECR_CONTAINER_IMAGE',
              tags: { service: 'orders' },
              details: { awsEcrContainerImage: { repositoryName: 'shop/orders', imageTags: ['1.2'] } },
            },
          ],
          packageVulnerabilityDetails: {
            vulnerabilityId: 'CVE-2026-0001',
            vulnerablePackages: [{ name: 'lib', version: '1' }],
            cvss: [{ source: 'NVD', scoringVector: critical, baseScore: 9.8 }],
          },
        },
      ],
    });
    assert.deepEqual(
      [found.scanned.service, found.scanned.images, found.epss?.probability],
      ['orders', ['shop/orders:1.2'], 0.1],
    );
  });
});
