import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, extension, lens, open, replace } from './helpers.ts';

describe('figures in the editor', () => {
  it('stand above threats, controls and the system', async () => {
    const { document } = await open();
    assert.match(await lens(document, 'threat RecipientTampering', /\$800k/), /39% chance in a year/);
    assert.match(await lens(document, 'control PayloadEncryption', /\$760k/), /\$5\.07 per \$1/);
    assert.match(await lens(document, 'system InnovaPay', /\$800k/), /appetite/);
  });

  it('follow an edit', async () => {
    const editor = await open();
    await replace(editor, 'frequency every 2 years', 'frequency every 4 years');
    await lens(editor.document, 'threat RecipientTampering', /\$400k a year/);
    await replace(editor, 'frequency every 4 years', 'frequency every 2 years');
    await lens(editor.document, 'threat RecipientTampering', /\$800k a year/);
  });

  it('keep to the whole parts of a broken file', async () => {
    const editor = await open();
    await replace(editor, 'cost $90k per year', 'cost $90k per');
    await lens(editor.document, 'threat RecipientTampering', /\$800k a year/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('stand in the status bar', async () => {
    await open();
    const { statusText } = await extension();
    await eventually(() => statusText().includes('$800k a year'), 'the status bar to show the figure');
  });

  it('are copied as Markdown', async () => {
    const { document } = await open();
    await lens(document, 'threat RecipientTampering', /\$800k a year/);
    await vscode.commands.executeCommand('risk.copyFigures');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^\| RecipientTampering \| \$800k \| 39% \| \$3\.2M \|/m);
  });
});
