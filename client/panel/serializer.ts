/** Brings the panel back after a reload of the window. */
import * as vscode from 'vscode';
import type { LastEditor } from '../editor/last-editor.ts';
import { type Preview, viewType } from './panel.ts';

export function restorePreview(panel: Preview, editor: LastEditor): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (kept, state: unknown) => {
      const uri = uriOf(state);
      if (uri && editor.uri() === null) editor.choose(uri);
      panel.adopt(kept);
    },
  });
}

/** The document of an earlier panel, if its state names one. */
function uriOf(state: unknown): vscode.Uri | null {
  const uri = typeof state === 'object' && state !== null && 'uri' in state ? state.uri : null;
  return typeof uri === 'string' ? vscode.Uri.parse(uri) : null;
}
