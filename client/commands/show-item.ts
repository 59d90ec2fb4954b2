/** A click on a lens: the preview at that item. */
import * as vscode from 'vscode';
import { type ShowItemArguments, showItem } from '../../protocol/index.ts';
import type { LastEditor } from '../editor/last-editor.ts';
import type { Preview } from '../panel/panel.ts';

export function registerShowItem(panel: Preview, editor: LastEditor): vscode.Disposable {
  return vscode.commands.registerCommand(showItem, (item?: ShowItemArguments) => {
    if (!item) return panel.open();
    editor.choose(vscode.Uri.parse(item.uri, true));
    panel.open();
    panel.follow({ kind: item.kind, name: item.name }, item.about);
  });
}
