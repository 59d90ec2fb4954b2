import assert from 'node:assert/strict';
import type * as lsp from 'vscode-languageserver-protocol';
import { type Client, start, unmarked } from './client.ts';

const model = `system Shop "Web shop" {
  currency USD
}
service Cart "Shopping cart"
store OrdersDb { holds Orders }
asset Orders { data confidential }
threat Leak "Orders leak" {
  stride information-disclosure
  on OrdersDb
  affects Orders
  frequency every 2 years
  loss $1.6M
  source "workshop"
}
control Vault "Encrypt at rest" {
  cost $150k
  reduces frequency of Leak by 95%
}
`;

describe('the language server on stdio', function () {
  this.timeout(60_000);
  let client: Client;
  before(async () => {
    client = await start({ files: { '.git/HEAD': 'ref: refs/heads/main\n', 'shop/shop.risk': model } });
  });
  after(async () => {
    assert.equal(await client.stop(), 0);
  });

  it('says what it can do', () => {
    const { capabilities } = client;
    assert.equal(capabilities.hoverProvider, true);
    assert.deepEqual(capabilities.renameProvider, { prepareProvider: true });
    for (const feature of [
      'codeLensProvider',
      'completionProvider',
      'inlayHintProvider',
      'semanticTokensProvider',
      'signatureHelpProvider',
      'callHierarchyProvider',
    ] as const) {
      assert.ok(capabilities[feature], feature);
    }
  });

  it('checks files that are not open', async () => {
    await client.until(
      () => client.codes('shop/shop.risk'),
      (codes) => codes.includes('stride-gap'),
    );
    const [first] = client.diagnostics.get(client.uri('shop/shop.risk'))!;
    assert.equal(first.source, 'risk');
  });

  it('shows lenses before there are figures and with them', async () => {
    await client.open('shop/shop.risk', model);
    const found = await client.until(
      () => client.lenses('shop/shop.risk'),
      (lenses) => lenses.some((lens) => lens.startsWith('$800k a year · 39% chance in a year')),
    );
    assert.ok(found.some((lens) => lens.startsWith('would save $760k a year · $5.07 per $1 in year one')));
    assert.ok(client.lensRefreshes() > 0);
  });

  it('lets figures follow an edit', async () => {
    await client.change('shop/shop.risk', model.replace('every 2 years', 'every 1 year'));
    const lenses = await client.lenses('shop/shop.risk');
    assert.ok(lenses.every((lens) => !lens.includes('$0 ')));
    await client.until(
      () => client.lenses('shop/shop.risk'),
      (now) => now.some((lens) => lens.startsWith('$1.6M a year')),
    );
    await client.change('shop/shop.risk', model);
    await client.until(
      () => client.lenses('shop/shop.risk'),
      (now) => now.some((lens) => lens.startsWith('$800k a year') && !lens.includes('updating')),
    );
  });

  it('hovers', async () => {
    const hover = await client.request<lsp.Hover>(
      'textDocument/hover',
      client.position('shop/shop.risk', model.replace('threat Leak', 'threat Le<|>ak')),
    );
    assert.match((hover.contents as lsp.MarkupContent).value, /Loss event frequency.*0\.5/s);
  });

  it('completes, goes to definitions and finds references', async () => {
    const marked = model.replace('on OrdersDb', 'on <|>OrdersDb');
    const list = await client.request<lsp.CompletionList>(
      'textDocument/completion',
      client.position('shop/shop.risk', marked),
    );
    assert.deepEqual(
      list.items.slice(0, 2).map(({ label }) => label),
      ['Cart', 'OrdersDb'],
    );
    const definition = await client.request<lsp.LocationLink[]>(
      'textDocument/definition',
      client.position('shop/shop.risk', marked),
    );
    assert.equal((definition[0].targetSelectionRange ?? definition[0]).start.line, 4);
    const references = await client.request<lsp.Location[]>('textDocument/references', {
      ...client.position('shop/shop.risk', marked),
      context: { includeDeclaration: true },
    });
    assert.equal(references.length, 2);
  });

  it('renames across files and refuses words of the language', async () => {
    await client.writeFile('shop/more.risk', 'threat Other { on OrdersDb stride tampering }\n');
    await client.until(
      () => client.codes('shop/more.risk'),
      (codes) => codes.includes('unquantified'),
    );
    const place = client.position('shop/shop.risk', model.replace('store OrdersDb', 'store <|>OrdersDb'));
    const edit = await client.request<lsp.WorkspaceEdit>('textDocument/rename', { ...place, newName: 'Orders-Store' });
    assert.deepEqual(
      Object.values(edit.changes!)
        .map((edits) => edits.length)
        .sort(),
      [1, 2],
    );
    await assert.rejects(
      client.request('textDocument/rename', { ...place, newName: 'threat' }),
      /word of the language/,
    );
    await assert.rejects(client.request('textDocument/rename', { ...place, newName: 'Cart' }), /already declared/);
  });

  it('formats', async () => {
    await client.open('shop/form.risk', 'zone   A\n\n\n\nzone B {owner "x"}');
    const edits = await client.request<lsp.TextEdit[]>('textDocument/formatting', {
      textDocument: { uri: client.uri('shop/form.risk') },
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.ok(edits.length > 0);
  });

  it('offers fixes for a misspelt name', async () => {
    const text = 'threat Typo {\n  stride spoofing\n  on Carrt\n  frequency 1 per year\n  loss $1k\n}\n';
    await client.open('shop/typo.risk', text);
    const [finding] = await client.until(
      () => (client.diagnostics.get(client.uri('shop/typo.risk')) ?? []).filter(({ code }) => code === 'reference'),
      (found) => found.length > 0,
    );
    const actions = await client.request<lsp.CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: client.uri('shop/typo.risk') },
      range: finding.range,
      context: { diagnostics: [finding] },
    });
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.equal(fix?.edit?.changes?.[client.uri('shop/typo.risk')][0].newText, 'Cart');
  });

  it('answers the requests of the extension', async () => {
    const [system] = await client.request<{ name: string; ale: number }[]>('risk/systems', {});
    assert.equal(system.name, 'Shop');
    const report = await client.until(
      () =>
        client.request<{ root: string; state: string; system: { file: string } } | null>('risk/report', {
          uri: client.uri('shop/shop.risk'),
        }),
      (value) => value?.state === 'fresh',
    );
    assert.equal(report?.system.file, 'shop/shop.risk');
    assert.equal(report?.root, client.uri('').replace(/\/$/, ''));
    const at = client.position('shop/shop.risk', model.replace('on OrdersDb', 'on Ord<|>ersDb'));
    assert.deepEqual(await client.request('risk/itemAt', { uri: at.textDocument.uri, ...at.position }), {
      kind: 'element',
      name: 'OrdersDb',
    });
  });

  it('clears what it said of a file that is gone', async () => {
    await client.writeFile('shop/gone.risk', 'threat Gone { on Nothing }');
    await client.until(
      () => client.codes('shop/gone.risk'),
      (codes) => codes.includes('reference'),
    );
    await client.deleteFile('shop/gone.risk');
    await client.until(
      () => client.codes('shop/gone.risk'),
      (codes) => codes.length === 0,
    );
  });

  it('survives a request that makes no sense', async () => {
    await assert.rejects(
      client.request('textDocument/hover', {
        textDocument: { uri: 'file:///nowhere/at/all.risk' },
        position: { line: 9, character: 9 },
      }),
    );
    assert.equal(await client.request('risk/report', { uri: 42 }), null);
    assert.ok((await client.lenses('shop/shop.risk')).length > 0);
    assert.equal(unmarked('a<|>b'), 'ab');
  });
});
