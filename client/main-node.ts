/** The extension in a desktop or remote VS Code: the server is a process of its own. */
import type * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateWith, type RiskExtension } from './activate.ts';

export function activate(context: vscode.ExtensionContext): Promise<RiskExtension> {
  const module = context.asAbsolutePath('dist/server-node.cjs');
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return activateWith(context, (_, options) => new LanguageClient('risk', 'Risk', { run, debug }, options));
}
