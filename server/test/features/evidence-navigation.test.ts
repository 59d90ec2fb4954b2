import assert from 'node:assert/strict';
import type { DocumentSymbol, Location, LocationLink, WorkspaceEdit } from 'vscode-languageserver-types';
import { project, scanned, textAt, trivy, uriOf } from '../helpers.ts';

const about = scanned.replace(
  'reports/trivy-*.json"',
  'reports/trivy-*.json" {\n  about Orders\n  expires 90 days\n}\nfeed kev "intel/kev.json"',
);
const reports = { 'reports/trivy-a.json': trivy('a:1', []), 'reports/trivy-b.json': trivy('b:1', []) };

describe('navigation of evidence', () => {
  it('goes from a path to every file that it names', async () => {
    const of = await project({ 'model.risk': about.replace('evidence "rep', 'evidence "re<|>p'), ...reports });
    await of.figures();
    const found = (await of.risk.lsp.DefinitionProvider!.getDefinition(of.cursor.document, of.at())) as LocationLink[];
    assert.deepEqual(
      found.map(({ targetUri }) => targetUri),
      [uriOf('reports/trivy-a.json').toString(), uriOf('reports/trivy-b.json').toString()],
    );
    assert.equal(textAt(of.cursor.document, found[0].originSelectionRange!), '"reports/trivy-*.json"');
  });

  it('goes from a service in `about` to its declaration, and renames it there, too', async () => {
    const of = await project(about.replace('about Orders', 'about Ord<|>ers'));
    const { document } = of.cursor;
    const [found] = (await of.risk.lsp.DefinitionProvider!.getDefinition(document, of.at())) as LocationLink[];
    assert.equal(found.targetSelectionRange.start.line, 5);
    const uses = (await of.risk.lsp.ReferencesProvider!.findReferences(document, {
      ...of.at(),
      context: { includeDeclaration: true },
    })) as Location[];
    // Its declaration, the flow, the evidence, the threat.
    assert.equal(uses.length, 4);
    const edit = (await of.risk.lsp.RenameProvider!.rename(document, {
      ...of.at(),
      newName: 'Order',
    })) as WorkspaceEdit;
    assert.equal(edit.changes![document.uri.toString()].length, 4);
  });

  it('links a path without a pattern to its file', async () => {
    const of = await project(about);
    const document = of.document('model.risk');
    const params = { textDocument: { uri: document.uri.toString() } };
    const links = (await of.risk.lsp.DocumentLinkProvider!.getDocumentLinks(document, params)) ?? [];
    assert.deepEqual(
      links.map(({ range, target }) => [textAt(document, range), target]),
      [['intel/kev.json', uriOf('intel/kev.json').toString()]],
    );
  });

  it('outlines and folds evidence and feeds', async () => {
    const of = await project(about);
    const document = of.document('model.risk');
    const params = { textDocument: { uri: document.uri.toString() } };
    const symbols = (await of.risk.lsp.DocumentSymbolProvider!.getSymbols(document, params)) as DocumentSymbol[];
    const named = symbols.filter(({ detail }) => detail === 'evidence' || detail === 'feed').map(({ name }) => name);
    assert.deepEqual(named, ['reports/trivy-*.json', 'intel/kev.json']);
    const folds = (await of.risk.lsp.FoldingRangeProvider!.getFoldingRanges(document, params)) ?? [];
    const line = about.split('\n').findIndex((text) => text.startsWith('evidence'));
    assert.ok(folds.some(({ startLine, endLine }) => startLine === line && endLine === line + 2));
  });

  it('tells the preview which evidence the cursor is on', async () => {
    const of = await project(about.replace('expires 90', 'exp<|>ires 90'));
    const { itemIn } = await import('../../requests/requests.ts');
    const offset = of.cursor.document.textDocument.offsetAt(of.cursor.position);
    assert.deepEqual(itemIn(of.bench, of.cursor.document, offset), { kind: 'evidence', name: 'reports/trivy-*.json' });
  });
});
