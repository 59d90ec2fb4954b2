/** One small report of each format, written for these tests in the tool's form. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { countAlerts, countOf } from '../index.ts';
import type { Json } from '../input/value.ts';
import { first, firstAlert, reading } from './readings.ts';

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

describe('Grype', () => {
  it('joins the CVE behind a GHSA number, with EPSS and KEV', () => {
    const found = first({
      matches: [
        {
          vulnerability: {
            id: 'GHSA-jfh8-c2jp-5v3q',
            severity: 'Critical',
            knownExploited: [{ cve: 'CVE-2021-44228' }],
            cwes: [{ cwe: 'CWE-502' }],
          },
          relatedVulnerabilities: [
            {
              id: 'CVE-2021-44228',
              cvss: [{ source: 'nvd@nist.gov', vector: critical, metrics: { baseScore: 9.8 } }],
              epss: [{ epss: 0.97, date: '2026-03-01' }],
            },
          ],
          artifact: { name: 'log4j-core', version: '2.14.0', type: 'java-archive', locations: [{ path: '/app.jar' }] },
        },
      ],
      source: { type: 'image', target: { userInput: 'shop/orders', tags: [], repoDigests: ['shop/orders@sha256:ab'] } },
      descriptor: { name: 'grype', timestamp: '2026-03-01T00:00:00Z' },
    });
    assert.deepEqual([found.id, found.aliases, found.kev], ['CVE-2021-44228', ['GHSA-jfh8-c2jp-5v3q'], true]);
    assert.deepEqual(found.epss, { probability: 0.97, date: '2026-03-01' });
    assert.deepEqual([found.cvss?.vendor, found.cwe, found.file], ['nvd@nist.gov', [502], '/app.jar']);
  });

  it('counts a flaw that it lists by both names once', () => {
    const match = (id: string, related: readonly string[]) => ({
      vulnerability: { id, severity: 'High' },
      relatedVulnerabilities: related.map((other) => ({ id: other })),
      artifact: { name: 'lib', version: '1' },
    });
    const report = {
      matches: [
        match('GHSA-jfh8-c2jp-5v3q', ['CVE-2026-0001']),
        match('CVE-2026-0001', []),
        match('CVE-2026-0002', []),
      ],
      source: { target: '.' },
    };
    const { findings, notes } = reading(report);
    assert.deepEqual(
      findings.map((found) => [found.id, found.rows]),
      [
        ['CVE-2026-0001', 2],
        ['CVE-2026-0002', 1],
      ],
    );
    assert.match(notes.join(), /1 findings are another name/);
  });
});

describe('Snyk', () => {
  const row = {
    id: 'SNYK-JS-LIB-1',
    packageName: 'lib',
    version: '1',
    severity: 'high',
    CVSSv3: critical,
    cvssScore: null,
    identifiers: { CVE: ['CVE-2026-0001'], CWE: ['CWE-79'] },
    from: ['a'],
  };
  it('counts a flaw once, however many paths lead to it, and no licence', () => {
    const project = {
      vulnerabilities: [row, { ...row, from: ['b'] }, { id: 'snyk:lic:npm:x:GPL', type: 'license', packageName: 'x' }],
      packageManager: 'npm',
      path: 'services/orders',
      displayTargetFile: 'package.json',
    };
    const result = reading([project, { ok: false, error: 'no lock file', path: 'x' }]);
    assert.deepEqual(
      result.findings.map((found) => [found.id, found.rows, found.cvss?.score]),
      [['CVE-2026-0001', 2, 9.8]],
    );
    assert.equal(result.notes.length, 2);
  });
  it('says the image of a container', () => {
    const found = first({
      vulnerabilities: [row],
      packageManager: 'deb',
      docker: {},
      path: 'shop/orders:1',
      projectName: 'docker-image|shop/orders',
    });
    assert.deepEqual(found.scanned.images, ['shop/orders:1', 'shop/orders']);
  });
});

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
