/** What happens when the server ends by itself: it is started again, but not for ever. */
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, type ErrorHandler } from 'vscode-languageclient';
import { limit, mayRestart } from './restarts.ts';

export function crashHandler(output: vscode.LogOutputChannel): ErrorHandler {
  const ends: number[] = [];
  return {
    error: (error, _message, count) => {
      output.error(`A message between editor and server was lost: ${error.message}`);
      return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
    },
    closed: () => {
      const now = Date.now();
      ends.push(now);
      if (mayRestart(ends, now)) {
        output.warn('The server ended unexpectedly and is started again.');
        return { action: CloseAction.Restart, handled: true };
      }
      ends.length = 0;
      output.error(`The server ended ${limit.ends + 1} times within 3 minutes and is not started again.`);
      askToRestart();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}

async function askToRestart(): Promise<void> {
  const [restart, show] = ['Restart Server', 'Show Output'];
  const text = 'The Risk language server keeps ending, so checks and figures are off. The output says why.';
  const chosen = await vscode.window.showErrorMessage(text, restart, show);
  if (chosen === restart) await vscode.commands.executeCommand('risk.restartServer');
  if (chosen === show) await vscode.commands.executeCommand('risk.showOutput');
}
