import assert from 'node:assert/strict';
import { CancellationToken } from 'vscode-jsonrpc';
import { foldingOf } from '../../navigation/folding.ts';
import { scan } from '../../text/scan.ts';
import { innovaPay, type Project, project, textAt, uriOf } from '../helpers.ts';

const shop = {
  'a.risk': 'service Cart\nstore Db { code "../src/db" }\nflow Read from Cart to Db\n',
  'b.risk':
    'threat First { on D<|>b leads to Second in 10% }\nthreat Second { on Db }\ncitation Paper { link "https://example.org/a?b=1" }\nzone Bad { source "javascript:alert(1)" }\nthreat Third { loss { let Amount = $5 fines Amount } }\n',
};

async function uses(of: Project): Promise<string[]> {
  const found = await of.risk.lsp.ReferencesProvider!.findReferences(of.cursor.document, {
    ...of.at(),
    context: { includeDeclaration: true },
  });
  return found.map(({ uri, range }) => `${uri.split('/').at(-1)}:${range.start.line}`);
}

describe('navigation', () => {
  it('goes to a declaration in another file', async () => {
    const of = await project(shop);
    const [link] = (await of.risk.lsp.DefinitionProvider!.getDefinition(of.cursor.document, of.at()))!;
    assert.equal(link.targetUri, uriOf('a.risk').toString());
    assert.equal(textAt(of.document('a.risk'), link.targetSelectionRange), 'Db');
  });
  it('finds every use, in every file', async () => {
    assert.deepEqual((await uses(await project(shop))).sort(), ['a.risk:1', 'a.risk:2', 'b.risk:0', 'b.risk:1']);
  });
  it('renames a declaration and its uses', async () => {
    const of = await project(shop);
    const edit = await of.risk.lsp.RenameProvider!.rename(of.cursor.document, { ...of.at(), newName: 'OrdersDb' });
    assert.deepEqual(
      Object.entries(edit!.changes!)
        .map(([uri, edits]) => `${uri.split('/').at(-1)} ${edits.length}`)
        .sort(),
      ['a.risk 2', 'b.risk 2'],
    );
  });
  it('refuses names that cannot be', async () => {
    const of = await project(shop);
    for (const [name, why] of [
      ['service', /word of the language/],
      ['4a', /cannot be a name/],
      ['pattern', /later version/],
      ['Cart', /already declared \(line 1 of a\.risk\)/],
      ['lognormal', /function of estimates/],
      ['Amount', /already declared \(line 5 of b\.risk\)/],
    ] as const) {
      await assert.rejects(
        async () => of.risk.lsp.RenameProvider!.rename(of.cursor.document, { ...of.at(), newName: name }),
        why,
      );
    }
  });
  it('takes names with combining marks', async () => {
    const of = await project(shop);
    const newName = 'Donne\u0301es';
    assert.ok(await of.risk.lsp.RenameProvider!.rename(of.cursor.document, { ...of.at(), newName }));
  });
  for (const marked of [
    'unit par<|>cel\nestimate E = 5 parcels\n',
    'unit parcel\nestimate E = 5 par<|>cels\n',
    'unit parcel\nestimate E = $5 per par<|>cel\n',
  ])
    it(`says why a unit is not renamed in ${JSON.stringify(marked)}`, async () => {
      const of = await project({ 'a.risk': marked });
      await assert.rejects(
        async () => of.risk.lsp.RenameProvider!.prepareRename(of.cursor.document, of.at()),
        /A unit is renamed by hand/,
      );
    });
  it('lists declarations of the workspace by a part of their name or title', async () => {
    const of = await project({ ...shop, 'c.risk': 'zone Net "Private network"\n' });
    const names = async (query: string) =>
      (await of.shared.lsp.WorkspaceSymbolProvider!.getSymbols({ query }, CancellationToken.None)).map(
        ({ name }) => name,
      );
    assert.deepEqual(await names('Sec'), ['Second']);
    assert.deepEqual(await names('private'), ['Net']);
  });
  it('outlines a file, unnamed flows and expectations too', async () => {
    const of = await project(
      'service A\nservice B\nflow from A to B\nexpect system ale below $1\nthreat T { frequency 1 per year }\n',
    );
    const symbols = await of.risk.lsp.DocumentSymbolProvider!.getSymbols(of.cursor.document, of.at());
    assert.deepEqual(
      symbols!.map(({ name }) => name),
      ['A', 'B', 'A to B', 'system ale', 'T'],
    );
    assert.deepEqual(
      symbols!.at(-1)!.children!.map(({ name, detail }) => `${name} ${detail}`),
      ['frequency 1 per year'],
    );
  });
  it('links code folders and addresses, and nothing that a browser would run', async () => {
    const of = await project(shop);
    const links = async (path: string) =>
      (await of.risk.lsp.DocumentLinkProvider!.getDocumentLinks(of.document(path), of.at())).map(
        ({ target }) => target,
      );
    assert.deepEqual(await links('a.risk'), ['file:///src/db']);
    assert.deepEqual(await links('b.risk'), ['https://example.org/a?b=1']);
  });
  it('follows flows and consequences as calls', async () => {
    const of = await project({
      ...shop,
      'b.risk': shop['b.risk'].replace('<|>', ''),
      'c.risk': 'threat Third { on Ca<|>rt }',
    });
    const hierarchy = of.risk.lsp.CallHierarchyProvider!;
    const [cart] = (await hierarchy.prepareCallHierarchy(of.cursor.document, of.at()))!;
    assert.equal(cart.name, 'Cart');
    const out = await hierarchy.outgoingCalls({ item: cart });
    assert.deepEqual(
      out!.map(({ to }) => to.name),
      ['Db'],
    );
    const back = await hierarchy.incomingCalls({ item: out![0].to });
    assert.deepEqual(
      back!.map(({ from }) => from.name),
      ['Cart'],
    );
    const first = { ...cart, name: 'First', uri: uriOf('b.risk').toString() };
    assert.deepEqual(
      (await hierarchy.outgoingCalls({ item: first }))!.map(({ to }) => to.name),
      ['Second'],
    );
  });
  it('folds blocks, comments and runs of line comments, finished or not', () => {
    const text = '// a\n// b\nthreat A {\n  loss {\n    fines $1\n  }\n}\n/* c\n d */\nthreat B {\n';
    const line = (offset: number) => text.slice(0, offset).split('\n').length - 1;
    assert.deepEqual(
      foldingOf(text, line).map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 1],
        [3, 4],
        [2, 5],
        [7, 8],
      ],
    );
    assert.ok(scan(text).length > 0);
  });
  it('colours names by what they are', async () => {
    const of = await project(innovaPay);
    const tokens = await of.risk.lsp.SemanticTokenProvider!.semanticHighlight(of.cursor.document, of.at());
    assert.ok(tokens.data.length > 100 && tokens.data.length % 5 === 0);
  });
  it('formats the whole, a part, and what a brace closed', async () => {
    const of = await project('zone   A\nthreat   B   {\n      loss   $1k\n}\n');
    const options = { tabSize: 2, insertSpaces: true };
    const { document } = of.cursor;
    const whole = await of.risk.lsp.Formatter!.formatDocument(document, { ...of.at(), options });
    assert.equal(whole.length > 3, true);
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 8 } };
    const part = await of.risk.lsp.Formatter!.formatDocumentRange(document, { ...of.at(), range, options });
    assert.ok(part.length > 0 && part.every(({ range: { end } }) => end.line <= 1));
    const typed = await of.risk.lsp.Formatter!.formatDocumentOnType(document, {
      ...of.at(),
      position: { line: 3, character: 1 },
      ch: '}',
      options,
    });
    assert.ok(typed.length > 0 && typed.every(({ range: { start } }) => start.line >= 1));
  });
});
