/** Wires the features of the extension. Each folder is one feature; nothing else knows all of them. */
import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { registerCopyFigures } from './commands/copy-figures.ts';
import { registerNewSystem } from './commands/new-system.ts';
import { registerPreviewCommands } from './commands/preview.ts';
import { registerServerCommands } from './commands/server.ts';
import { registerShowItem } from './commands/show-item.ts';
import { registerCompareCommands } from './compare/commands.ts';
import { tellOccasions } from './compare/occasions.ts';
import { registerPastLenses } from './compare/past-lenses.ts';
import { answerEvidenceRequests } from './connection/evidence.ts';
import { answerFileRequests } from './connection/files.ts';
import { clientOptions } from './connection/options.ts';
import { lastEditor } from './editor/last-editor.ts';
import { explorerBadges } from './explorer/badges.ts';
import { figureFeed } from './figures/feed.ts';
import { followCursor } from './panel/follow.ts';
import { preview } from './panel/panel.ts';
import { restorePreview } from './panel/serializer.ts';
import { statusBar } from './status/status-bar.ts';

/** What the extension tells other extensions, and its tests. */
export interface RiskExtension {
  /** Text of the status bar item; empty where it is hidden. */
  readonly statusText: () => string;
  /** Badge and tooltip of a place in the Explorer; null where it has none. */
  readonly badgeAt: (uri: vscode.Uri) => { readonly badge: string; readonly tooltip: string } | null;
  /** What the preview shows: the system, its expected annual loss, its findings; null where nothing is shown. */
  readonly previewed: () => {
    readonly system: string | null;
    readonly ale: number | null;
    /** null: the system names no evidence. */
    readonly findings: number | null;
  } | null;
}

/** Makes the client for the place that the extension runs in. */
export type CreateClient = (context: vscode.ExtensionContext, options: LanguageClientOptions) => BaseLanguageClient;

export async function activateWith(context: vscode.ExtensionContext, create: CreateClient): Promise<RiskExtension> {
  const output = vscode.window.createOutputChannel('Risk', { log: true });
  const client = create(context, clientOptions(output, context.extensionUri));
  const editor = lastEditor();
  const feed = figureFeed(client);
  const panel = preview(context.extensionUri, feed, editor);
  const status = statusBar(feed, editor);
  const badges = explorerBadges(feed);
  context.subscriptions.push(
    output,
    { dispose: () => void client.dispose() },
    editor,
    feed,
    panel,
    status,
    badges,
    answerFileRequests(client),
    answerEvidenceRequests(client),
    followCursor(feed, panel),
    restorePreview(panel, editor),
    registerPreviewCommands(panel, editor),
    registerShowItem(panel, editor),
    registerServerCommands(client, output),
    registerNewSystem(),
    registerCopyFigures(feed, editor),
    registerCompareCommands(client, editor),
    registerPastLenses(client),
    tellOccasions(client),
  );
  try {
    await client.start();
  } catch (error) {
    // Colours and brackets work without a server; commands say what is missing and start it again.
    output.error(`The server could not be started: ${String(error)}`);
    vscode.window.showErrorMessage('The Risk language server could not be started. "Risk: Show Output" says why.');
  }
  return {
    statusText: status.text,
    badgeAt: (uri) => {
      const found = badges.at(uri);
      return found ? { badge: found.badge ?? '', tooltip: found.tooltip ?? '' } : null;
    },
    previewed: () => {
      const shown = panel.shown();
      if (!shown?.system) return null;
      const { name, total } = shown.system;
      return { system: name, ale: total.current?.ale ?? null, findings: shown.findings?.rows.length ?? null };
    },
  };
}
