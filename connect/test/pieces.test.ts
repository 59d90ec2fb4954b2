import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type CommentMarker, isNewer, markerLine, markerOf, withoutMarker } from '../../protocol/index.ts';
import { baseOf } from '../address.ts';
import { providers } from '../environment.ts';
import { fitted } from '../fit.ts';
import { waitBefore } from '../wait.ts';
import { services } from './services.ts';

describe('the address of a service', () => {
  const kindOf = (text: string): string => {
    const base = baseOf(text, 'THE_URL');
    return base.ok ? base.value.href : base.failure.message;
  };
  it('is https, or this machine itself', () => {
    assert.equal(kindOf('https://git.example.com/api/v3'), 'https://git.example.com/api/v3/');
    for (const host of ['127.0.0.1:80', '127.1.2.3', 'localhost', '[::1]:9'])
      assert.match(kindOf(`http://${host}/x`), /^http:/);
    for (const host of ['example.com', '127.0.0.1.example.com', 'localhost.example.com', '128.0.0.1', '[::2]'])
      assert.match(
        kindOf(`http://${host}/x`),
        /^THE_URL begins with http:\/\/, but a token is sent over https only\.$/,
      );
    assert.match(kindOf('ftp://127.0.0.1/'), /over https only/);
    assert.match(kindOf('example.com'), /is not an address/);
    assert.match(kindOf('https://user:pw@example.com/'), /holds a name or a password/);
  });
});

describe('what a pipeline lacks', () => {
  for (const { name, env } of services) {
    const all = env('https://example.com');
    const target = (variables: Record<string, string>) => providers[name].target(variables, null);
    it(`is named: ${name}`, () => {
      assert.ok(target(all).ok);
      const needed = Object.keys(all).filter(
        (key) => !/RUN|JOB|BUILDID|PIPELINE_ID|SHA|SOURCEVERSION|_V4_|API_URL/.test(key),
      );
      for (const missing of needed) {
        const { [missing]: _, ...rest } = all;
        const found = target(rest);
        assert.ok(!found.ok, missing);
        const says = /_REF$|_IID$|PULLREQUESTID$/.test(missing) ? /--pr N/ : new RegExp(`^${missing} is not set`);
        assert.match(found.failure.message, says);
      }
    });
  }
});

describe('waiting', () => {
  const timing = { now: () => Date.UTC(2026, 0, 1), random: () => 1, sleep: async () => {} };
  const wait = (attempt: number, isLimited: boolean, headers: Record<string, string> = {}): number =>
    waitBefore(attempt, isLimited, new Headers(headers), timing);

  it('goes by the header, in seconds or as a date', () => {
    assert.equal(wait(3, true, { 'retry-after': '2' }), 2_000);
    assert.equal(wait(3, false, { 'retry-after': 'Thu, 01 Jan 2026 00:00:05 GMT' }), 5_000);
    assert.equal(wait(3, false, { 'retry-after': 'Wed, 31 Dec 2025 00:00:05 GMT' }), 0);
    assert.equal(wait(0, false, { 'retry-after': 'soon' }), 1_250);
  });

  it('doubles without one', () => {
    assert.deepEqual(
      [0, 1, 2].map((attempt) => wait(attempt, false)),
      [1_250, 2_500, 5_000],
    );
    assert.equal(wait(0, true), 75_000);
    assert.equal(wait(0, true, { 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '1' }), 75_000);
  });
});

describe('the marker', () => {
  const number = fc.nat({ max: 1e12 });
  const marker: fc.Arbitrary<CommentMarker> = fc.record(
    {
      tag: fc.constantFrom('risk', 'risk-a.b_2'),
      run: fc.option(fc.tuple(number, number)),
      at: fc.option(fc.constantFrom('2026-11-21T12:00:00.000Z', '2025-01-01T00:00:00.000Z')),
      commit: fc.option(fc.constantFrom('abcdef0', '0123456789abcdef0123456789abcdef01234567')),
    },
    { noNullPrototype: true },
  );

  it('is read as it was written, and taken away', () => {
    fc.assert(
      fc.property(marker, fc.string(), fc.constantFrom('\n', '\r\n'), (one, text, end) => {
        const body = `${markerLine(one)}${end}${text}`;
        assert.deepEqual(markerOf(body), one);
        assert.equal(withoutMarker(body), text.replaceAll('\r\n', '\n'));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('orders runs: never both newer than the other, and no run newer than itself', () => {
    fc.assert(
      fc.property(marker, marker, (a, b) => {
        assert.ok(!(isNewer(a, b) && isNewer(b, a)));
        assert.ok(!isNewer(a, a));
      }),
      { seed: 2, numRuns: 200 },
    );
    const at = (run: [number, number] | null, time: string) => ({ tag: 'risk', run, at: time, commit: null });
    assert.ok(isNewer(at([9, 1], '2020'), at([8, 9], '2026')), 'a later run, even if an older one wrote after it');
    assert.ok(isNewer(at([8, 2], '2020'), at([8, 1], '2026')));
    assert.ok(isNewer(at([8, 1], '2026'), at([8, 1], '2020')));
    assert.ok(isNewer(at(null, '2026'), at(null, '2020')));
  });

  it('does not count where it is quoted, incomplete or of another tool', () => {
    for (const body of [
      'text\n<!-- risk-as-code comment=risk -->',
      '> <!-- risk-as-code comment=risk -->',
      '<!-- x -->',
      '',
    ])
      assert.equal(markerOf(body), null);
    assert.equal(markerOf('<!-- risk-as-code comment=a--> -->'), null);
    assert.equal(markerOf('<!-- risk-as-code run=1.1 -->'), null);
  });
});

describe('a comment that is too long', () => {
  it('keeps its beginning, closes what is open and stays within the limit', () => {
    const lines = fc.array(fc.constantFrom('# A', '<details>', '</details>', '```', 'text 🎲', '| a | b |'), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(lines, fc.integer({ min: 120, max: 600 }), (parts, limit) => {
        const text = parts.join('\n');
        const short = fitted(text, limit);
        assert.ok(short.length <= limit);
        if (text.length <= limit) return assert.equal(short, text);
        const count = (pattern: RegExp): number => short.match(pattern)?.length ?? 0;
        assert.match(short, /its end is left out here/);
        assert.equal(count(/^```/gm) % 2, 0);
        assert.ok(count(/<details>/g) <= count(/<\/details>/g));
        assert.ok(!/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(short));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('is cut within a line where there is no other place', () => {
    const short = fitted('🎲'.repeat(500), 200);
    assert.ok(short.length <= 200);
    assert.ok(!/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(short));
  });
});
