import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, extension, open, replace } from './helpers.ts';

function previewTabs(): vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.filter(
    (tab) => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('risk.preview'),
  );
}

describe('the preview', () => {
  afterEach(async () => {
    await vscode.window.tabGroups.close(previewTabs());
  });

  it('opens beside the text and shows the system of the file', async () => {
    await open();
    await vscode.commands.executeCommand('risk.showPreview');
    const { previewed } = await extension();
    const shown = await eventually(() => (previewed()?.ale ? previewed() : null), 'figures in the preview');
    assert.equal(shown.system, 'InnovaPay');
    assert.equal(Math.round(shown.ale ?? 0), 800_000);
    const [tab] = await eventually(
      () => (previewTabs().length > 0 ? previewTabs() : null),
      'the preview among the tabs',
    );
    assert.equal(tab.group.viewColumn, vscode.ViewColumn.Two);
    await eventually(() => previewTabs()[0]?.label === 'Risk: InnovaPay', 'the title of the preview');
  });

  it('opens only once', async () => {
    await open();
    await vscode.commands.executeCommand('risk.showPreview');
    await eventually(() => previewTabs().length === 1, 'the preview');
    await open();
    await vscode.commands.executeCommand('risk.showPreview');
    assert.equal(previewTabs().length, 1);
  });

  it('opens from a lens', async () => {
    const { document } = await open();
    const item = { uri: document.uri.toString(), kind: 'threat', name: 'RecipientTampering' };
    await vscode.commands.executeCommand('risk.showItem', item);
    await eventually(() => previewTabs().length === 1, 'the preview');
  });

  it('follows an edit', async () => {
    const editor = await open();
    await vscode.commands.executeCommand('risk.showPreview');
    const { previewed } = await extension();
    await replace(editor, 'frequency every 2 years', 'frequency every 8 years');
    await eventually(() => Math.round(previewed()?.ale ?? 0) === 200_000, 'the preview to follow');
    await open();
    await eventually(() => Math.round(previewed()?.ale ?? 0) === 800_000, 'the preview to go back');
  });
});
