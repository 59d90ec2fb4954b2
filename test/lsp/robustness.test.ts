import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import type * as lsp from 'vscode-languageserver-protocol';
import { type Client, start } from './client.ts';

const threat = (name: string) => `threat ${name} {\n  stride spoofing\n  frequency every 2 years\n  loss $1k\n}\n`;
const system = (name: string) => `system ${name} {\n  currency USD\n}\n`;

describe('the language server and files that are not as they should be', function () {
  this.timeout(60_000);
  let client: Client;
  afterEach(async () => {
    assert.equal(await client.stop(), 0);
  });

  it('says of a binary file that it is no part of the model, and serves the others', async () => {
    client = await start({
      files: { '.git/HEAD': '', 'image.risk': new Uint8Array([0, 1, 2, 0, 255, 0]), 'good.risk': threat('Good') },
    });
    await client.until(
      () => client.diagnostics.get(client.uri('image.risk')) ?? [],
      (found) => found.some(({ message }) => String(message).includes('no part of the model')),
    );
    await client.open('good.risk', threat('Good'));
    await client.until(
      () => client.lenses('good.risk'),
      (lenses) => lenses.some((lens) => lens.startsWith('$500 a year')),
    );
    // Repaired, it is one more file like the others.
    await client.writeFile('image.risk', threat('Image'), 2);
    await client.until(
      () => client.diagnostics.get(client.uri('image.risk')) ?? [],
      (found) => !found.some(({ message }) => String(message).includes('no part')),
    );
  });

  it('is not caught by a loop of links, a folder named as a file, or ignored files', async () => {
    client = await start({
      files: {
        '.git/HEAD': '',
        '.gitignore': 'out/\n',
        'a.risk': threat('A'),
        'folder.risk/b.risk': 'threat B { on Nowhere }',
        'out/c.risk': 'threat C { on Nowhere }',
        'node_modules/d.risk': 'threat D { on Nowhere }',
      },
    });
    symlinkSync(client.folder, path.join(client.folder, 'loop'));
    await client.until(
      () => client.codes('folder.risk/b.risk'),
      (codes) => codes.includes('reference'),
    );
    assert.deepEqual(client.codes('out/c.risk'), []);
    assert.deepEqual(client.codes('node_modules/d.risk'), []);
  });

  it('rereads when an ignore file changes', async () => {
    client = await start({
      files: {
        '.git/HEAD': '',
        '.gitignore': 'out/\n',
        'a.risk': threat('A'),
        'out/c.risk': 'threat C { on Nowhere }',
      },
    });
    await client.until(
      () => client.codes('a.risk'),
      (codes) => codes.length > 0,
    );
    await client.writeFile('.gitignore', '', 2);
    await client.until(
      () => client.codes('out/c.risk'),
      (codes) => codes.includes('reference'),
    );
    await client.writeFile('.gitignore', 'out/\n', 2);
    await client.until(
      () => client.codes('out/c.risk'),
      (codes) => codes.length === 0,
    );
  });

  it('follows folders that are removed and systems that are added later', async () => {
    client = await start({
      files: { '.git/HEAD': '', 'a/a.risk': threat('A'), 'b/b.risk': 'threat B { on Nowhere }' },
    });
    await client.until(
      () => client.codes('b/b.risk'),
      (codes) => codes.includes('reference'),
    );
    await client.deleteFile('b');
    await client.until(
      () => client.codes('b/b.risk'),
      (codes) => codes.length === 0,
    );
    await client.writeFile('a/system.risk', system('Late'));
    await client.until(
      () => client.request<{ name: string | null }[]>('risk/systems', {}),
      (found) => found.length === 1 && found[0].name === 'Late',
    );
  });

  it('reads every root of a workspace of several, and the root above the folder that is opened', async () => {
    client = await start({
      files: {
        'one/.git/HEAD': '',
        'one/system.risk': system('One'),
        'one/deep/a.risk': threat('A'),
        'two/b.risk': system('Two'),
      },
      folders: ['one/deep', 'two'],
    });
    const found = await client.until(
      () => client.request<{ name: string | null }[]>('risk/systems', {}),
      (systems) => systems.length === 2,
    );
    assert.deepEqual(found.map(({ name }) => name).sort(), ['One', 'Two']);
    const report = await client.until(
      () => client.request<{ root: string } | null>('risk/report', { uri: client.uri('one/deep/a.risk') }),
      (value) => value !== null,
    );
    assert.equal(report?.root, client.uri('one'));
  });

  it('answers while a file is unfinished at any place', async () => {
    const text = `${system('S')}${threat('A')}control C { cost $1k reduces loss of A by 50% }\n`;
    client = await start();
    await client.open('a.risk', text);
    for (let end = 0; end < text.length; end += 7) {
      await client.change('a.risk', text.slice(0, end));
      const line = text.slice(0, end).split('\n').length - 1;
      const place = { textDocument: { uri: client.uri('a.risk') }, position: { line, character: 0 } };
      await client.request('textDocument/completion', place);
      await client.lenses('a.risk');
    }
    await client.change('a.risk', text);
    await client.until(
      () => client.lenses('a.risk'),
      (lenses) => lenses.some((lens) => lens.startsWith('$500 a year')),
    );
  });

  it('stays responsive beside a file of many megabytes', async () => {
    client = await start();
    const line = '// a line of a comment that somebody generated, again and again\n';
    const large = `${line.repeat(Math.ceil((8 * 1024 * 1024) / line.length))}${threat('Large')}`;
    await client.open('large.risk', large);
    await client.open('small.risk', threat('Small'));
    const symbols = await client.request<lsp.DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: client.uri('small.risk') },
    });
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['Small'],
    );
  });
});

describe('a file that is opened without a folder', function () {
  this.timeout(60_000);
  it('brings the rest of its repository with it', async () => {
    const files = { '.git/HEAD': '', 'system.risk': system('Whole'), 'deep/a.risk': threat('A') };
    const client = await start({ files, folders: [] });
    await client.open('deep/a.risk', threat('A'));
    await client.until(
      () => client.request<{ name: string | null }[]>('risk/systems', {}),
      (found) => found.some(({ name }) => name === 'Whole'),
    );
    assert.equal(await client.stop(), 0);
  });
  it('is a model of its own where there is no repository', async () => {
    const client = await start({ folders: [] });
    await client.open('a.risk', threat('A'));
    await client.until(
      () => client.lenses('a.risk'),
      (lenses) => lenses.some((lens) => lens.startsWith('$500 a year')),
    );
    assert.equal(await client.stop(), 0);
  });
});
