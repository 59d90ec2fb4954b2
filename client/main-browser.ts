/** The extension in a browser: the server is a web worker, and the client reads the files. */
import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateWith, type RiskExtension } from './activate.ts';

export function activate(context: vscode.ExtensionContext): Promise<RiskExtension> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server-browser.js');
  return activateWith(
    context,
    (_, options) => new LanguageClient('risk', 'Risk', async () => new Worker(script.toString(true)), options),
  );
}
