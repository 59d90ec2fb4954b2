/** Shapes of Trivy and Snyk beyond the usual ones. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { first, reading } from './readings.ts';

const flaw = { VulnerabilityID: 'CVE-2026-0001', PkgName: 'lib' };

describe('Trivy', () => {
  it('reads the list of its first versions, which do not say a type', () => {
    assert.equal(first([{ Target: 'foo.json', Vulnerabilities: [flaw] }]).package?.name, 'lib');
  });

  const files = { Target: 'Node.js', Class: 'lang-pkgs', Vulnerabilities: [flaw] };
  const system = { Target: 'shop/orders:1 (debian 12)', Class: 'os-pkgs', Vulnerabilities: [] };
  const imagesOf = (resource: object) =>
    first({ ClusterName: '', Resources: [{ Kind: 'Pod', Name: 'a', ...resource }] }).scanned.images;

  it('gives packages of a language to the one image of their workload', () => {
    assert.deepEqual(imagesOf({ Results: [system, files] }), ['shop/orders:1']);
    assert.deepEqual(imagesOf({ Results: [system, { ...system, Target: 'x:2 (alpine 3)' }, files] }), []);
    const metadata = [{ RepoTags: ['shop/orders:1'], RepoDigests: ['shop/orders@sha256:ab'] }];
    assert.deepEqual(imagesOf({ Metadata: metadata, Results: [files] }), ['shop/orders:1', 'shop/orders@sha256:ab']);
  });

  it('says how many resources of a cluster it could not scan', () => {
    const found = reading({ ClusterName: 'c', Resources: [{ Kind: 'Pod', Name: 'a', Error: 'scan error: …' }] });
    assert.deepEqual(found.notes, ['1 resources of the cluster could not be scanned.']);
  });

  it('keeps a check of the operator that has no number by its title', () => {
    const report = {
      apiVersion: 'aquasecurity.github.io/v1alpha1',
      kind: 'ConfigAuditReport',
      report: {
        checks: [
          { title: 'Runs as root', severity: 'LOW', success: false },
          { checkID: 'KSV1', success: true },
        ],
      },
    };
    assert.deepEqual(
      reading(report).findings.map(({ id }) => id),
      ['Runs as root'],
    );
  });
});

describe('Snyk', () => {
  it('finds settings in infrastructure as code', () => {
    const project = {
      vulnerabilities: [],
      ok: true,
      dependencyCount: 0,
      targetFile: 'main.tf',
      packageManager: 'terraformconfig',
      path: '.',
      infrastructureAsCodeIssues: [
        { id: 'SNYK-CC-00024', title: 'Open ingress', severity: 'medium', lineNumber: -1, isIgnored: false },
        { id: 'SNYK-CC-00025', title: 'No logs', severity: 'low', lineNumber: 7, isIgnored: true },
      ],
    };
    const found = reading([project, { ok: false, error: '', path: 'invalid.txt' }]);
    assert.deepEqual(
      found.findings.map(({ id, kind, severity, file, line, status }) => [id, kind, severity, file, line, status]),
      [
        ['SNYK-CC-00024', 'misconfiguration', 'medium', 'main.tf', null, 'affected'],
        ['SNYK-CC-00025', 'misconfiguration', 'low', 'main.tf', 7, 'not_affected'],
      ],
    );
    assert.match(found.notes[0], /invalid\.txt was not scanned/);
  });

  it('may say no more of a project than its flaws', () => {
    assert.equal(
      first({ ok: false, vulnerabilities: [{ id: 'npm:ms:1', name: 'ms', version: '0.6.2' }] }).id,
      'npm:ms:1',
    );
  });

  it('has the version of an unmanaged library in its name', () => {
    const row = { id: 'SNYK-UNMANAGED-CPIO-1', name: 'https://ftp.gnu.org|cpio@2.12', packageName: 'cpio' };
    const found = first({ ok: false, dependencyCount: 1, vulnerabilities: [row] });
    assert.deepEqual([found.package?.name, found.package?.version], ['cpio', '2.12']);
    const scoped = { id: 'a', name: '@scope/lib', packageName: '@scope/lib' };
    assert.equal(first({ ok: false, vulnerabilities: [scoped] }).package?.version, null);
  });

  it('gives the package and the levels of issues of a package', () => {
    const found = first({
      jsonapi: { version: '1.0' },
      data: [
        {
          type: 'issue',
          attributes: {
            key: 'SNYK-JAVA-1',
            type: 'package_vulnerability',
            severities: [{ source: 'Snyk', level: 'medium', score: 5.9 }],
            coordinates: [
              {
                representations: [
                  { resource_path: '[,2.0)' },
                  { package: { name: 'lib', version: '1.0', type: 'maven' } },
                ],
              },
            ],
          },
        },
      ],
    });
    assert.deepEqual([found.severity, found.package?.name, found.package?.version], ['medium', 'lib', '1.0']);
  });
});
