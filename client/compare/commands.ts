/** Choosing what to compare with, and the difference as Markdown for a review. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type CompareWithResult, compareWith, reviewSummary } from '../../protocol/index.ts';
import type { LastEditor } from '../editor/last-editor.ts';

interface Choice extends vscode.QuickPickItem {
  /** null: compare with nothing; undefined: ask for a name. */
  readonly revision?: string | null;
}

const choices: readonly Choice[] = [
  { label: 'HEAD', description: 'the last commit', revision: 'HEAD' },
  { label: 'HEAD~1', description: 'the commit before the last', revision: 'HEAD~1' },
  { label: 'main', description: 'the branch main', revision: 'main' },
  { label: 'origin/main', description: 'main as it was last fetched', revision: 'origin/main' },
  { label: 'Another revision…', description: 'a branch, a tag or a commit' },
  { label: 'Stop comparing', description: 'show no differences', revision: null },
];

export function registerCompareCommands(client: BaseLanguageClient, editor: LastEditor): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  // What a server compares with from its start.
  let chosen: string | null = 'HEAD';
  return vscode.Disposable.from(
    // Called by a program, the revision comes along: null, or empty, stops comparing.
    register('risk.compareWith', async (given?: string | null) => {
      const revision = given === undefined ? await ask() : given;
      if (revision === undefined) return;
      const now = await choose(client, revision);
      if (now !== undefined) chosen = now;
    }),
    client.onDidChangeState(({ newState }) => {
      // A server that was started again does not know what was chosen.
      if (newState === State.Running && chosen !== 'HEAD')
        client.sendRequest(compareWith, { revision: chosen }).catch((error) => client.warn(String(error)));
    }),
    register('risk.copyReviewSummary', () => copySummary(client, editor)),
  );
}

/** undefined: nothing was chosen. */
async function ask(): Promise<string | null | undefined> {
  const chosen = await vscode.window.showQuickPick(choices, {
    title: 'Compare the figures with a revision of git',
    placeHolder: 'HEAD',
  });
  if (chosen === undefined || chosen.revision !== undefined) return chosen?.revision;
  return vscode.window.showInputBox({
    title: 'Compare the figures with a revision of git',
    prompt: 'A branch, a tag or a commit. Leave it empty to stop comparing.',
    placeHolder: 'v1.2.0',
  });
}

/** What is compared with now; undefined where the server did not say. */
async function choose(client: BaseLanguageClient, revision: string | null): Promise<string | null | undefined> {
  if (!isRunning(client)) return undefined;
  const { revision: now, message } = await client.sendRequest<CompareWithResult>(compareWith, { revision });
  if (message !== null) vscode.window.showWarningMessage(message);
  else
    vscode.window.setStatusBarMessage(
      now === null ? 'Figures are compared with nothing.' : `Comparing with ${now}.`,
      4000,
    );
  return now;
}

async function copySummary(client: BaseLanguageClient, editor: LastEditor): Promise<void> {
  if (!isRunning(client)) return;
  const uri = editor.uri()?.toString();
  const summary = uri === undefined ? null : await client.sendRequest<string | null>(reviewSummary, { uri });
  if (summary === null) {
    vscode.window.showInformationMessage(
      'There is no difference to copy. It takes a .risk file in a git repository with a commit, in a trusted workspace, ' +
        'and its figures; "Risk: Compare with…" chooses the revision.',
    );
    return;
  }
  await vscode.env.clipboard.writeText(summary);
  vscode.window.setStatusBarMessage('Copied the review summary as Markdown.', 4000);
}

function isRunning(client: BaseLanguageClient): boolean {
  if (client.isRunning()) return true;
  vscode.window.showWarningMessage('The Risk language server is not running. Use "Risk: Restart Server" first.');
  return false;
}
