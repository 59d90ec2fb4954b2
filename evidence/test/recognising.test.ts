/** Which format a document is of, where several look alike. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { failing, reading } from './readings.ts';

describe('a report that found nothing', () => {
  for (const clean of ['[]', ' null ', '{"findings": []}', '{ "vulnerabilities" :\n[ ] }']) {
    it(`is ${clean}`, () => assert.equal(reading(clean).format, 'empty list'));
  }

  it('is none that has more than its empty list', () => {
    for (const other of [
      { scan_info: {}, warnings: [{ warning_type: 'SQL Injection' }], errors: [] },
      { errors: [], njsscan_version: '0.4.3', nodejs: { node_md5: {} } },
      { leaks: [{ rule: 'key' }], errors: [] },
      { total: 0, issues: [] },
    ]) {
      assert.equal(failing(other).reason, 'unknown-format');
    }
  });
});

describe('reports that look alike', () => {
  it('Bandit is no Semgrep, and Xeol no Grype', () => {
    const bandit = { errors: [], results: [], generated_at: '2026-03-01T00:00:00Z', metrics: { _totals: { loc: 0 } } };
    assert.equal(failing(bandit).reason, 'unknown-format');
    assert.equal(reading({ results: [], errors: [] }).format, 'Semgrep');
    const xeol = {
      matches: [{ Cycle: { ProductName: 'Perl' }, artifact: { name: 'perl' } }],
      source: {},
      descriptor: {},
    };
    assert.equal(failing(xeol).reason, 'unknown-format');
    assert.equal(failing({ ...xeol, matches: [], descriptor: { name: 'xeol' } }).reason, 'unknown-format');
    assert.equal(reading({ matches: [], descriptor: { name: 'grype' } }).format, 'Grype');
  });

  it('what says why nothing was scanned', () => {
    const message = failing({ ok: false, error: 'Use `snyk auth` to authenticate.', path: '/a' }).message;
    assert.equal(message, 'The tool found nothing out, and says why: Use `snyk auth` to authenticate.');
  });

  it('an answer of Wazuh without vulnerabilities, and one to another question', () => {
    const data = { affected_items: [], failed_items: [], total_affected_items: 0 };
    const message = 'All selected vulnerabilities were returned';
    assert.equal(reading({ data, error: 0, message }).format, 'Wazuh');
    assert.equal(failing({ data, error: 0, message: 'No agents were returned' }).reason, 'unknown-format');
  });
});
