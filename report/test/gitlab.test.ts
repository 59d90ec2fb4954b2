import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { gitlabIssues } from '../gitlab.ts';
import { annotated, diagnostic } from './diagnostic.ts';

describe('Code Quality for GitLab', () => {
  it('has what GitLab needs of each', () => {
    const [{ fingerprint, ...rest }] = gitlabIssues(annotated([diagnostic({ endLine: 4 })]));
    assert.deepEqual(rest, {
      description: 'Tampering has no loss.',
      check_name: 'unquantified',
      severity: 'major',
      location: { path: 'shop.risk', lines: { begin: 3, end: 4 } },
    });
    assert.match(fingerprint, /^[0-9a-f]{32}$/);
  });

  it('gives equal findings different fingerprints', () => {
    const issues = gitlabIssues(annotated([diagnostic(), diagnostic({ line: 9, endLine: 9 }), diagnostic()]));
    assert.equal(new Set(issues.map((issue) => issue.fingerprint)).size, 3);
  });

  it('tells the severities apart', () => {
    const found = (['error', 'warning', 'information', 'hint'] as const).map((severity) => diagnostic({ severity }));
    assert.deepEqual(
      gitlabIssues(annotated(found)).map((issue) => issue.severity),
      ['critical', 'major', 'minor', 'info'],
    );
  });
});
