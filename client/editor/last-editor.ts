/** The risk document that people work on: the active one, or the last that was, as long as it is open. */
import * as vscode from 'vscode';
import { languageId } from '../connection/options.ts';

export interface LastEditor extends vscode.Disposable {
  readonly uri: () => vscode.Uri | null;
  /** Another document than before. */
  readonly onDidChange: vscode.Event<void>;
  /** Makes a document the one, without opening it. */
  readonly choose: (uri: vscode.Uri) => void;
}

export function lastEditor(): LastEditor {
  const changed = new vscode.EventEmitter<void>();
  const isRisk = (document: vscode.TextDocument) => document.languageId === languageId;
  let uri = vscode.window.visibleTextEditors.find((editor) => isRisk(editor.document))?.document.uri ?? null;
  const choose = (next: vscode.Uri | null) => {
    if (next?.toString() === uri?.toString()) return;
    uri = next;
    changed.fire();
  };
  const subscriptions = [
    changed,
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && isRisk(editor.document)) choose(editor.document.uri);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.uri.toString() !== uri?.toString()) return;
      const open = vscode.window.visibleTextEditors.find((editor) => isRisk(editor.document));
      // With nothing else open, the file that was closed is still what the figures are about.
      if (open) choose(open.document.uri);
    }),
  ];
  return {
    uri: () => uri,
    onDidChange: changed.event,
    choose,
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}
