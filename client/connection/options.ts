/** What the language client tells the server at the start, the same in Node and in a browser. */
import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { showItem } from '../../protocol/index.ts';
import { crashHandler } from './crashes.ts';

export const languageId = 'risk';

export function clientOptions(output: vscode.LogOutputChannel, extension: vscode.Uri): LanguageClientOptions {
  return {
    documentSelector: schemes().map((scheme) => ({ scheme, language: languageId })),
    outputChannel: output,
    // The command that lenses carry: without it the server would open documents itself.
    // A function: the server may be started again after the workspace was trusted.
    initializationOptions: () => ({
      commands: [showItem],
      pages: vscode.Uri.joinPath(extension, 'docs/checks').toString(),
      trusted: vscode.workspace.isTrusted,
    }),
    errorHandler: crashHandler(output),
    initializationFailedHandler: (error) => {
      output.error(`The server could not be started: ${String(error)}`);
      return false;
    },
    synchronize: { configurationSection: 'risk' },
    progressOnInitialization: false,
    markdown: { isTrusted: false, supportHtml: false },
  };
}

/**
 * Files, new documents and whatever the workspace is made of. An older version of a file, in the editor of differences,
 * is not among them: the server would take it for a second declaration of everything.
 */
function schemes(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set(['file', 'untitled', ...folders.map((folder) => folder.uri.scheme)])];
}
