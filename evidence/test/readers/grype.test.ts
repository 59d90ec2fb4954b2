import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { first, reading } from '../readings.ts';

const critical = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

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
