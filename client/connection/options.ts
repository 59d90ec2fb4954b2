/** What the language client tells the server at the start, the same in Node and in a browser. */
import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { showItem } from '../../protocol/index.ts';
import { crashHandler } from './crashes.ts';

export const languageId = 'risk';

export function clientOptions(output: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ language: languageId }],
    outputChannel: output,
    // The command that lenses carry: without it the server would open documents itself.
    initializationOptions: { commands: [showItem] },
    errorHandler: crashHandler(output),
    initializationFailedHandler: (error) => {
      output.error(`The server could not be started: ${String(error)}`);
      return false;
    },
    synchronize: { configurationSection: 'risk' },
    progressOnInitialization: false,
    markdown: { isTrusted: false, supportHtml: false },
    workspaceFolder: vscode.workspace.workspaceFolders?.[0],
  };
}
