import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type AssessInput,
  applyVex,
  assess,
  type Finding,
  finding,
  noIntelligence,
  nothingScanned,
  type Source,
  type VexStatement,
} from '../index.ts';
import { reading } from './readings.ts';

const network = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N';

function trivy(...rows: readonly object[]) {
  return {
    ArtifactName: 'shop/orders:1.2',
    ArtifactType: 'container_image',
    CreatedAt: '2026-03-01T00:00:00Z',
    Results: [{ Target: 'x', Class: 'lang-pkgs', Vulnerabilities: rows }],
  };
}

function row(id: string, pkg: string, more: object = {}) {
  return {
    VulnerabilityID: id,
    PkgName: pkg,
    InstalledVersion: '1',
    Severity: 'CRITICAL',
    CweIDs: ['CWE-89'],
    CVSS: { nvd: { V3Vector: network } },
    ...more,
  };
}

function source(value: unknown, more: Partial<Source> = {}): Source {
  return { path: 'reports/trivy.json', reading: reading(value), about: [], counts: true, ...more };
}

function input(sources: readonly Source[], more: Partial<AssessInput> = {}): AssessInput {
  return {
    sources,
    services: [
      {
        name: 'Orders',
        images: ['shop/orders'],
        workloads: ['shop/*/orders'],
        hosts: [],
        code: [],
        reachedFromOtherZone: true,
      },
    ],
    threats: [
      { name: 'Leak', elements: ['Orders'], cwe: [89], stride: ['information-disclosure'] },
      { name: 'Flood', elements: ['Orders'], cwe: [], stride: ['denial-of-service'] },
    ],
    intelligence: noIntelligence,
    ...more,
  };
}

describe('an assessment', () => {
  it('moves a threat by the strongest findings of its services, one of a package', () => {
    const { threats } = assess(
      input([source(trivy(row('CVE-2026-0001', 'a'), row('CVE-2026-0002', 'a'), row('CVE-2026-0003', 'b')))]),
    );
    assert.deepEqual(
      threats.map((threat) => threat.threat),
      ['Leak'],
    );
    const moved = threats[0].vulnerability;
    // Critical without EPSS: 0.2 each; 1 − 0.8 · 0.9 = 0.28; half of it.
    assert.ok(moved && Math.abs(moved.combined.value - 0.28) < 1e-12 && Math.abs(moved.q - 0.14) < 1e-12);
    assert.deepEqual(
      moved.combined.steps.map((step) => step.finding.finding.id),
      ['CVE-2026-0001', 'CVE-2026-0003'],
    );
  });

  it('drops nothing: what moves no figure is listed with the reason', () => {
    const { findings, threats } = assess(
      input([
        source(trivy(row('CVE-2026-0001', 'a'))),
        source({ ...trivy(row('CVE-2026-0002', 'b')), ArtifactName: 'other:1' }),
        source(trivy(row('CVE-2026-0003', 'c', { CweIDs: ['CWE-778'] }))),
        source(trivy(row('CVE-2026-0004', 'd', { Status: 'not_affected' }))),
        source(trivy(row('CVE-2026-0005', 'e')), { counts: false }),
      ]),
    );
    assert.deepEqual(
      findings.map((found) => found.idle),
      [null, 'no service', 'no threat', 'vex', 'old'],
    );
    assert.equal(threats[0].vulnerability?.combined.steps.length, 1);
  });

  it('gives the findings of a report to the services that it is about, with their reach', () => {
    const other = { ...trivy(row('CVE-2026-0001', 'a')), ArtifactName: 'other:1' };
    const moved = assess(input([source(other, { about: ['Orders'] })])).threats[0].vulnerability;
    assert.ok(Math.abs((moved?.combined.value ?? 0) - 0.2) < 1e-12);
    const inner = input([source(other, { about: ['Orders'] })]);
    const hidden = {
      ...inner,
      services: inner.services.map((service) => ({ ...service, reachedFromOtherZone: false })),
    };
    assert.ok(Math.abs((assess(hidden).threats[0].vulnerability?.q ?? 0) - 0.05) < 1e-12);
  });

  it('counts a flaw that two tools found once', () => {
    const grype = {
      matches: [
        {
          vulnerability: { id: 'CVE-2026-0001', severity: 'Critical', cwes: [{ cwe: 'CWE-89' }] },
          artifact: { name: 'libA', version: '1' },
        },
      ],
      source: { target: { userInput: 'shop/orders:1.2' } },
    };
    const { threats } = assess(input([source(trivy(row('CVE-2026-0001', 'a'))), source(grype)]));
    assert.equal(threats[0].vulnerability?.combined.steps.length, 1);
    assert.equal(threats[0].vulnerability?.combined.left.length, 1);
  });

  it('observes alerts over the days of all logs of the sensor', () => {
    const alert = (time: string, rule = 'Flood') => ({
      rule,
      time,
      output_fields: { 'k8s.ns.name': 'shop', 'k8s.pod.name': 'orders-6948f886dc-b9p44' },
      tags: ['mitre_impact'],
    });
    const one = source([alert('2026-03-01T00:00:00Z'), alert('2026-03-01T05:00:00Z'), alert('2026-03-02T05:00:00Z')]);
    const quiet = source([
      { rule: 'Falco internal: metrics snapshot', source: 'internal', time: '2026-03-05T00:00:00Z', output_fields: {} },
    ]);
    const { threats, alerts } = assess(input([one, quiet]));
    assert.deepEqual(
      threats.map((threat) => [threat.threat, threat.alerts?.count, threat.alerts?.days]),
      [['Flood', 2, 3]],
    );
    assert.deepEqual(
      alerts.map((item) => item.idle),
      [null, null, null],
    );
  });
});

describe('VEX', () => {
  const flaw = (known: Partial<Finding> = {}): Finding =>
    finding({
      id: 'CVE-2026-0001',
      kind: 'vulnerability',
      tool: 'T',
      place: '',
      package: { name: 'lib', version: '1.0', ecosystem: 'npm', purl: 'pkg:npm/lib@1.0', fixedIn: null },
      scanned: { ...nothingScanned, images: ['ghcr.io/shop/orders:1.2', 'ghcr.io/shop/orders@sha256:ab'] },
      ...known,
    });
  const says = (
    status: VexStatement['status'],
    product: string,
    parts: readonly string[] = [],
    more: Partial<VexStatement> = {},
  ): VexStatement => ({
    ids: ['CVE-2026-0001'],
    status,
    reason: `The VEX says ${status}.`,
    products: [{ id: product, parts }],
    at: null,
    place: '',
    ...more,
  });
  const status = (...statements: readonly VexStatement[]) => applyVex([flaw()], statements).findings[0].status;

  it('fits a package, an image, or a package inside of an image', () => {
    for (const product of [
      'pkg:npm/lib@1.0',
      'pkg:npm/lib',
      'lib',
      'shop/orders:1.2',
      'pkg:oci/orders@sha256%3Aab?repository_url=ghcr.io/shop/orders',
    ]) {
      assert.equal(status(says('not_affected', product)), 'not_affected', product);
    }
    assert.equal(status(says('fixed', 'ghcr.io/shop/orders', ['pkg:npm/lib@1.0'])), 'fixed');
  });

  it('does not fit another version, package, image, flaw or an unknown product', () => {
    for (const product of ['pkg:npm/lib@2.0', 'pkg:pypi/lib@1.0', 'shop/orders:2', 'ABC 4.2', '', '*']) {
      assert.equal(status(says('not_affected', product)), 'affected', product);
    }
    assert.equal(status(says('fixed', 'ghcr.io/shop/orders', ['pkg:npm/other'])), 'affected');
    assert.equal(status(says('fixed', 'lib', [], { ids: ['CVE-2026-0002'] })), 'affected');
    assert.equal(status({ ...says('fixed', 'lib'), products: [] }), 'affected');
  });

  it('is that of the latest statement, and those that fit nothing are told', () => {
    const early = says('not_affected', 'lib', [], { at: '2026-01-01T00:00:00Z' });
    const late = says('affected', 'lib', [], { at: '2026-02-01T00:00:00Z' });
    assert.equal(status(late, early), 'affected');
    const stray = says('fixed', 'nothing');
    assert.deepEqual(applyVex([flaw()], [early, stray]).unused, [stray]);
  });

  it('is read from OpenVEX', () => {
    const { statements } = reading({
      '@context': 'https://openvex.dev/ns/v0.2.0',
      timestamp: '2026-03-01T00:00:00Z',
      statements: [
        {
          vulnerability: { name: 'CVE-2026-0001', aliases: ['GHSA-jfh8-c2jp-5v3q'] },
          products: [{ '@id': 'pkg:npm/lib@1.0', subcomponents: [{ '@id': 'pkg:npm/x' }] }],
          status: 'not_affected',
          justification: 'component_not_present',
        },
        { status: 'odd' },
      ],
    });
    assert.equal(statements.length, 1);
    assert.deepEqual(statements[0].ids, ['CVE-2026-0001', 'GHSA-jfh8-c2jp-5v3q']);
    assert.deepEqual(statements[0].products, [{ id: 'pkg:npm/lib@1.0', parts: ['pkg:npm/x'] }]);
  });
});
