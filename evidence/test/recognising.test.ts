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
