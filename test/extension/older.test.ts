import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, extension, fileUri, lens, open, replace } from './helpers.ts';

interface GitApi {
  readonly repositories: readonly unknown[];
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

/** The git extension that comes with the editor, once it knows the repository. */
async function git(): Promise<GitApi> {
  const found = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  assert.ok(found, 'The editor has no git extension.');
  const api = (await found.activate()).getAPI(1);
  await eventually(() => api.repositories.length > 0, 'git to know the repository');
  return api;
}

describe('the editor of differences', () => {
  const base = 'frequency every 2 years';
  const edited = 'frequency every 1 years';

  it('has lenses on both sides: the figures of the revision, and what is now with the difference', async () => {
    const editor = await open();
    await replace(editor, base, edited);
    const left = (await git()).toGitUri(fileUri(), 'HEAD');
    await vscode.commands.executeCommand('vscode.diff', left, fileUri(), 'HEAD and now');
    const older = await vscode.workspace.openTextDocument(left);
    assert.equal(older.languageId, 'risk');
    await lens(older, 'threat RecipientTampering', /^\$800k a year · 39% chance in a year(?!.*HEAD)/);
    await lens(editor.document, 'threat RecipientTampering', /^\$1\.6M a year · \+\$800k a year since HEAD · /);
    // Names of the revision are no second declarations in the workspace.
    assert.deepEqual(vscode.languages.getDiagnostics(left), []);
    const doubles = vscode.languages
      .getDiagnostics(fileUri())
      .filter(({ message }) => /more than once|twice/.test(message));
    assert.deepEqual(doubles, []);
    await open();
  });

  it('shows lenses without a setting of the reader', () => {
    const settings = vscode.workspace.getConfiguration('diffEditor', { languageId: 'risk', uri: fileUri() });
    assert.equal(settings.get('codeLens'), true);
    const others = vscode.workspace.getConfiguration('diffEditor', { languageId: 'markdown' });
    assert.equal(others.get('codeLens'), false);
  });
});

describe('badges of the Explorer', () => {
  const badgeAt = async (uri: vscode.Uri) => (await extension()).badgeAt(uri);

  it('stand at the file of a system, and tell what an edit moved', async () => {
    const editor = await open();
    await eventually(async () => (await badgeAt(fileUri()))?.badge === '$k', 'the badge of the file');
    assert.equal((await badgeAt(fileUri()))?.tooltip.split('\n')[0], 'InnovaPay: $800k a year');
    await replace(editor, 'every 2 years', 'every 1 years');
    await eventually(async () => (await badgeAt(fileUri()))?.badge === '↑k', 'the badge to say that it moved');
    assert.equal(
      (await badgeAt(fileUri()))?.tooltip.split('\n')[0],
      'InnovaPay: $1.6M a year, +$800k a year since HEAD',
    );
    const settings = vscode.workspace.getConfiguration('risk');
    await settings.update('explorer.badges', 'off', vscode.ConfigurationTarget.Global);
    await eventually(async () => (await badgeAt(fileUri())) === null, 'the badges to go');
    await settings.update('explorer.badges', 'moved', vscode.ConfigurationTarget.Global);
    await eventually(async () => (await badgeAt(fileUri()))?.badge === '↑k', 'the badge of what moved');
    await open();
    await eventually(async () => (await badgeAt(fileUri())) === null, 'nothing to have moved');
    await settings.update('explorer.badges', undefined, vscode.ConfigurationTarget.Global);
    await eventually(async () => (await badgeAt(fileUri()))?.badge === '$k', 'the badges to come back');
  });

  it('are none outside of the workspace', async () => {
    assert.equal(await badgeAt(vscode.Uri.file('/elsewhere/innovapay.risk')), null);
  });
});
