/** Commands about the language server. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { computeAgain } from '../../protocol/index.ts';

export function registerServerCommands(client: BaseLanguageClient, output: vscode.LogOutputChannel): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register('risk.showOutput', () => output.show(true)),
    register('risk.restartServer', () => restart(client, output)),
    register('risk.computeAgain', () => recompute(client)),
  );
}

async function restart(client: BaseLanguageClient, output: vscode.LogOutputChannel): Promise<void> {
  try {
    if (client.isRunning()) await client.stop();
  } catch (error) {
    // A server that is too busy to say goodbye is ended all the same: the new one must come up.
    output.warn(`The server did not stop in time: ${String(error)}`);
  }
  try {
    await client.start();
  } catch (error) {
    output.error(`The server could not be started: ${String(error)}`);
    vscode.window.showErrorMessage('The Risk language server could not be started. "Risk: Show Output" says why.');
  }
}

async function recompute(client: BaseLanguageClient): Promise<void> {
  if (!client.isRunning()) {
    vscode.window.showWarningMessage('The Risk language server is not running. Use "Risk: Restart Server" first.');
    return;
  }
  await client.sendRequest(computeAgain, {});
}
