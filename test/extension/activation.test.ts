import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, open } from './helpers.ts';

describe('the extension', () => {
  it('knows .risk files', async () => {
    const { document } = await open();
    assert.equal(document.languageId, 'risk');
  });

  it('is active after a risk file was opened', async () => {
    await extension();
    assert.equal(vscode.extensions.getExtension('risk-as-code.risk-as-code')?.isActive, true);
  });

  it('registers every command that it contributes', async () => {
    await extension();
    const manifest = vscode.extensions.getExtension('risk-as-code.risk-as-code')?.packageJSON;
    const contributed: string[] = manifest.contributes.commands.map((item: { command: string }) => item.command);
    const registered = await vscode.commands.getCommands(true);
    assert.ok(contributed.length >= 10);
    assert.deepEqual(
      contributed.filter((command) => !registered.includes(command)),
      [],
    );
  });

  it('opens an example as a new system', async () => {
    await vscode.commands.executeCommand('risk.newSystem');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'risk');
    assert.match(document?.getText() ?? '', /^threat OrderLeak/m);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
