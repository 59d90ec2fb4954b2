/** Tells the panel what the cursor is on. */
import * as vscode from 'vscode';
import { languageId } from '../connection/options.ts';
import type { FigureFeed } from '../figures/feed.ts';
import type { Preview } from './panel.ts';

/** Milliseconds that the cursor rests before the panel follows. */
const rest = 120;

export function followCursor(feed: FigureFeed, panel: Preview): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  const ask = async (editor: vscode.TextEditor) => {
    const mine = ++turn;
    const item = await feed.itemAt(editor.document.uri, editor.selection.active);
    if (mine === turn) panel.follow(item);
  };
  const later = (editor: vscode.TextEditor | undefined) => {
    if (editor?.document.languageId !== languageId) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(editor), rest);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => later(textEditor)),
    vscode.window.onDidChangeActiveTextEditor(later),
    { dispose: () => clearTimeout(timer) },
  );
}
