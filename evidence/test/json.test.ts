import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readDocument, readListInBatches } from '../input/document.ts';
import { jsonLimits } from '../input/json.ts';
import { lineOf } from '../input/locate.ts';
import type { Json } from '../input/value.ts';
import { everyKey, wantedKeys } from '../input/wanted-keys.ts';
import { bytesOf } from './readings.ts';

function parsed(text: string, keys = everyKey, limits = jsonLimits) {
  return readDocument(bytesOf(text), keys, limits);
}

function rootOf(text: string, keys = everyKey) {
  const document = parsed(text, keys);
  assert.equal(document.kind, 'document', document.kind === 'problem' ? document.message : '');
  return document.kind === 'document' ? document.root : null;
}

describe('JSON with only the members that are asked for', () => {
  it('is what JSON.parse makes of it when all are', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (text, space) => {
        if (text.includes('__proto__')) return;
        const spaced = JSON.stringify(JSON.parse(text), null, space);
        assert.deepEqual(rootOf(spaced), JSON.parse(spaced));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', 'x', '\\', '0', ':'),
        (text, at, letter) => {
          const place = at % (text.length + 1);
          const damaged = text.slice(0, place) + letter + text.slice(place + 1);
          let isJson = true;
          try {
            JSON.parse(damaged);
          } catch {
            isJson = false;
          }
          // Several values one after the other are JSON Lines here.
          const document = parsed(damaged);
          if (isJson) assert.equal(document.kind, 'document');
          else assert.ok(document.kind === 'problem' || document.lines, damaged);
        },
      ),
      { seed: 6, numRuns: 500 },
    );
  });

  it('leaves out the others, whatever is in them', () => {
    const keys = wantedKeys(['a', 'b']);
    assert.deepEqual(rootOf('{"a":{"x":[1,{"a":2}],"b":3},"c":{"a":1},"b":[{"d":1},{"a":null}]}', keys), {
      a: { b: 3 },
      b: [{}, { a: null }],
    });
  });

  it('keeps every member of one that is opened, and a dotted name by its parts', () => {
    const keys = wantedKeys(['CVSS/*', 'score', 'container', 'image', 'name']);
    assert.deepEqual(
      rootOf('{"CVSS":{"nvd":{"score":1,"x":2},"ghsa":{}},"container":{"image.name":"a","image.id":"b"}}', keys),
      {
        CVSS: { nvd: { score: 1 }, ghsa: {} },
        container: { 'image.name': 'a' },
      },
    );
  });

  it('knows no __proto__', () => {
    const root = rootOf('{"__proto__":{"polluted":1},"a":{"__pr\\u006fto__":{"polluted":1}}}') as { polluted?: number };
    assert.equal(root.polluted, undefined);
    assert.equal(({} as { polluted?: number }).polluted, undefined);
    assert.equal(Object.getPrototypeOf((root as unknown as { a: object }).a), Object.prototype);
  });

  it('cuts long texts between characters', () => {
    const document = parsed(`["${'𝒳'.repeat(20)}"]`, everyKey, { ...jsonLimits, textLength: 7 });
    assert.deepEqual(document.kind === 'document' && document.root, ['𝒳𝒳𝒳']);
  });

  it('says the line where a file breaks off, and what it misses', () => {
    const document = parsed('{\n  "a": [1,\n    2');
    assert.ok(document.kind === 'problem');
    assert.equal(document.reason, 'syntax');
    assert.match(document.message, /breaks off in line 3/);
  });

  it('stops at depth, number of values and size of texts', () => {
    const reason = (text: string, limits = jsonLimits) => {
      const document = parsed(text, everyKey, limits);
      return document.kind === 'problem' && document.reason;
    };
    assert.equal(reason('['.repeat(100_000)), 'too-deep');
    assert.equal(reason(`{"skipped":${'{"a":'.repeat(5000)}`), 'too-deep');
    assert.equal(reason('[1,2,3,4]', { ...jsonLimits, values: 4 }), 'too-large');
    assert.equal(reason('["aaaa","bbbb"]', { ...jsonLimits, keptText: 7 }), 'too-large');
    assert.equal(reason('{"a":1}\n{"a":2}\n{"a":3}\n', { ...jsonLimits, values: 5 }), 'too-large');
  });
});

describe('JSON Lines', () => {
  it('are a list, without the lines that are none', () => {
    const document = parsed('Falco starts\n{"a":1}\n\n{"a":\n{"a":3}\r\n{"a":4');
    assert.ok(document.kind === 'document');
    assert.deepEqual(document.root, [{ a: 1 }, { a: 3 }]);
    assert.equal(document.unreadLines, 3);
  });

  it('are not found inside a broken document', () => {
    assert.equal(parsed('{"a": [\n{},\n{}\n').kind, 'problem');
  });
});

describe('words before a report', () => {
  it('are left out and counted, whether the report has one line or many', () => {
    const words = '[0000]  WARN no explicit name\nerror purl: ""\n';
    for (const report of ['{"a":{"b":[1,2]}}', '{\n  "a": {\n    "b": [1, 2]\n  }\n}\n', '[\n{"a":1}\n]']) {
      const document = parsed(words + report);
      assert.ok(document.kind === 'document');
      assert.deepEqual([document.root, document.lines, document.unreadLines], [JSON.parse(report), false, 2]);
    }
  });

  it('are not cut off where the report breaks off, or more follows', () => {
    for (const text of ['words\n{\n"a": 1', 'words\n{\n"a":1}\nmore\n']) assert.equal(parsed(text).kind, 'problem');
  });
});

describe('a long list', () => {
  const parts = (text: string, most = Number.POSITIVE_INFINITY) => {
    const taken: [number, Json[]][] = [];
    const ended = readListInBatches(bytesOf(text), everyKey, (batch, before) => {
      taken.push([before, batch]);
      return before + batch.length < most;
    });
    return { ended, taken };
  };

  it('is taken in parts, with the number of items before each', () => {
    const items = Array.from({ length: 10_000 }, (_, n) => ({ n }));
    const { ended, taken } = parts(JSON.stringify(items, null, 1));
    assert.deepEqual(ended, { unreadLines: 0 });
    assert.deepEqual(
      taken.map(([before]) => before),
      [0, 4096, 8192],
    );
    assert.deepEqual(
      taken.flatMap(([, batch]) => batch),
      items,
    );
    assert.equal(parts(JSON.stringify(items), 5000).taken.length, 2);
  });

  it('is a problem where it breaks off, and none where there is no list', () => {
    assert.equal('reason' in (parts('[{"a":1},{"a"').ended ?? {}), true);
    assert.equal(parts('{"a":1}').ended, null);
    assert.deepEqual(parts(' [ ] ').taken, []);
  });
});

describe('the line of a pointer', () => {
  const text = '{\n  "a/b": [\n    1,\n    {"x": "]}",\n     "c": true}\n  ]\n}';
  it('is found through members and items', () => {
    assert.equal(lineOf(bytesOf(text), '', false), 1);
    assert.equal(lineOf(bytesOf(text), '/a~1b/0', false), 3);
    assert.equal(lineOf(bytesOf(text), '/a~1b/1/c', false), 5);
  });
  it('is the nearest around where it leads nowhere', () =>
    assert.equal(lineOf(bytesOf(text), '/a~1b/1/zz/9', false), 4));
  it('counts the lines with a value of JSON Lines', () =>
    assert.equal(lineOf(bytesOf('start\n{"a":1}\n\n{"a":\n{"a":2}'), '/1/a', true), 5));
});
