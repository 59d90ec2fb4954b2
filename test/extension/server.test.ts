import * as vscode from 'vscode';
import { eventually, extension, lens, open } from './helpers.ts';

describe('the language server', () => {
  it('can be restarted, and the figures come back', async () => {
    const { document } = await open();
    await lens(document, 'threat RecipientTampering', /\$800k a year/);
    await vscode.commands.executeCommand('risk.restartServer');
    await lens(document, 'threat RecipientTampering', /\$800k a year/);
    const { statusText } = await extension();
    await eventually(() => statusText().includes('$800k a year'), 'the status bar to come back');
  });

  it('computes again when asked', async () => {
    const { document } = await open();
    await vscode.commands.executeCommand('risk.computeAgain');
    await lens(document, 'threat RecipientTampering', /\$800k a year/);
  });
});
