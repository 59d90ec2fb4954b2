import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Diagnostic } from '../../protocol/index.ts';
import { annotated, diagnostic } from './diagnostic.ts';

const fingerprint = (part: Partial<Diagnostic>): string => annotated([diagnostic(part)])[0].fingerprint;

describe('annotations', () => {
  it('are known again after lines, wording, level and file have changed', () => {
    const before = fingerprint({});
    const moved = { line: 90, column: 1, endLine: 91, endColumn: 4, file: 'other.risk' };
    assert.equal(fingerprint(moved), before);
    assert.equal(fingerprint({ message: 'Said in other words, with $5M.', severity: 'error' }), before);
  });

  it('differ by code, name and system', () => {
    const all = [{}, { code: 'stale' }, { subject: 'Spoofing' }, { system: 'Bank' }, { system: null }].map(fingerprint);
    assert.equal(new Set(all).size, all.length);
  });

  it('are known by their file where they stand outside of every declaration', () => {
    const before = fingerprint({ subject: null });
    assert.equal(fingerprint({ subject: null, line: 50, endLine: 50 }), before);
    assert.notEqual(fingerprint({ subject: null, file: 'other.risk' }), before);
  });

  it('have fingerprints of their own, whatever is found', () => {
    const part = fc.record({
      code: fc.constantFrom('syntax', 'unit'),
      subject: fc.constantFrom(null, 'A', 'A#1', 'B'),
      system: fc.constantFrom(null, 'S'),
      file: fc.constantFrom('a.risk', 'b.risk'),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const found = annotated(parts.map(diagnostic)).map((each) => each.fingerprint);
        assert.equal(new Set(found).size, parts.length);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('come the loudest first, then the most expensive, then what has no figure', () => {
    const found = annotated(
      [
        diagnostic({ subject: 'Unknown' }),
        diagnostic({ subject: 'Cheap' }),
        diagnostic({ subject: 'Dear' }),
        diagnostic({ subject: 'Cheap', severity: 'error' }),
      ],
      { Cheap: 10, Dear: 2_000_000 },
    );
    assert.deepEqual(
      found.map(({ severity, cost }) => [severity, cost]),
      [
        ['error', 10],
        ['warning', 2_000_000],
        ['warning', 10],
        ['warning', null],
      ],
    );
  });

  it('take paths from the repository, related places too', () => {
    const related = [{ ...diagnostic(), message: 'Here.' }];
    const [found] = annotated([diagnostic({ related })], {}, 'services/shop');
    assert.equal(found.file, 'services/shop/shop.risk');
    assert.equal(found.related[0].file, 'services/shop/shop.risk');
  });
});
