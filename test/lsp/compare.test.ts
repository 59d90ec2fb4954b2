import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CompareWithResult, ExplorerBadge, GetReportResult, PastLens } from '../../protocol/index.ts';
import { type Client, start } from './client.ts';

const model = 'threat Leak "Orders leak" {\n  frequency every 2 years\n  loss $1.6M\n}\n';
const yearly = model.replace('every 2 years', 'every 1 year');

describe('the language server in a git repository', function () {
  this.timeout(60_000);
  let client: Client;
  const git = (...words: string[]) => {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', ['-C', client.folder, ...identity, ...words], { stdio: 'ignore' });
  };
  const lens = async (fits: RegExp) => {
    const found = await client.until(
      () => client.lenses('leak.risk'),
      (all) => all.some((title) => fits.test(title)),
    );
    return found.join('\n');
  };
  async function begin(initializationOptions: unknown = {}): Promise<void> {
    client = await start({ files: { 'leak.risk': model }, initializationOptions });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'First');
    await client.open('leak.risk', model);
  }
  afterEach(async () => {
    await client.stop();
  });

  it('says what an unsaved edit moved, in lenses, the report and a summary', async () => {
    await begin();
    await client.change('leak.risk', yearly);
    await lens(/\+\$800k a year since HEAD/);
    const params = { uri: client.uri('leak.risk') };
    const report = await client.request<GetReportResult>('risk/report', params);
    assert.equal(report.base?.revision, 'HEAD');
    assert.equal(report.base.system.total.current?.ale, 800_000);
    const summary = await client.request<string>('risk/reviewSummary', params);
    assert.match(summary, /rises by \$800k/);
    assert.match(summary, /frequency every 1 year/);
  });

  it('has badges for an explorer, and lenses for a document of the git extension', async () => {
    await begin();
    await client.change('leak.risk', `system Shop\n${yearly}`);
    const badges = await client.until(
      () => client.request<ExplorerBadge[]>('risk/explorerBadges', { which: 'all' }),
      (found) => found.length > 0 && /\$1\.6M/.test(found[0].tooltip),
    );
    assert.deepEqual(
      badges.map(({ uri, mark }) => [uri, mark]),
      [[client.uri('leak.risk'), '2M']],
    );
    const query = encodeURIComponent(JSON.stringify({ path: fileURLToPath(client.uri('leak.risk')), ref: 'HEAD' }));
    const asked = { uri: `git:${new URL(client.uri('leak.risk')).pathname}?${query}` };
    const lenses = await client.request<PastLens[]>('risk/pastLenses', asked);
    assert.deepEqual(
      lenses.map(({ line, title }) => [line, title.split(' · ')[0]]),
      [[0, '$800k a year']],
    );
    for (const wrong of [null, {}, { uri: 5 }, { uri: 'git:%' }])
      assert.deepEqual(await client.request('risk/pastLenses', wrong), []);
  });

  it('compares with what it is asked to', async () => {
    await begin();
    await client.change('leak.risk', yearly);
    await lens(/since HEAD/);
    const ask = (revision: string | null) => client.request<CompareWithResult>('risk/compareWith', { revision });
    const wrong = await ask('--output=x');
    assert.equal(wrong.revision, 'HEAD');
    assert.match(wrong.message ?? '', /begins with a dash/);
    assert.deepEqual(await ask(null), { revision: null, message: null });
    await client.until(
      () => client.lenses('leak.risk'),
      (all) => all.length > 0 && all.every((title) => !/since/.test(title)),
    );
    git('tag', 'v1');
    assert.deepEqual(await ask('v1'), { revision: 'v1', message: null });
    await lens(/\+\$800k a year since v1/);
  });

  it('asks git for nothing before the workspace is trusted', async () => {
    await begin({ trusted: false });
    await client.change('leak.risk', yearly);
    await lens(/\$1\.6M a year/);
    const refused = await client.request<CompareWithResult>('risk/compareWith', { revision: 'HEAD' });
    assert.match(refused.message ?? '', /trusted workspace/);
    assert.doesNotMatch(await lens(/\$1\.6M/), /since/);
    await client.connection.sendNotification('risk/trustGranted');
    await lens(/\+\$800k a year since HEAD/);
  });
});
