/** Occasions on which a revision may name another commit, or may be asked for at all: the server is told. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { checkRevision, trustGranted } from '../../protocol/index.ts';
import { languageId } from '../connection/options.ts';

export function tellOccasions(client: BaseLanguageClient): vscode.Disposable {
  const tell = (notice: string) => {
    if (client.isRunning()) void client.sendNotification(notice);
  };
  return vscode.Disposable.from(
    // A commit is often made in another window, or in the terminal beside the editor.
    vscode.window.onDidChangeWindowState(({ focused }) => focused && tell(checkRevision)),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor?.document.languageId === languageId) tell(checkRevision);
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document.languageId === languageId) tell(checkRevision);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => tell(trustGranted)),
  );
}
