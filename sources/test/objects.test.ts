import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { batchReader, type GitObject } from '../git/batch.ts';
import { withObjects } from '../git/objects.ts';
import { prefixIn } from '../git/prefix.ts';
import { filesIn } from '../git/tree.ts';
import { maxFileBytes, readRiskFilesAt, readTracked, type Sources, trackedFiles } from '../index.ts';
import { gitIn, withRepository } from './repository.ts';

const everything = { folder: () => true, file: () => true };

describe('what git writes of its objects', () => {
  const id = 'a'.repeat(40);
  const reply = Buffer.from(
    `${id} blob 4\nab\nc\nno such name missing\n${id} tree 0\n\n${id} blob 10\nzu viel ä\n${id} commit 2\n\n\n\n`,
  );
  const expected = [
    { id, type: 'blob', bytes: 4, content: 'ab\nc' },
    null,
    { id, type: 'tree', bytes: 0, content: '' },
    { id, type: 'blob', bytes: 10, content: null },
    { id, type: 'commit', bytes: 2, content: '\n\n' },
  ];

  it('is the same however it is cut, and nothing too large is held', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: reply.length }), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, (places) => {
        const found: (GitObject | null)[] = [];
        const read = batchReader(
          () => 4,
          (object) => found.push(object),
        );
        const ends = [0, ...places.sort((a, b) => a - b), reply.length];
        for (let i = 1; i < ends.length; i++) read(reply.subarray(ends[i - 1], ends[i]));
        const told = found.map((each) => each && { ...each, content: each.content?.toString('utf8') ?? null });
        assert.deepEqual(told, expected);
      }),
    );
  });

  it('answers question after question, in their order', () =>
    withRepository({ 'a.risk': 'zone A', 'b.risk': 'zone B' }, ({ path, git }) =>
      withObjects(path, undefined, async (objects) => {
        const contents = async (names: readonly string[], most = 100): Promise<unknown> => {
          const answers = await objects.read(names, most);
          assert.ok('objects' in answers, JSON.stringify(answers));
          return answers.objects.map((each) => each && (each.content?.toString('utf8') ?? each.bytes));
        };
        assert.deepEqual(await contents(['HEAD:b.risk', 'none', 'HEAD:a.risk']), ['zone B', null, 'zone A']);
        assert.deepEqual(await contents([]), []);
        assert.deepEqual(await contents(['HEAD:a.risk', git('rev-parse', 'HEAD:b.risk')], 5), [6, 6]);
      }),
    ));

  it('ends with the reason: no repository, the caller stopped', async () => {
    const told = await withObjects('/', undefined, (objects) => objects.read(['HEAD'], 0));
    assert.ok('failure' in told && /not a git repository/.test(told.message), JSON.stringify(told));
    await withRepository({}, async ({ path }) => {
      const stopped = await withObjects(path, { cancelled: true }, async (objects) => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        return objects.read(['HEAD'], 0);
      });
      assert.ok('failure' in stopped && stopped.failure === 'stopped');
    });
  });
});

describe("git's trees", () => {
  it('have the files that git lists, whatever their names', () =>
    withRepository(
      { 'a.risk': '', 'b c/ä\u200d.risk': '', 'b c/d/e.risk': '1', 'b-c/x': '', 'new\nline': '', 'tab\t"q"': '' },
      async ({ path, git }) => {
        const commit = git('rev-parse', 'HEAD');
        const listed = git('ls-tree', '-r', '-z', commit).split('\0').filter(Boolean);
        const [found] = await withObjects(path, undefined, (objects) => filesIn(objects, '', [commit], everything));
        assert.ok('files' in found);
        assert.deepEqual(
          found.files.map(({ object, path: file }) => `100644 blob ${object}\t${file}`).sort(),
          listed.sort(),
        );
      },
    ));

  it('of a repository with long hashes are read as well', () =>
    withRepository({}, async ({ at, write }) => {
      write('other/in/a.risk', 'zone A');
      gitIn(at('other'), ['init', '--quiet', '--object-format=sha256']);
      gitIn(at('other'), ['add', '--all']);
      gitIn(at('other'), ['commit', '--quiet', '--message', 'Start']);
      const sources = await readRiskFilesAt(at('other'), gitIn(at('other'), ['rev-parse', 'HEAD']));
      assert.deepEqual((sources as Sources).files, [{ path: 'in/a.risk', text: 'zone A' }]);
    }));

  it('are read without a work tree, too', () =>
    withRepository({ 'in/a.risk': 'zone A' }, async ({ path, at, git }) => {
      git('clone', '--quiet', '--bare', path, 'bare.git');
      const sources = await readRiskFilesAt(at('bare.git'), git('rev-parse', 'HEAD'));
      assert.deepEqual((sources as Sources).files, [{ path: 'in/a.risk', text: 'zone A' }]);
    }));

  it('are those below the folder, also where that only looks like a repository of its own', () =>
    withRepository({ 'a.risk': 'zone A', 'in/side/b.risk': 'zone B' }, async ({ path, at, git }) => {
      mkdirSync(at('in/side/.git'));
      assert.equal(await prefixIn(path), '');
      assert.equal(await prefixIn(at('in/side')), 'in/side');
      const sources = await readRiskFilesAt(at('in/side'), git('rev-parse', 'HEAD'));
      assert.deepEqual((sources as Sources).files, [{ path: 'b.risk', text: 'zone B' }]);
    }));

  it('are not read where the path cannot be asked for', () =>
    withRepository({ 'a\nb/a.risk': 'zone A' }, async ({ at, git }) => {
      const sources = await readRiskFilesAt(at('a\nb'), git('rev-parse', 'HEAD'));
      assert.match((sources as { message: string }).message, /holds a line break/);
    }));

  it('have nothing below a folder that came later', () =>
    withRepository({ 'a.risk': 'zone A' }, async (repository) => {
      const first = repository.git('rev-parse', 'HEAD');
      repository.write('later/b.risk', 'zone B');
      repository.commit('Later');
      const sources = await readRiskFilesAt(repository.at('later'), first);
      assert.deepEqual([(sources as Sources).files, (sources as Sources).problems], [[], []]);
    }));

  it('that hold one tree again and again come to an end', () =>
    withRepository({ 'a.risk': 'zone A' }, async ({ path, git }) => {
      let tree = git('rev-parse', 'HEAD^{tree}');
      for (let level = 0; level < 12; level++) {
        const entries = Array.from({ length: 10 }, (_, i) => `040000 tree ${tree}\tf${i}`);
        tree = git('-c', `alias.made=!printf '%s\\n' '${entries.join("' '")}' | git mktree`, 'made');
      }
      const commit = git('commit-tree', '-m', 'Many', tree);
      const sources = await readRiskFilesAt(path, commit);
      assert.match((sources as { message: string }).message, /more than 2000000 files and folders/);
    }));
});

describe('a file of a revision that is too large', () => {
  it('is told, and the others are read', () =>
    withRepository({ 'a.risk': 'zone A', 'b.risk': `// ${'x'.repeat(maxFileBytes)}\n` }, async ({ path, git }) => {
      const sources = (await readRiskFilesAt(path, git('rev-parse', 'HEAD'))) as Sources;
      assert.deepEqual(
        sources.files.map((file) => file.path),
        ['a.risk'],
      );
      const bytes = maxFileBytes + 4;
      const message = `The file has ${bytes} bytes; at most ${maxFileBytes} are read.`;
      assert.deepEqual(sources.problems, [{ path: 'b.risk', kind: 'too-large', message }]);
    }));

  it('is told of a report, too', () =>
    withRepository({ 'scan.json': '0123456789' }, async ({ path, git }) => {
      const listed = await trackedFiles(path, git('rev-parse', 'HEAD'));
      assert.ok('files' in listed);
      const read = (limit: number) => readTracked(path, listed.files[0], limit);
      assert.equal(new TextDecoder().decode((await read(10)) as Uint8Array), '0123456789');
      assert.deepEqual(await read(9), { problem: 'The file has 10 bytes; at most 9 are read.' });
    }));
});
