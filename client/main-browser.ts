/** The extension in a browser: the server is a web worker, and the client reads the files. */
import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { activateWith, type RiskExtension } from './activate.ts';

export function activate(context: vscode.ExtensionContext): Promise<RiskExtension> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server-browser.js').toString(true);
  let worker: Worker | null = null;
  const start = async () => {
    // A server that was stopped still has its worker: it would listen for ever.
    worker?.terminate();
    worker = new Worker(script);
    // Workers of an extension host are not instances of its class Worker, so the client cannot tell them by itself.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return activateWith(context, (_, options) => new LanguageClient('risk', 'Risk', start, options));
}
