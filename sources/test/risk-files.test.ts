import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { describe, it } from 'mocha';
import { listFiles, maxFileBytes, readRiskFiles, type Sources } from '../index.ts';
import { type TestFolder, withFolder } from './folder.ts';

const paths = (sources: Sources): string[] => sources.files.map((file) => file.path);
const kinds = (sources: Sources): string[] => sources.problems.map((problem) => `${problem.kind} ${problem.path}`);

describe('the .risk files below a root', () => {
  it('are found at any depth, in the order of their paths, and nothing else is', () =>
    withFolder(
      { 'b.risk': 'b', 'a/z.risk': 'az', 'a/deep/er/x.risk': '', 'a.risk': 'a', 'a.risky': '', 'README.md': '' },
      async (folder) => {
        const sources = await readRiskFiles(folder.path);
        assert.deepEqual(paths(sources), ['a.risk', 'a/deep/er/x.risk', 'a/z.risk', 'b.risk']);
        assert.deepEqual(sources.problems, []);
        assert.equal(sources.files[2].text, 'az');
      },
    ));

  it('leave out node_modules and .git', () =>
    withFolder(
      { 'node_modules/p/a.risk': '', '.git/b.risk': '', 'x/node_modules/c.risk': '', 'd.risk': '' },
      async (folder) => {
        assert.deepEqual(paths(await readRiskFiles(folder.path)), ['d.risk']);
      },
    ));

  it('honour .gitignore, a deeper one over a higher one, as git does', () =>
    withFolder(
      {
        '.gitignore': 'build/\n*.tmp.risk\n/only-here.risk\nkept.risk\n',
        'build/a.risk': '',
        'x.tmp.risk': '',
        'only-here.risk': '',
        'sub/only-here.risk': '',
        'kept.risk': '',
        'sub/.gitignore': '!kept.risk\nbelow/*.risk\n',
        'sub/kept.risk': '',
        'sub/below/a.risk': '',
        'sub/below/deeper/b.risk': '',
        'UPPER.TMP.RISK': '',
        'y.TMP.risk': '',
      },
      async (folder) => {
        const found = paths(await readRiskFiles(folder.path));
        assert.deepEqual(
          found,
          trackable(folder).filter((file) => file.endsWith('.risk')),
        );
        assert.ok(found.includes('sub/kept.risk') && !found.includes('kept.risk'));
      },
    ));

  it('are read without their byte order mark, with CRLF as it is', () =>
    withFolder({ 'a.risk': '\uFEFFzone A\r\n' }, async (folder) => {
      assert.equal((await readRiskFiles(folder.path)).files[0].text, 'zone A\r\n');
    }));

  it('are named where they are not text in UTF-8, with the line', () =>
    withFolder(
      {
        'binary.risk': new Uint8Array([97, 10, 98, 0, 99]),
        'latin.risk': new Uint8Array([97, 10, 10, 0xe9, 97]),
        'cut.risk': new Uint8Array([97, 10, 0xe2, 0x82]),
        'wide.risk': new Uint8Array([0xff, 0xfe, 97, 0]),
        'good.risk': 'größe',
      },
      async (folder) => {
        const sources = await readRiskFiles(folder.path);
        assert.deepEqual(paths(sources), ['good.risk']);
        assert.deepEqual(kinds(sources), [
          'binary binary.risk',
          'encoding cut.risk',
          'encoding latin.risk',
          'encoding wide.risk',
        ]);
        assert.match(sources.problems[0].message, /line 2 /);
        assert.match(sources.problems[1].message, /Line 2 /);
        assert.match(sources.problems[2].message, /Line 3 /);
      },
    ));

  it('are read at 10 MB, and named above the limit', () =>
    withFolder(
      { 'ten.risk': '// x\n'.repeat(2_000_000), 'vast.risk': Buffer.alloc(maxFileBytes + 1, 32) },
      async (folder) => {
        const sources = await readRiskFiles(folder.path);
        assert.equal(sources.files[0].text.length, 10_000_000);
        assert.deepEqual(kinds(sources), ['too-large vast.risk']);
      },
    ));

  it('may be links to files; links to folders are not followed, and loops end', () =>
    withFolder({ 'shared/a.risk': 'zone A', 'system/': '' }, async (folder) => {
      symlinkSync('../shared/a.risk', folder.at('system/linked.risk'));
      symlinkSync('..', folder.at('system/up'));
      symlinkSync('loop.risk', folder.at('loop.risk'));
      symlinkSync('nowhere', folder.at('broken.risk'));
      const sources = await readRiskFiles(folder.path);
      assert.deepEqual(paths(sources), ['shared/a.risk', 'system/linked.risk']);
      assert.deepEqual(kinds(sources), ['missing broken.risk', 'unreadable loop.risk']);
      assert.match(sources.problems[1].message, /leads back to itself/);
    }));

  it('may stand in a folder that is called like a file; a pipe of that name blocks nothing', () =>
    withFolder({ 'dir.risk/inner.risk': '' }, async (folder) => {
      execFileSync('mkfifo', [folder.at('pipe.risk')]);
      const sources = await readRiskFiles(folder.path);
      assert.deepEqual(paths(sources), ['dir.risk/inner.risk']);
      assert.deepEqual(kinds(sources), ['not-a-file pipe.risk']);
    }));

  it('are reported where they or their folder cannot be read, and the rest is read', () => {
    if (process.getuid?.() === 0) return chmodIsNoObstacle();
    return withFolder({ 'closed/a.risk': '', 'b.risk': '', 'c.risk': '' }, async (folder) => {
      chmodSync(folder.at('closed'), 0);
      chmodSync(folder.at('b.risk'), 0);
      const sources = await readRiskFiles(folder.path);
      chmodSync(folder.at('closed'), 0o755);
      assert.deepEqual(paths(sources), ['c.risk']);
      assert.deepEqual(kinds(sources), ['unreadable b.risk', 'unreadable closed']);
    });
  });

  it('report a root that does not exist', async () => {
    const sources = await readRiskFiles('/nowhere/at/all');
    assert.deepEqual(kinds(sources), ['unreadable .']);
    assert.match(sources.problems[0].message, /does not exist/);
  });

  it('stop when asked', () =>
    withFolder({ 'a.risk': '', 'b/b.risk': '', 'c/c.risk': '' }, async (folder) => {
      let asked = 0;
      const stop = {
        get cancelled() {
          return ++asked > 1;
        },
      };
      const sources = await readRiskFiles(folder.path, stop);
      assert.equal(sources.cancelled, true);
      assert.deepEqual(sources.files, []);
    }));
});

describe('files by patterns', () => {
  const tree = { 'docker-compose.yml': '', 'k8s/a.yaml': '', 'k8s/deep/b.yaml': '', 'x/Dockerfile': '', 'x/y.ts': '' };

  it('match as in a .gitignore', () =>
    withFolder(tree, async (folder) => {
      const listing = await listFiles(folder.path, ['docker-compose*.yml', '*.yaml']);
      assert.deepEqual(listing, { files: ['docker-compose.yml', 'k8s/a.yaml', 'k8s/deep/b.yaml'], cut: false });
    }));

  it('are bounded in number, visits and depth', () =>
    withFolder(tree, async (folder) => {
      assert.deepEqual(await listFiles(folder.path, ['*'], { limit: 2 }), {
        files: ['docker-compose.yml', 'k8s/a.yaml'],
        cut: true,
      });
      assert.equal((await listFiles(folder.path, ['*'], { visits: 1 })).cut, true);
      assert.deepEqual((await listFiles(folder.path, ['*.yaml'], { depth: 1 })).files, ['k8s/a.yaml']);
    }));
});

/** What git itself would list as not ignored. */
function trackable(folder: TestFolder): string[] {
  execFileSync('git', ['init', '-q'], { cwd: folder.path });
  const listed = execFileSync('git', ['-c', 'core.ignorecase=false', 'ls-files', '-o', '--exclude-standard'], {
    cwd: folder.path,
    encoding: 'utf8',
  });
  return listed.split('\n').filter(Boolean).sort();
}

/** The superuser may read everything: then closed folders are read, which this holds. */
async function chmodIsNoObstacle(): Promise<void> {
  await withFolder({ 'closed/a.risk': 'x' }, async (folder) => {
    chmodSync(folder.at('closed/a.risk'), 0);
    assert.deepEqual(paths(await readRiskFiles(folder.path)), ['closed/a.risk']);
  });
}
