import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readers } from '../formats/index.ts';
import { lineOf, maxReportBytes, readEpss, readKev, readReport, readStix, readVex } from '../index.ts';
import type { Json } from '../input/value.ts';
import { contentOf } from '../read.ts';
import { bytesOf, failing, reading } from './readings.ts';

describe('a file that is no report', () => {
  const cases: readonly (readonly [string, unknown, string, RegExp])[] = [
    ['with no byte', '', 'empty', /empty/],
    ['with blanks only', ' \n\t\r\n', 'empty', /empty/],
    ['broken off', '{"SchemaVersion":2,"Results":[{"Target"', 'syntax', /breaks off in line 1/],
    ['that is another thing', '<html>', 'syntax', /not JSON: line 1/],
    ['of another tool', { hello: 'world' }, 'unknown-format', /no format known here/],
    ['of a bare value', '7', 'unknown-format', /no format/],
    ['nested deeply', `{"runs":${'['.repeat(200_000)}`, 'too-deep', /deep/],
    ['with a NUL byte', '{"a":"\0"}', 'encoding', /NUL/],
  ];
  for (const [name, value, reason, message] of cases) {
    it(name, () => {
      const result = failing(value);
      assert.equal(result.reason, reason);
      assert.match(result.message, message);
    });
  }

  it('in Latin-1, or in a broken UTF-16', () => {
    assert.equal(failing(new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d])).reason, 'encoding');
    assert.equal(failing(new Uint8Array([0xfe, 0xff, 0xd8, 0, 0, 0x7d])).reason, 'encoding');
    assert.equal(failing(new Uint8Array([0xff, 0xfe])).reason, 'empty');
    assert.equal(failing(new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x7d])).reason, 'encoding');
  });

  it('compressed, or larger than can be read', () => {
    assert.equal(failing(new Uint8Array([0x1f, 0x8b, 8])).reason, 'compressed');
    assert.equal(failing(new Uint8Array(maxReportBytes + 1)).reason, 'too-large');
  });

  it('is a feed: the message says how to name it', () => {
    for (const [text, feed] of [
      ['#model_version:v1\ncve,epss\n', 'epss'],
      ['{"title":"x","catalogVersion":"1","vulnerabilities":[]}', 'kev'],
      ['{"type":"bundle","objects":[]}', 'stix'],
    ]) {
      assert.match(failing(text).message, new RegExp(`feed ${feed}`));
    }
  });

  it('is none for a feed either', () => {
    for (const read of [readEpss, readKev, readStix, readVex]) {
      for (const text of ['', '{', '[]', '{}', 'a,b\n1,2\n', 'null', '"', '\0']) {
        assert.equal(read(bytesOf(text)).kind, 'problem', `${read.name} of ${JSON.stringify(text)}`);
      }
    }
  });

  it('may begin with a byte order mark', () => {
    assert.equal(reading('\ufeff{"version":"2.1.0","runs":[]}').format, 'SARIF');
  });

  it('may be in UTF-16 with its mark, as PowerShell writes it', () => {
    const text = `\ufeff{"version":"2.1.0","runs":[\n{"tool":{"driver":{"name":"Prüfer 😀${'x'.repeat(70_000)}"}}}]}`;
    const little = Buffer.from(text, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      const result = readReport(bytes);
      assert.match(result.kind === 'reading' ? result.tool : result.message, /^Prüfer 😀xxx/);
      assert.equal(lineOf(bytes, '/runs/0/tool', false), 2);
    }
  });
});

/** One document for each format, from which the test below makes damaged ones. */
const samples: readonly Json[] = [
  {
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'x', rules: [{ id: 'r' }] } }, results: [{ ruleId: 'r', locations: [{}] }] }],
  },
  {
    version: '1.0.0',
    runs: [
      { tool: { name: 'x' }, rules: { r: { id: 'r' } }, results: [{ ruleId: 'r', locations: [{ resultFile: {} }] }] },
    ],
  },
  {
    bomFormat: 'CycloneDX',
    components: [{ name: 'a' }],
    vulnerabilities: [{ id: 'CVE-2021-1234', affects: [{ ref: 'a' }], ratings: [{}] }],
  },
  {
    '@context': 'https://openvex.dev/ns',
    statements: [{ vulnerability: { name: 'CVE-2021-1234' }, status: 'fixed', products: [{ '@id': 'a' }] }],
  },
  {
    kind: 'VulnerabilityReport',
    apiVersion: 'aquasecurity.github.io/v1alpha1',
    metadata: { labels: {} },
    report: { vulnerabilities: [{ vulnerabilityID: 'CVE-2021-1234' }] },
  },
  {
    ArtifactName: 'a',
    ArtifactType: 'container_image',
    Results: [
      { Target: 'a', Vulnerabilities: [{ VulnerabilityID: 'CVE-2021-1234', CVSS: { nvd: { V3Vector: 'x' } } }] },
    ],
  },
  {
    matches: [
      { vulnerability: { id: 'CVE-2021-1234', epss: [{}], cvss: [{}] }, artifact: { name: 'a', locations: [{}] } },
    ],
    source: { target: {} },
    descriptor: { name: 'grype' },
  },
  { vulnerabilities: [{ id: 'a', identifiers: { CVE: ['x'] }, cvssDetails: [{}] }], packageManager: 'npm', ok: false },
  {
    jsonapi: {},
    data: [{ type: 'issue', attributes: { key: 'a', problems: [{}], coordinates: [{ representations: [{}] }] } }],
  },
  { results: [{ check_id: 'a', path: 'x', extra: { metadata: { cwe: ['CWE-1'] } } }], errors: [] },
  {
    findings: [{ rule_name: 'a', location: { line: 1 }, found_dependency: { package: 'x' }, rule: { cwe_names: [1] } }],
  },
  { vulns: [{ advisory: { ruleId: 'a', references: { cveIds: ['x'] } }, matchedDependency: {} }] },
  {
    results: [
      {
        source: { path: 'a' },
        packages: [
          { package: { name: 'a' }, vulnerabilities: [{ id: 'a', severity: [{}] }], groups: [{ ids: ['a'] }] },
        ],
      },
    ],
  },
  {
    reportSchema: '1.1',
    dependencies: [
      { vulnerabilities: [{ name: 'CVE-2021-1234', cvssv3: {}, cvssv2: {} }], packages: [{ id: 'pkg:a/b@1' }] },
    ],
  },
  { site: [{ '@name': 'http://a', alerts: [{ pluginid: '1', instances: [{}] }] }] },
  [{ 'template-id': 'a', info: { classification: { 'cve-id': ['CVE-2021-1234'] } }, host: 'http://a' }],
  { scan: { type: 'sast' }, vulnerabilities: [{ id: 'a', identifiers: [{ type: 'cwe', value: '1' }], location: {} }] },
  [{ fingerprint: 'a', check_name: 'b', location: { lines: {} }, categories: ['Security'] }],
  {
    findings: [
      {
        findingArn: 'a',
        packageVulnerabilityDetails: { vulnerabilityId: 'CVE-2021-1234', vulnerablePackages: [{}] },
        resources: [{ tags: {} }],
      },
    ],
  },
  {
    Findings: [
      { ProductArn: 'a', GeneratorId: 'b', Resources: [{ Details: { Other: {} } }], Vulnerabilities: [{ Id: 'x' }] },
    ],
  },
  [{ type: 'Recon:EC2/Portscan', resource: { instanceDetails: { tags: [{ key: 'Name', value: 'a' }] } }, service: {} }],
  [{ class_uid: 2002, vulnerabilities: [{ cve: { uid: 'CVE-2021-1234', cvss: [{}] } }], resources: [{}] }],
  [{ class_uid: 2004, finding_info: { title: 'a', attacks: [{ tactic: {} }] } }],
  [{ rule: 'a', output_fields: { 'k8s.pod.name': 'x' }, tags: ['mitre_execution'], time: '2026-01-01T00:00:00Z' }],
  { hits: { hits: [{ _source: { agent: { name: 'a' }, rule: { level: 3, mitre: { tactic: ['x'] } } } }] } },
  [{ '@timestamp': '2026-01-01', 'event.kind': 'alert', threat: { tactic: { name: ['x'] } } }],
];

describe('a report with members that are not what they should be', () => {
  it('has a sample for every format', () => {
    const formats = new Set(samples.map((sample) => contentOf(sample)?.format));
    assert.deepEqual([...formats].sort(), readers.map((reader) => reader.format).sort());
  });

  it('is never an exception', () => {
    const strange = fc.constantFrom<Json>(
      null,
      0,
      -1,
      1e308,
      true,
      '',
      '12',
      'CVE-1',
      [],
      {},
      [null],
      [[{}]],
      { '': null },
      'x'.repeat(5000),
    );
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(), strange, (sample, nth, value) => {
        const result = readReport(bytesOf(damaged(sample, nth, value)));
        assert.ok(
          result.kind === 'problem' || result.findings.every((found) => found.id !== '' && found.place !== undefined),
        );
      }),
      { seed: 7, numRuns: 3000 },
    );
  });
});

/** A copy with another value at its n-th place, counted round and round. */
function damaged(sample: Json, nth: number, value: Json): Json {
  const copy = structuredClone(sample);
  const places: (() => void)[] = [];
  const walk = (holder: Json) => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      const members = holder as Record<string, Json>;
      places.push(() => {
        members[key] = value;
      });
      walk(members[key]);
    }
  };
  walk(copy);
  places[nth % places.length]();
  return copy;
}
