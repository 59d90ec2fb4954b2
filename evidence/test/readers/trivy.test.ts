import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { first, reading } from '../readings.ts';

const critical = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const local = 'CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N';

describe('Trivy', () => {
  const image = {
    SchemaVersion: 2,
    CreatedAt: '2026-03-01T10:00:00.123456789+01:00',
    ArtifactName: 'shop/orders:1.2',
    ArtifactType: 'container_image',
    Metadata: { RepoTags: ['shop/orders:1.2'], RepoDigests: ['shop/orders@sha256:ab'] },
    Results: [
      {
        Target: 'app/package-lock.json',
        Class: 'lang-pkgs',
        Type: 'npm',
        Vulnerabilities: [
          {
            VulnerabilityID: 'CVE-2026-0001',
            PkgName: 'lib',
            InstalledVersion: '1.0.0',
            FixedVersion: '1.0.1',
            Status: 'fixed',
            Severity: 'CRITICAL',
            SeveritySource: 'redhat',
            CweIDs: ['CWE-89', 'NVD-CWE-noinfo'],
            CVSS: { nvd: { V3Vector: critical, V3Score: 9.8 }, redhat: { V3Vector: local, V3Score: '4.0' } },
          },
          { VulnerabilityID: 'CVE-2026-0002', PkgName: 'lib', Status: 'not_affected', Severity: 'LOW', CVSS: null },
        ],
        Secrets: [{ RuleID: 'aws-key', Severity: 'HIGH', StartLine: 7 }],
        Misconfigurations: [
          { ID: 'KSV-0001', Status: 'PASS' },
          { ID: 'KSV-0014', Status: 'FAIL', Severity: 'LOW', CauseMetadata: { StartLine: 3 } },
        ],
      },
    ],
  };

  it('says what it scanned, when, and the CVSS of the vendor that set the severity', () => {
    const found = first(image);
    assert.deepEqual(found.scanned.images, ['shop/orders:1.2', 'shop/orders@sha256:ab']);
    assert.equal(found.at, '2026-03-01T09:00:00Z');
    assert.deepEqual(found.cwe, [89]);
    assert.deepEqual(found.cvss, {
      version: '3.1',
      vector: local,
      score: 4,
      vendor: 'redhat',
      others: [{ vendor: 'nvd', score: 9.8 }],
    });
    assert.deepEqual(
      [found.package?.name, found.package?.fixedIn, found.file],
      ['lib', '1.0.1', 'app/package-lock.json'],
    );
    assert.equal(found.place, '/Results/0/Vulnerabilities/0');
  });

  it('takes "fixed" as affected with a fix, "not_affected" as it is, and leaves out what passed', () => {
    const statuses = reading(image).findings.map((found) => [found.id, found.kind, found.status]);
    assert.deepEqual(statuses, [
      ['CVE-2026-0001', 'vulnerability', 'affected'],
      ['CVE-2026-0002', 'vulnerability', 'not_affected'],
      ['KSV-0014', 'misconfiguration', 'affected'],
      ['aws-key', 'secret', 'affected'],
    ]);
  });

  it('names workloads of a cluster', () => {
    const found = first({
      ClusterName: 'c',
      Resources: [
        {
          Namespace: 'shop',
          Kind: 'Deployment',
          Name: 'orders',
          Results: [
            {
              Target: 'shop/orders:1 (debian 12)',
              Class: 'os-pkgs',
              Vulnerabilities: [{ VulnerabilityID: 'CVE-2026-0001' }],
            },
          ],
        },
      ],
    });
    assert.deepEqual(found.scanned.workload, {
      cluster: 'c',
      namespace: 'shop',
      kind: 'Deployment',
      name: 'orders',
      container: null,
    });
    assert.deepEqual(found.scanned.images, ['shop/orders:1']);
  });

  it('reads the list of its first schema and the reports of its operator', () => {
    const old = first([
      { Target: 'shop/orders:1 (debian 12)', Type: 'debian', Vulnerabilities: [{ VulnerabilityID: 'CVE-2026-0001' }] },
    ]);
    assert.deepEqual(old.scanned.images, ['shop/orders:1']);
    const report = {
      apiVersion: 'aquasecurity.github.io/v1alpha1',
      kind: 'VulnerabilityReport',
      metadata: {
        labels: {
          'trivy-operator.resource.kind': 'ReplicaSet',
          'trivy-operator.resource.name': 'orders-965685897',
          'trivy-operator.container.name': 'orders',
        },
        namespace: 'shop',
      },
      report: {
        artifact: { repository: 'shop/orders', tag: '1.2' },
        registry: { server: 'ghcr.io' },
        vulnerabilities: [{ vulnerabilityID: 'CVE-2026-0001', resource: 'lib', score: 7.5, severity: 'HIGH' }],
      },
    };
    const found = first({ kind: 'List', items: [report] });
    assert.deepEqual(found.scanned.images, ['ghcr.io/shop/orders:1.2']);
    assert.equal(found.scanned.workload?.name, 'orders-965685897');
    assert.deepEqual([found.cvss?.vector, found.cvss?.score], [null, 7.5]);
  });
});
