import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scanned, trivy } from '../../server/test/helpers.ts';
import { type Client, start } from './client.ts';

const model = 'shop/risk/shop.risk';
const text = scanned.replace('reports/trivy-*.json', '../reports/trivy-*.json');
// Without a date: the server takes today's from the machine.
const report = trivy('shop/orders:1.2', ['CVE-2026-0001'], null);

describe('evidence over stdio', function () {
  this.timeout(60_000);
  let client: Client;
  const lens = (wanted: RegExp) =>
    client.until(
      () => client.lenses(model),
      (lenses) => lenses.some((one) => wanted.test(one)),
    );
  beforeEach(async () => {
    client = await start({ files: { '.git/HEAD': 'ref: refs/heads/main\n', [model]: text }, folders: ['shop'] });
    await client.open(model, text);
    await lens(/^\$20k a year · /);
  });
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
  });

  it('asks to be told of the files that the models name, and of others when the text names others', async () => {
    const patterns = () => client.watched().filter((glob) => typeof glob !== 'string');
    const named = await client.until(patterns, (found) => found.length > 0);
    assert.deepEqual(named, [
      { baseUri: client.uri('shop/reports'), pattern: 'trivy-*.json' },
      { baseUri: client.uri('shop'), pattern: 'reports' },
    ]);
    await client.change(model, text.replace('trivy-*.json', '**/scan.json'));
    await client.until(patterns, (found) => found.length === 2 && found[0].pattern === '**/scan.json');
    await client.change(model, text.replace('evidence "../reports/trivy-*.json"', ''));
    await client.until(patterns, (found) => found.length === 0);
  });

  it('lets a new scan, a changed one and one that is gone move the lens, without an edit', async () => {
    assert.ok(client.codes(model).includes('evidence-missing'));
    await client.writeFile('shop/reports/trivy-1.json', report);
    await lens(/^\$\d+(\.\d+)?k a year .* · raised from \$20k by evidence$/);
    await lens(/^1 finding · raises ALE by \$/);
    await lens(/^Trivy · 1 finding, 1 matched · /);
    await client.until(
      () => client.codes(model),
      (codes) => !codes.includes('evidence-missing'),
    );
    await client.writeFile(
      'shop/reports/trivy-1.json',
      trivy('shop/orders:1.2', ['CVE-2026-0001', 'CVE-2026-0002'], null),
      2,
    );
    await lens(/^2 findings · raise ALE by \$/);
    await client.deleteFile('shop/reports/trivy-1.json');
    await lens(/^\$20k a year · (?!.*updating)/);
  });

  it('sees what is in a folder that is moved into its place, and out of it', async () => {
    const folder = path.join(client.folder, 'elsewhere');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'trivy-1.json'), report);
    renameSync(folder, path.join(client.folder, 'shop/reports'));
    const tell = (type: number) =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: client.uri('shop/reports'), type }],
      });
    await tell(1);
    await lens(/raised from \$20k by evidence$/);
    rmSync(path.join(client.folder, 'shop/reports'), { recursive: true });
    await tell(3);
    await lens(/^\$20k a year · (?!.*updating)/);
  });

  it('reads a large report beside the requests', async () => {
    // Four megabytes: read by the worker.
    const rows = Array.from({ length: 12_000 }, (_, index) => `CVE-2026-${10_000 + index}`);
    await client.writeFile('shop/reports/trivy-1.json', trivy('shop/orders:1.2', rows, null));
    await lens(/^12000 findings · raise ALE by \$/);
  });

  it('never shows the findings themselves as diagnostics', async () => {
    await client.writeFile('shop/reports/trivy-1.json', report);
    await lens(/raised from \$20k by evidence$/);
    for (const found of client.diagnostics.values())
      for (const { message } of found) assert.doesNotMatch(String(message), /CVE-2026-0001/);
  });
});

describe('evidence in a workspace that nobody trusts', function () {
  this.timeout(60_000);
  it('is read from inside the folder only, and from everywhere in the repository once it is trusted', async () => {
    const client = await start({
      files: {
        '.git/HEAD': 'ref: refs/heads/main\n',
        [model]: scanned.replace('reports/trivy-*.json', '../../reports/trivy-*.json'),
        'reports/trivy-1.json': report,
      },
      folders: ['shop'],
      initializationOptions: { trusted: false },
    });
    const lens = (wanted: RegExp) =>
      client.until(
        () => client.lenses(model),
        (lenses) => lenses.some((one) => wanted.test(one)),
      );
    await lens(/^\$20k a year · /);
    assert.ok(client.codes(model).includes('evidence-unreadable'));
    assert.ok(client.watched().every((glob) => typeof glob === 'string'));
    await client.connection.sendNotification('risk/trustGranted');
    await lens(/raised from \$20k by evidence$/);
    assert.ok(client.watched().some((glob) => typeof glob !== 'string' && glob.baseUri === client.uri('reports')));
    assert.equal(await client.stop(), 0);
  });
});
