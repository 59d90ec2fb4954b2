/** Badges in the Explorer, as the server words them. */
import * as vscode from 'vscode';
import type { ExplorerBadge } from '../../protocol/index.ts';
import type { FigureFeed } from '../figures/feed.ts';

/** Milliseconds: new figures and their difference to a revision come one after the other, and are drawn together. */
const pause = 150;
const colours: Readonly<Record<NonNullable<ExplorerBadge['emphasis']>, string>> = {
  rose: 'risk.explorerRoseForeground',
  fell: 'risk.explorerFellForeground',
  large: 'risk.explorerLargeForeground',
};

export interface ExplorerBadges extends vscode.Disposable {
  /** What the Explorer shows at a place now. */
  readonly at: (uri: vscode.Uri) => vscode.FileDecoration | undefined;
}

export function explorerBadges(feed: FigureFeed): ExplorerBadges {
  const changed = new vscode.EventEmitter<vscode.Uri[]>();
  let badges: ReadonlyMap<string, ExplorerBadge> = new Map();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  const update = async (): Promise<void> => {
    const mine = ++turn;
    const which = vscode.workspace.getConfiguration('risk').get<string>('explorer.badges', 'all');
    const found = which === 'off' ? [] : await feed.badges(which === 'moved' ? 'moved' : 'all');
    // A later question may have been answered first.
    if (mine !== turn) return;
    const before = badges;
    badges = new Map(found.map((badge) => [keyOf(vscode.Uri.parse(badge.uri)), badge]));
    const differ = [...new Set([...before.keys(), ...badges.keys()])].filter(
      (key) => !isSame(before.get(key), badges.get(key)),
    );
    if (differ.length > 0) changed.fire(differ.map((key) => vscode.Uri.parse(key)));
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void update(), pause);
  };
  const at = (uri: vscode.Uri): vscode.FileDecoration | undefined => {
    const badge = badges.get(keyOf(uri));
    // A repository may reach further than what is open here.
    return badge && vscode.workspace.getWorkspaceFolder(uri) ? decorationOf(badge) : undefined;
  };
  const subscriptions = [
    changed,
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: at,
    }),
    feed.onDidChange(soon),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('risk.explorer.badges') && soon()),
  ];
  soon();
  return {
    at,
    dispose() {
      clearTimeout(timer);
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

function decorationOf({ mark, emphasis, tooltip }: ExplorerBadge): vscode.FileDecoration {
  const colour = emphasis === null ? undefined : new vscode.ThemeColor(colours[emphasis]);
  return new vscode.FileDecoration(mark, tooltip, colour);
}

function keyOf(uri: vscode.Uri): string {
  return uri.toString().replace(/\/$/, '');
}

function isSame(one: ExplorerBadge | undefined, other: ExplorerBadge | undefined): boolean {
  return one?.mark === other?.mark && one?.emphasis === other?.emphasis && one?.tooltip === other?.tooltip;
}
