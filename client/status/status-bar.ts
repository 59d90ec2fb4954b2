/** The status bar item with the expected annual loss of the system at hand. */
import * as vscode from 'vscode';
import type { LastEditor } from '../editor/last-editor.ts';
import type { FigureFeed } from '../figures/feed.ts';
import { statusText, statusTooltip, systemOf } from './text.ts';

export interface StatusBar extends vscode.Disposable {
  /** What it says now; empty where it is hidden. */
  readonly text: () => string;
}

export function statusBar(feed: FigureFeed, editor: LastEditor): StatusBar {
  const item = vscode.window.createStatusBarItem('risk.ale', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Risk: expected annual loss';
  let text = '';
  let turn = 0;
  const say = (words: string, tooltip: string, command: string) => {
    text = words;
    Object.assign(item, { text: words, tooltip, command, accessibilityInformation: { label: tooltip } });
    if (words === '') item.hide();
    else item.show();
  };
  const update = async () => {
    const mine = ++turn;
    if (!feed.isRunning()) {
      return say(
        '$(circle-slash) Risk',
        'The Risk language server is not running. Select to see its output.',
        'risk.showOutput',
      );
    }
    const system = systemOf(await feed.systems(), editor.uri()?.toString() ?? null);
    // A later question may have been answered first.
    if (mine !== turn) return;
    if (system === null) say('', '', 'risk.showPreview');
    else say(statusText(system), statusTooltip(system), 'risk.showPreview');
  };
  const subscriptions = [item, feed.onDidChange(update), editor.onDidChange(update)];
  update();
  return { text: () => text, dispose: () => vscode.Disposable.from(...subscriptions).dispose() };
}
