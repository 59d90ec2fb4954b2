import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { gitDocument } from '../../compare/git-uri.ts';
import { nodeRevisions } from '../../compare/node-revisions.ts';
import { lensesOfPast } from '../../compare/past-lenses.ts';
import { innovaPay } from '../helpers.ts';
import { type Repository, repository } from './repository.ts';

const yearly = innovaPay.replace('every 2 years', 'every 1 year');
const line = innovaPay.split('\n').findIndex((text) => text.startsWith('threat RecipientTampering'));
const rare = innovaPay.replace('every 2 years', 'every 4 years');

/** As the git extension of VS Code makes it. */
function gitUri(file: string, ref: string, more: object = {}): string {
  const uri = pathToFileURL(file);
  return `git:${uri.pathname}?${encodeURIComponent(JSON.stringify({ path: file, ref, ...more }))}`;
}

describe('a document of git in VS Code', () => {
  it('names its file and its revision, or the index', () => {
    const read = (ref: string) => gitDocument(gitUri('/home/ada/a b/é.risk', ref));
    assert.equal(read('HEAD')?.revision, 'HEAD');
    assert.equal(read('HEAD')?.file.fsPath, '/home/ada/a b/é.risk');
    assert.equal(read('1234abc^')?.revision, '1234abc^');
    assert.equal(read('')?.revision, null);
    assert.equal(read('~')?.revision, null);
  });

  it('that is a side of a merge, of a submodule, or none at all is nothing', () => {
    assert.equal(gitDocument(gitUri('/a.risk', '~2')), null);
    assert.equal(gitDocument(gitUri('/a.risk', 'HEAD', { submoduleOf: '/' })), null);
    assert.equal(gitDocument(gitUri('a.risk', 'HEAD')), null);
    for (const uri of ['git:/a.risk', 'git:/a.risk?{', 'git:/a.risk?null', 'git:/a.risk?{"path":1,"ref":2}', '%', ''])
      assert.equal(gitDocument(uri), null, uri);
    assert.equal(gitDocument('file:///a.risk?{"path":"/a.risk","ref":"HEAD"}'), null);
  });
});

describe('lenses of an older version', () => {
  let work: Repository;
  afterEach(() => work.end());

  const lensesAt = async (ref: string, file = 'pay.risk'): Promise<string[]> =>
    (await lensesOfPast(work.bench, gitUri(`${work.folder}/${file}`, ref))).map(
      ({ line, title }) => `${line}: ${title}`,
    );
  const threatAt = async (ref: string) =>
    (await lensesAt(ref)).find((lens) => lens.startsWith(`${line}: `))?.slice(`${line}: `.length) ?? 'none';

  it('have the figures of that version, whatever the work tree says', async () => {
    work = await repository({ 'pay.risk': innovaPay });
    await work.compared();
    await work.write('pay.risk', yearly);
    await work.compared();
    assert.match(await threatAt('HEAD'), /^\$800k a year · 39% chance in a year/);
    assert.match(await work.lens('RecipientTampering'), /^\$1\.6M a year .*\+\$800k a year since HEAD/);
    const [state] = work.bench.systems.all();
    assert.equal(state.linked.documents.length, 1);
    assert.equal(work.bench.systems.all().length, 1);
    assert.ok(state.findings.every(({ code }) => code !== 'duplicate'));
  });

  it('of the index are those of what is staged, and follow it', async () => {
    work = await repository({ 'pay.risk': innovaPay });
    await work.compared();
    assert.match(await threatAt('~'), /^\$800k/);
    await work.write('pay.risk', yearly);
    work.git('add', '-A');
    await work.write('pay.risk', rare);
    await work.quiet();
    assert.match(await threatAt('~'), /^\$1\.6M/);
    assert.match(await threatAt(''), /^\$1\.6M/);
    assert.match(await threatAt('HEAD'), /^\$800k/);
    work.git('add', '-A');
    assert.match(await threatAt(''), /^\$400k/);
  });

  it('are asked of both sides at once, of any commit', async () => {
    work = await repository({ 'pay.risk': innovaPay });
    work.commit({ 'pay.risk': yearly });
    work.commit({ 'pay.risk': rare });
    await work.quiet();
    const [before, after] = await Promise.all([threatAt('HEAD^'), threatAt('HEAD')]);
    assert.match(before, /^\$1\.6M/);
    assert.match(after, /^\$400k/);
  });

  it('offer no repair and say nothing of a difference', async () => {
    work = await repository({ 'pay.risk': innovaPay.replace('frequency every 2 years', '') });
    await work.quiet();
    assert.match((await lensesAt('HEAD')).join('\n'), /no figure: frequency missing$/m);
  });

  it('are none for an unknown revision, a file that it lacks, a folder that is not open', async () => {
    work = await repository({ 'pay.risk': innovaPay });
    await work.quiet();
    assert.deepEqual(await lensesAt('nowhere'), []);
    assert.deepEqual(await lensesAt('--output=x'), []);
    assert.deepEqual(await lensesAt('HEAD', 'other.risk'), []);
    assert.deepEqual(await lensesAt('HEAD', '../other.risk'), []);
    assert.deepEqual(await lensesOfPast(work.bench, 'git:nonsense'), []);
  });

  it('ask git for nothing where the workspace is not trusted, or nobody wants it', async () => {
    let asked = 0;
    const real = nodeRevisions();
    const count = <T extends (...words: never[]) => unknown>(call: T) =>
      ((...words: never[]) => {
        asked++;
        return call(...words);
      }) as T;
    const revisions = { find: count(real.find), read: count(real.read), readIndex: count(real.readIndex) };
    work = await repository({ 'pay.risk': innovaPay }, { revisions });
    await work.quiet();
    asked = 0;
    const { abilities, settings } = work.bench;
    work.bench.abilities = { ...abilities, trusted: false };
    assert.deepEqual([...(await lensesAt('HEAD')), ...(await lensesAt('~'))], []);
    work.bench.abilities = abilities;
    work.bench.settings = { ...settings, compare: { enabled: false } };
    assert.deepEqual(await lensesAt('HEAD'), []);
    assert.equal(asked, 0);
    work.bench.settings = settings;
    assert.match(await threatAt('HEAD'), /\$800k/);
  });

  it('are none without git', async () => {
    work = await repository({ 'pay.risk': innovaPay }, { git: false });
    await work.quiet();
    assert.deepEqual(await lensesAt('HEAD'), []);
    assert.deepEqual(await lensesAt(''), []);
  });
});
