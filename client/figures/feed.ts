/** The server's figures for the views: a notice when they changed, and the questions to ask then. */
import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import {
  type ExplorerBadge,
  type ExplorerBadgesParams,
  explorerBadges,
  type FiguresChangedParams,
  figuresChanged,
  type GetReportResult,
  getReport,
  type ItemAtResult,
  itemAt,
  listSystems,
  type SystemSummary,
} from '../../protocol/index.ts';

export interface FigureFeed extends vscode.Disposable {
  /** Figures are new or out of date, or the server came or went. */
  readonly onDidChange: vscode.Event<void>;
  readonly isRunning: () => boolean;
  readonly systems: () => Promise<readonly SystemSummary[]>;
  /** null: there are no figures yet, or no server. */
  readonly report: (uri: vscode.Uri) => Promise<GetReportResult | null>;
  readonly badges: (which: ExplorerBadgesParams['which']) => Promise<readonly ExplorerBadge[]>;
  readonly itemAt: (uri: vscode.Uri, position: vscode.Position) => Promise<ItemAtResult | null>;
}

export function figureFeed(client: BaseLanguageClient): FigureFeed {
  const changed = new vscode.EventEmitter<void>();
  const isRunning = () => client.state === State.Running;
  const subscriptions = [
    changed,
    client.onNotification(figuresChanged, (_params: FiguresChangedParams) => changed.fire()),
    client.onDidChangeState(() => changed.fire()),
  ];
  const ask = async <Answer>(method: string, params: unknown, otherwise: Answer): Promise<Answer> => {
    if (!isRunning()) return otherwise;
    try {
      return ((await client.sendRequest(method, params)) as Answer | null) ?? otherwise;
    } catch (error) {
      // The server ended or cancelled in between: the next notice asks again.
      client.debug(`${method} was not answered: ${String(error)}`);
      return otherwise;
    }
  };
  return {
    onDidChange: changed.event,
    isRunning,
    systems: () => ask<readonly SystemSummary[]>(listSystems, {}, []),
    report: (uri) => ask<GetReportResult | null>(getReport, { uri: uri.toString() }, null),
    badges: (which) => ask<readonly ExplorerBadge[]>(explorerBadges, { which }, []),
    itemAt: (uri, { line, character }) =>
      ask<ItemAtResult | null>(itemAt, { uri: uri.toString(), line, character }, null),
    dispose: () => vscode.Disposable.from(...subscriptions).dispose(),
  };
}
