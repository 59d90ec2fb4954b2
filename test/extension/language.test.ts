import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnostics, eventually, open, placeOf, replace, withFile } from './helpers.ts';

describe('the language in the editor', () => {
  it('underlines an unknown name and takes the mark back', async () => {
    const editor = await open();
    await replace(editor, 'affects Ledger', 'affects Ledgre');
    const [found] = await eventually(() => {
      const all = diagnostics(editor.document.uri, 'reference');
      return all.length > 0 ? all : null;
    }, 'a diagnostic');
    assert.equal(editor.document.getText(found.range), 'Ledgre');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    await replace(editor, 'Ledgre', 'Ledger');
    await eventually(() => diagnostics(editor.document.uri, 'reference').length === 0, 'the diagnostic to go');
  });

  it('offers a quick fix for a misspelt name', async () => {
    const editor = await open();
    await replace(editor, 'affects Ledger', 'affects Ledgre');
    const { document } = editor;
    const [found] = await eventually(() => {
      const all = diagnostics(document.uri, 'reference');
      return all.length > 0 ? all : null;
    }, 'a diagnostic');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found.range,
    );
    const fix = actions.find((action) => action.edit && action.title.includes('Ledger'));
    assert.ok(fix?.edit, `no fix among ${actions.map((action) => action.title).join(', ')}`);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /affects Ledger\n/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('shows the factors of a threat on hover', async () => {
    const { document } = await open();
    const at = placeOf(document, 'threat RecipientTampering', 10);
    const text = await eventually(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      const all = hovers
        .flatMap((hover) => hover.contents.map((part) => (typeof part === 'string' ? part : part.value)))
        .join('\n');
      return all.includes('$800k') ? all : null;
    }, 'the figures in the hover');
    assert.match(text, /frequency/i);
  });

  it('completes the names of threats after "of"', async () => {
    const { document } = await open();
    const at = placeOf(document, 'reduces frequency of RecipientTampering', 'reduces frequency of '.length);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at,
    );
    const names = list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
    assert.ok(names.includes('RecipientTampering'), names.join(', '));
  });

  it('renames a threat everywhere', async () => {
    const { document } = await open();
    const at = placeOf(document, 'threat RecipientTampering', 10);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at,
      'TransferFraud',
    );
    const uses = document.getText().match(/\bRecipientTampering\b/g)?.length ?? 0;
    assert.equal(edit.get(document.uri).length, uses);
    assert.ok(uses >= 3);
  });

  it('finds the definition of a name', async () => {
    const { document } = await open();
    const at = placeOf(document, 'on Transfer', 4);
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    );
    const [first] = found.map((item) => ('range' in item ? item.range : item.targetRange));
    assert.equal(first.start.line, placeOf(document, 'flow Transfer').line);
  });

  it('formats a document', async () => {
    const { editor, remove } = await withFile('loose.risk', 'asset   Loose   "A"   {\ndata public\n}\n');
    const { document } = editor;
    const edits = await eventually(
      async () =>
        await vscode.commands.executeCommand<vscode.TextEdit[]>('vscode.executeFormatDocumentProvider', document.uri, {
          tabSize: 2,
          insertSpaces: true,
        }),
      'the formatter',
    );
    const change = new vscode.WorkspaceEdit();
    change.set(document.uri, edits);
    await vscode.workspace.applyEdit(change);
    assert.equal(document.getText(), 'asset Loose "A" {\n  data public\n}\n');
    await remove();
  });

  it('lists the declarations in the outline', async () => {
    const { document } = await open();
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    const names = symbols.map((symbol) => symbol.name);
    for (const name of ['InnovaPay', 'Ledger', 'RecipientTampering', 'PayloadEncryption'])
      assert.ok(names.includes(name), name);
  });
});
