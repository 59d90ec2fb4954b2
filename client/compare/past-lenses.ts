/** Lenses of documents of an older version, as the editor of differences shows them on its left side. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type PastLens, pastLenses } from '../../protocol/index.ts';
import { languageId } from '../connection/options.ts';

/**
 * The server knows documents of the workspace only: these are asked for by a request of their own, so that their names are
 * no names of the workspace.
 */
export function registerPastLenses(client: BaseLanguageClient): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    client.onDidChangeState(({ newState }) => newState === State.Running && changed.fire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('risk') && changed.fire()),
    vscode.languages.registerCodeLensProvider(
      { scheme: 'git', language: languageId },
      {
        onDidChangeCodeLenses: changed.event,
        async provideCodeLenses(document, token) {
          if (!client.isRunning()) return [];
          try {
            const found = await client.sendRequest<PastLens[]>(pastLenses, { uri: document.uri.toString() }, token);
            return found.map(lensOf);
          } catch (error) {
            client.debug(`${pastLenses} was not answered: ${String(error)}`);
            return [];
          }
        },
      },
    ),
  );
}

function lensOf({ line, title }: PastLens): vscode.CodeLens {
  return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command: '' });
}
