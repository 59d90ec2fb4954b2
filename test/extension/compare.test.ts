import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, lens, lenses, open, replace } from './helpers.ts';

describe('the difference to a revision', () => {
  const base = 'frequency every 2 years';
  const edited = 'frequency every 1 years';

  it('stands in the lens of what moved, and goes with the edit', async () => {
    const editor = await open();
    await replace(editor, base, edited);
    await lens(editor.document, 'threat RecipientTampering', /^\$1\.6M a year · \+\$800k a year since HEAD · /);
    await replace(editor, edited, base);
    assert.doesNotMatch(await lens(editor.document, 'threat RecipientTampering', /^\$800k a year(?!.*HEAD)/), /since/);
  });

  it('is copied for a review', async () => {
    const editor = await open();
    await replace(editor, base, edited);
    await lens(editor.document, 'threat RecipientTampering', /since HEAD/);
    await vscode.commands.executeCommand('risk.copyReviewSummary');
    assert.match(await vscode.env.clipboard.readText(), /rises by \$800k/);
    await replace(editor, edited, base);
  });

  it('is to the revision that was chosen, and stops when asked to', async () => {
    const editor = await open();
    await replace(editor, base, edited);
    await vscode.commands.executeCommand('risk.compareWith', 'first');
    await lens(editor.document, 'threat RecipientTampering', /\+\$800k a year since first · /);
    await vscode.commands.executeCommand('risk.restartServer');
    await lens(editor.document, 'threat RecipientTampering', /\+\$800k a year since first · /);
    await vscode.commands.executeCommand('risk.compareWith', null);
    await eventually(async () => {
      const all = [...(await lenses(editor.document)).values()];
      return all.length > 0 && all.every((title) => !/since/.test(title));
    }, 'the lenses to be without a difference');
    await vscode.commands.executeCommand('risk.compareWith', 'HEAD');
    await replace(editor, edited, base);
  });
});
