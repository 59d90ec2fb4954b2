import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { first, reading } from '../readings.ts';

const critical = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';

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
