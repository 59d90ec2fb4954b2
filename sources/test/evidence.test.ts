import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { filesByPattern, matchesPattern, patternIn, readBytes } from '../index.ts';
import { withFolder } from './folder.ts';

const text = (bytes: Uint8Array | { readonly problem: string }): string => {
  assert.ok(!('problem' in bytes), 'problem' in bytes ? bytes.problem : '');
  return new TextDecoder().decode(bytes);
};

describe('files by a pattern', () => {
  const files = {
    '.gitignore': 'reports\n',
    'reports/a.json': '',
    'reports/b.json': '',
    'reports/b.txt': '',
    'reports/2026/c.json': '',
    'reports/2026/q4/d.json': '',
    'node_modules/x/e.json': '',
    'model/shop.risk': '',
  };
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['../reports/a.json', ['reports/a.json']],
    ['../reports/*.json', ['reports/a.json', 'reports/b.json']],
    ['../reports/?.json', ['reports/a.json', 'reports/b.json']],
    [
      '../reports/**',
      ['reports/2026/c.json', 'reports/2026/q4/d.json', 'reports/a.json', 'reports/b.json', 'reports/b.txt'],
    ],
    ['../**/*.json', ['reports/2026/c.json', 'reports/2026/q4/d.json', 'reports/a.json', 'reports/b.json']],
    ['../reports/*/*.json', ['reports/2026/c.json']],
    ['..\\reports\\a.json', ['reports/a.json']],
    ['../reports/none-*.json', []],
    ['../reports/gone.json', []],
  ];
  for (const [pattern, wanted] of cases) {
    it(`${pattern} is relative to the file that says it, ignored or not`, () =>
      withFolder(files, async ({ path, at }) => {
        const { files: found, problems } = await filesByPattern(path, at('model'), pattern);
        assert.deepEqual(problems, []);
        assert.deepEqual(
          found.map((file) => file.path),
          wanted,
        );
        const placed = patternIn(path, at('model'), pattern);
        assert.ok('segments' in placed);
        const all = Object.keys(files).filter((file) => file.startsWith('reports'));
        assert.deepEqual(all.filter((file) => matchesPattern(placed.segments, file)).sort(), wanted);
      }));
  }

  it('stay inside of the root, and are files', () =>
    withFolder(files, async ({ path, at }) => {
      const say = async (pattern: string) => (await filesByPattern(path, at('model'), pattern)).problems[0]?.message;
      assert.match((await say('../../secret.json')) ?? '', /leads out of the root/);
      assert.match((await say('/etc/passwd')) ?? '', /leads out of the root/);
      assert.match((await say('https://example.org/kev.json')) ?? '', /nothing is fetched/);
      assert.match((await say('../reports')) ?? '', /is a folder.*\*\.json/);
    }));

  it('are not read through a link that leads out of the root', () =>
    withFolder({ 'secret.json': '{}', 'root/reports/real.json': '{}' }, async ({ at }) => {
      symlinkSync(at('secret.json'), at('root/reports/link.json'));
      symlinkSync(at('root/reports/real.json'), at('root/reports/inner.json'));
      symlinkSync(at('.'), at('root/out'));
      const { files: found, problems } = await filesByPattern(at('root'), at('root'), 'reports/*.json');
      assert.deepEqual(
        found.map((file) => file.path),
        ['reports/inner.json', 'reports/real.json'],
      );
      assert.deepEqual(
        problems.map(({ path, message }) => [path, /link that leads out/.test(message)]),
        [['reports/link.json', true]],
      );
      const through = await filesByPattern(at('root'), at('root'), 'out/secret.json');
      assert.match(through.problems[0].message, /link that leads out/);
    }));

  it('have a stamp that changes with the content', () =>
    withFolder({ 'a.json': '1' }, async ({ path, write }) => {
      const stamp = async () => (await filesByPattern(path, path, 'a.json')).files[0].stamp;
      const before = await stamp();
      assert.equal(await stamp(), before);
      await new Promise((resolve) => setTimeout(resolve, 20));
      write('a.json', '2');
      assert.notEqual(await stamp(), before);
    }));
});

describe('the bytes of a file', () => {
  it('are unpacked where they are gzip', () =>
    withFolder({ 'a.gz': gzipSync('hello'.repeat(1000)), 'a.txt': 'hello' }, async ({ at }) => {
      assert.equal(text(await readBytes(at('a.gz'), 10_000)), 'hello'.repeat(1000));
      assert.equal(text(await readBytes(at('a.txt'), 10_000)), 'hello');
    }));

  it('are at most so many, counted after unpacking: a small file that unpacks to much is refused', () =>
    withFolder(
      { 'bomb.gz': gzipSync(Buffer.alloc(64 * 1024 * 1024)), 'long.txt': 'x'.repeat(2000) },
      async ({ at }) => {
        const before = process.memoryUsage().arrayBuffers;
        const bomb = await readBytes(at('bomb.gz'), 1024 * 1024);
        assert.ok('problem' in bomb && /unpacks to more than 1 MiB/.test(bomb.problem));
        assert.ok(process.memoryUsage().arrayBuffers - before < 16 * 1024 * 1024);
        const long = await readBytes(at('long.txt'), 1000);
        assert.ok('problem' in long && /at most 1 MiB/.test(long.problem));
      },
    ));

  it('that are cut off, or lie about their size, are said to be broken or read as they are', () =>
    withFolder({}, async ({ at, write }) => {
      const packed = gzipSync('hello'.repeat(1000));
      write('cut.gz', packed.subarray(0, packed.length - 12));
      const cut = await readBytes(at('cut.gz'), 10_000);
      assert.ok('problem' in cut && /broken or cut off/.test(cut.problem));
      write('short.gz', Buffer.from([0x1f, 0x8b]));
      assert.ok('problem' in (await readBytes(at('short.gz'), 10_000)));
    }));

  it('of a folder, or of nothing, are a problem in words', () =>
    withFolder({}, async ({ at }) => {
      mkdirSync(at('folder'));
      const folder = await readBytes(at('folder'), 10);
      assert.ok('problem' in folder && /folder/.test(folder.problem));
      const missing = await readBytes(at('missing'), 10);
      assert.ok('problem' in missing && /does not exist/.test(missing.problem));
    }));
});
