/** The register of the system at hand as a Markdown table, for a document or a ticket. */
import * as vscode from 'vscode';
import type { LastEditor } from '../editor/last-editor.ts';
import type { FigureFeed } from '../figures/feed.ts';
import { registerInMarkdown } from '../figures/markdown.ts';

export function registerCopyFigures(feed: FigureFeed, editor: LastEditor): vscode.Disposable {
  return vscode.commands.registerCommand('risk.copyFigures', async () => {
    const uri = editor.uri();
    const found = uri && (await feed.report(uri));
    if (!found) {
      vscode.window.showInformationMessage(
        'There are no figures to copy yet. Open a .risk file and wait until they are computed.',
      );
      return;
    }
    await vscode.env.clipboard.writeText(registerInMarkdown(found.system));
    const late = found.state === 'stale' ? ' Newer ones are being computed.' : '';
    vscode.window.setStatusBarMessage(`Copied the figures as Markdown.${late}`, 4000);
  });
}
