import assert from 'node:assert/strict';
import { existsSync, symlinkSync } from 'node:fs';
import { describe, it } from 'mocha';
import {
  mergeBase,
  type Revision,
  readRiskFiles,
  readRiskFilesAt,
  readRiskFilesAtAll,
  readRiskFilesInIndex,
  readWorkTree,
  revisionAt,
  revisionsAt,
  type Sources,
} from '../index.ts';
import { withFolder } from './folder.ts';
import { gitIn, type TestRepository, withRepository } from './repository.ts';

async function found(root: string, name: string): Promise<Revision> {
  const result = await revisionAt(root, name);
  assert.ok('commit' in result, JSON.stringify(result));
  return result;
}

async function problemOf(root: string, name: string): Promise<{ problem: string; message: string }> {
  const result = await revisionAt(root, name);
  assert.ok('problem' in result, JSON.stringify(result));
  return result;
}

async function filesAt({ path }: TestRepository, name: string): Promise<Sources> {
  const sources = await readRiskFilesAt(path, (await found(path, name)).commit);
  assert.ok('files' in sources, JSON.stringify(sources));
  return sources;
}

const textsIn = ({ files }: Sources): Record<string, string> =>
  Object.fromEntries(files.map((file) => [file.path, file.text]));

describe('a revision of git', () => {
  it('is found by branch, tag, hash and expression', () =>
    withRepository({ 'a.risk': 'zone A' }, async (repository) => {
      const { path, git } = repository;
      const first = git('rev-parse', 'HEAD');
      git('tag', '-a', 'v1', '-m', 'one');
      repository.write('a.risk', 'zone B');
      const second = repository.commit('Second');
      for (const name of ['HEAD', 'main', second, second.slice(0, 8)])
        assert.equal((await found(path, name)).commit, second, name);
      for (const name of ['HEAD~1', 'HEAD^', 'v1', 'main^{commit}~'])
        assert.equal((await found(path, name)).commit, first, name);
    }));

  it('is found with others, or the first that is none is told', () =>
    withRepository({ 'a.risk': 'zone A' }, async (repository) => {
      const { path, git } = repository;
      const first = git('rev-parse', 'HEAD');
      const second = repository.commit('Second');
      assert.deepEqual(await revisionsAt(path, ['HEAD', 'HEAD~1', 'HEAD']), [
        { name: 'HEAD', commit: second },
        { name: 'HEAD~1', commit: first },
        { name: 'HEAD', commit: second },
      ]);
      for (const names of [
        ['HEAD', 'none', 'nothing'],
        ['HEAD', 'HEAD:a.risk'],
        ['HEAD', '-h', 'none'],
        ['main', 'a\nb'],
      ]) {
        const told = await revisionsAt(path, names);
        assert.ok('problem' in told);
        assert.deepEqual(told, { ...(await problemOf(path, names[1])), name: names[1] });
      }
    }));

  const hostile = [
    '--upload-pack=touch x',
    '-h',
    '--output=x',
    '',
    'a\nb',
    'a\u0000b',
    'main..v1',
    `x${'y'.repeat(2000)}`,
  ];
  for (const name of hostile) {
    it(`is refused before git sees it: ${JSON.stringify(name.slice(0, 30))}`, () =>
      withRepository({}, async ({ path, at }) => {
        assert.equal((await problemOf(path, name)).problem, 'invalid');
        assert.ok(!existsSync(at('x')));
      }));
  }

  it('runs no shell', () =>
    withRepository({}, async ({ path, at }) => {
      for (const name of ['$(touch x)', '`touch x`', 'HEAD; touch x', 'HEAD | touch x'])
        assert.equal((await problemOf(path, name)).problem, 'unknown');
      assert.ok(!existsSync(at('x')));
    }));

  it('is unknown with the reason: no such name, no repository, a tree instead of a commit', async () => {
    await withRepository({ 'a.risk': '' }, async ({ path }) => {
      assert.match((await problemOf(path, 'nowhere')).message, /knows no revision "nowhere"/);
      assert.equal((await problemOf(path, 'HEAD:a.risk')).problem, 'unknown');
    });
    await withFolder({}, async ({ path }) => {
      assert.deepEqual(await problemOf(path, 'HEAD'), {
        problem: 'no-repository',
        message: `${path} is not in a git repository.`,
      });
      gitIn(path, ['init', '--quiet']);
      assert.match((await problemOf(path, 'HEAD')).message, /its branch has no commit yet/);
      assert.match((await problemOf(path, 'v1')).message, /knows no revision "v1"/);
    });
  });

  it('that a shallow clone lacks is told to be fetched', () =>
    withRepository({ 'a.risk': '' }, async (repository) => {
      repository.write('a.risk', 'zone A');
      repository.commit('Second');
      gitIn(repository.path, ['clone', '--quiet', '--depth', '1', `file://${repository.path}`, repository.at('clone')]);
      const { message } = await problemOf(repository.at('clone'), 'HEAD~1');
      assert.match(message, /shallow.*fetch-depth: 0/);
      assert.ok('commit' in (await revisionAt(repository.at('clone'), 'HEAD')));
    }));

  it('has a commit in common with another branch, or says that it has none', () =>
    withRepository({}, async (repository) => {
      const { path, git } = repository;
      const start = git('rev-parse', 'HEAD');
      git('switch', '--quiet', '-c', 'topic');
      repository.commit('Topic');
      git('switch', '--quiet', 'main');
      repository.commit('Main');
      const [main, topic] = [await found(path, 'main'), await found(path, 'topic')];
      assert.deepEqual(await mergeBase(path, main, topic), { name: 'main...topic', commit: start });
      git('switch', '--quiet', '--orphan', 'other');
      repository.commit('Other');
      const none = await mergeBase(path, main, await found(path, 'other'));
      assert.ok('problem' in none && /no commit in common/.test(none.message));
    }));
});

describe('the .risk files of a revision', () => {
  it('are read without a checkout, whatever the work tree holds', () =>
    withRepository({ 'a.risk': 'zone A', 'b/c d.risk': 'zone Ü // ä\n', 'no.txt': 'x' }, async (repository) => {
      repository.write('a.risk', 'zone Changed');
      repository.write('new.risk', 'zone New');
      assert.deepEqual(textsIn(await filesAt(repository, 'HEAD')), {
        'a.risk': 'zone A',
        'b/c d.risk': 'zone Ü // ä\n',
      });
      const tree = await readRiskFiles(repository.path);
      assert.deepEqual(Object.keys(textsIn(tree)), ['a.risk', 'b/c d.risk', 'new.risk']);
    }));

  it('are those that a checkout would have: .gitignore and node_modules hold for both', () =>
    withRepository(
      {
        '.gitignore': '*.tmp.risk\nout/\n!keep.tmp.risk\n',
        'a.risk': '',
        'b.tmp.risk': '',
        'keep.tmp.risk': '',
        'out/c.risk': '',
        'deep/.gitignore': 'd.risk\n',
        'deep/d.risk': '',
        'deep/er/d.risk': '',
        'node_modules/e.risk': '',
        'x/node_modules/f.risk': '',
      },
      async (repository) => {
        repository.git('add', '--force', '.');
        repository.commit('Ignored files, too');
        const paths = Object.keys(textsIn(await filesAt(repository, 'HEAD')));
        assert.deepEqual(paths, ['a.risk', 'keep.tmp.risk']);
        assert.deepEqual(paths, Object.keys(textsIn(await readRiskFiles(repository.path))));
      },
    ));

  it('leave submodules alone, follow links as a checkout would, and say of what is not read', () =>
    withRepository({ 'a.risk': 'zone A', 'bin.risk': new Uint8Array([0, 1, 2]) }, async (repository) => {
      symlinkSync('a.risk', repository.at('link.risk'));
      symlinkSync('./link.risk', repository.at('further.risk'));
      symlinkSync('round.risk', repository.at('round.risk'));
      symlinkSync('/etc/passwd', repository.at('absolute.risk'));
      symlinkSync(`${'../'.repeat(12)}etc/passwd`, repository.at('outside.risk'));
      symlinkSync('nowhere', repository.at('broken.risk'));
      const sha = repository.git('rev-parse', 'HEAD');
      repository.git('update-index', '--add', '--cacheinfo', `160000,${sha},module`);
      repository.git('add', '*.risk');
      repository.git('commit', '--quiet', '--message', 'Links');
      const sources = await filesAt(repository, 'HEAD');
      assert.deepEqual(textsIn(sources), { 'a.risk': 'zone A', 'further.risk': 'zone A', 'link.risk': 'zone A' });
      const problems = [
        ['absolute.risk', 'not-a-file'],
        ['bin.risk', 'binary'],
        ['broken.risk', 'missing'],
        ['outside.risk', 'not-a-file'],
        ['round.risk', 'unreadable'],
      ];
      const told = ({ problems: all }: Sources) => all.map(({ path, kind }) => [path, kind]);
      assert.deepEqual(told(sources), problems);
      assert.deepEqual(told(await readRiskFiles(repository.path)), problems);
      assert.deepEqual(textsIn(await readRiskFiles(repository.path)), textsIn(sources));
    }));

  it('are read of several at once as of each', () =>
    withRepository({ 'a.risk': 'zone A', 'b.risk': 'zone B', '.gitignore': 'c.risk' }, async (repository) => {
      const { path, git } = repository;
      const first = git('rev-parse', 'HEAD');
      repository.write('b.risk', 'zone Changed');
      repository.write('x/d.risk', new Uint8Array([0, 1]));
      const second = repository.commit('Second');
      const all = await readRiskFilesAtAll(path, [first, '0'.repeat(40), second]);
      assert.deepEqual(all[0], await readRiskFilesAt(path, first));
      assert.ok('message' in all[1]);
      assert.deepEqual(all[2], await readRiskFilesAt(path, second));
    }));

  it('that a partial clone lacks are told to be fetched', () =>
    withRepository({ 'a.risk': 'zone A' }, async ({ path, at, git }) => {
      git('config', 'uploadpack.allowFilter', 'true');
      const commit = git('rev-parse', 'HEAD');
      for (const filter of ['blob:none', 'tree:0']) {
        const clone = at(filter.replace(':', '-'));
        gitIn(path, ['clone', '--quiet', '--no-checkout', `--filter=${filter}`, `file://${path}`, clone]);
        const sources = await readRiskFilesAt(clone, commit);
        // A git that knows no GIT_NO_LAZY_FETCH fetches them by itself.
        if ('files' in sources) assert.deepEqual(textsIn(sources), { 'a.risk': 'zone A' });
        else assert.match(sources.message, /^The clone is a partial one, .*\(git fetch --refetch --no-filter\)/);
      }
    }));

  it('below a folder of the repository are relative to it', () =>
    withRepository(
      { 'a.risk': '', 'inner/b.risk': 'zone B', 'inner/x/d.risk': '', 'inner-not/c.risk': '' },
      async ({ at }) => {
        const { commit } = await found(at('inner'), 'HEAD');
        const sources = await readRiskFilesAt(at('inner'), commit);
        assert.ok('files' in sources);
        assert.deepEqual(textsIn(sources), { 'b.risk': 'zone B', 'x/d.risk': '' });
      },
    ));

  it('of a work tree leave the repositories inside it alone, too', () =>
    withRepository({ 'a.risk': '', 'lib/.git': 'gitdir: elsewhere', 'lib/x/b.risk': '' }, async ({ path }) => {
      assert.deepEqual(Object.keys(textsIn(await readWorkTree(path))), ['a.risk']);
    }));

  it('are the same inside a hook, which names another index', () =>
    withRepository({ 'a.risk': 'zone A' }, async (repository) => {
      const before = process.env.GIT_DIR;
      process.env.GIT_DIR = '/nowhere';
      try {
        assert.deepEqual(textsIn(await filesAt(repository, 'HEAD')), { 'a.risk': 'zone A' });
      } finally {
        if (before === undefined) delete process.env.GIT_DIR;
        else process.env.GIT_DIR = before;
      }
    }));

  it('are none when the caller stops', () =>
    withRepository({ 'a.risk': 'zone A' }, async ({ path, git }) => {
      const sources = await readRiskFilesAt(path, git('rev-parse', 'HEAD'), { cancelled: true });
      assert.ok('message' in sources || sources.cancelled);
    }));
});

describe('the index of git', () => {
  it('has what is staged, and what HEAD has of the rest', () =>
    withRepository({ 'a.risk': 'zone A', 'sub folder/é.risk': 'zone B', '.gitignore': 'out/' }, async (repository) => {
      const { path, git, write } = repository;
      write('a.risk', 'zone Staged');
      write('sub folder/new.risk', 'zone New');
      git('add', '--all');
      write('a.risk', 'zone Typed');
      write('untracked.risk', 'zone Untracked');
      const sources = await readRiskFilesInIndex(path);
      assert.ok('files' in sources);
      assert.deepEqual(textsIn(sources), {
        'a.risk': 'zone Staged',
        'sub folder/new.risk': 'zone New',
        'sub folder/é.risk': 'zone B',
      });
      const below = await readRiskFilesInIndex(`${path}/sub folder`);
      assert.deepEqual('files' in below && Object.keys(textsIn(below)), ['new.risk', 'é.risk']);
    }));

  it('has nothing of a file in conflict, nor outside of a repository', async () => {
    await withRepository({ 'a.risk': 'zone A', 'b.risk': 'zone B' }, async (repository) => {
      const { path, git, write } = repository;
      git('checkout', '--quiet', '-b', 'other');
      write('a.risk', 'zone Theirs');
      repository.commit('Theirs');
      git('checkout', '--quiet', 'main');
      write('a.risk', 'zone Ours');
      repository.commit('Ours');
      assert.throws(() => git('merge', 'other'));
      const sources = await readRiskFilesInIndex(path);
      assert.deepEqual('files' in sources && textsIn(sources), { 'b.risk': 'zone B' });
    });
    await withFolder({ 'a.risk': 'zone A' }, async ({ path }) => {
      assert.match(((await readRiskFilesInIndex(path)) as { message: string }).message, /not a git repository/);
    });
  });
});
