/** Commands of the preview: open it, and save what it shows. */
import * as vscode from 'vscode';
import type { LastEditor } from '../editor/last-editor.ts';
import type { Preview } from '../panel/panel.ts';

export function registerPreviewCommands(panel: Preview, editor: LastEditor): vscode.Disposable {
  const register = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    register('risk.showPreview', (file?: unknown) => {
      // From a menu of the explorer the command comes with its file.
      if (file instanceof vscode.Uri) editor.choose(file);
      panel.open();
    }),
    register('risk.exportChartSvg', () => panel.export('svg')),
    register('risk.exportChartPng', () => panel.export('png')),
    register('risk.exportTable', () => panel.export('csv')),
  );
}
