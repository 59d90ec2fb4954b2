/** The preview panel: one for the window, beside the text, about the document that people work on. */
import * as vscode from 'vscode';
import type { ExportKind, FromPreview, ItemAtResult, PreviewTab, ToPreview } from '../../protocol/index.ts';
import type { LastEditor } from '../editor/last-editor.ts';
import { revealLine } from '../editor/reveal.ts';
import type { FigureFeed } from '../figures/feed.ts';
import { previewPage } from './page.ts';
import { saveExport } from './save.ts';

export const viewType = 'risk.preview';

export interface Preview extends vscode.Disposable {
  /** Opens the panel beside the editor, or brings it to the front. */
  readonly open: () => void;
  /** Takes over a panel that the editor kept over a reload. */
  readonly adopt: (panel: vscode.WebviewPanel) => void;
  /** `tab` brings the panel there. */
  readonly follow: (item: ItemAtResult | null, tab?: PreviewTab) => void;
  readonly export: (what: ExportKind) => void;
  /** The last figures that the panel was given; null where there is no panel. */
  readonly shown: () => Extract<ToPreview, { type: 'show' }> | null;
}

export function preview(extension: vscode.Uri, feed: FigureFeed, editor: LastEditor): Preview {
  let panel: vscode.WebviewPanel | null = null;
  let root: vscode.Uri | null = null;
  let item: ItemAtResult | null = null;
  let shown: Extract<ToPreview, { type: 'show' }> | null = null;
  let wanted: PreviewTab | null = null;
  let turn = 0;

  const post = (message: ToPreview) => panel?.webview.postMessage(message);
  const update = async () => {
    if (panel === null) return;
    const mine = ++turn;
    const uri = editor.uri();
    const found = uri && (await feed.report(uri));
    // A later question may have been answered first.
    if (mine !== turn || panel === null) return;
    root = found ? vscode.Uri.parse(found.root, true) : null;
    const reason = found ? null : whyEmpty(uri, feed);
    shown = {
      type: 'show',
      uri: uri?.toString() ?? null,
      system: found?.system ?? null,
      state: found?.state ?? 'none',
      reason,
      base: found?.base ?? null,
      findings: found?.findings ?? null,
    };
    panel.title = found ? `Risk: ${found.system.name ?? 'unnamed system'}` : 'Risk Preview';
    post(shown);
  };
  const receive = async (message: FromPreview) => {
    if (message.type === 'save') return saveExport(message);
    if (message.type === 'reveal') {
      return root === null
        ? undefined
        : revealLine(vscode.Uri.joinPath(root, message.file), message.line, message.column);
    }
    await update();
    if (item) post({ type: 'follow', item, ...(wanted ? { tab: wanted } : {}) });
    wanted = null;
  };
  const adopt = (adopted: vscode.WebviewPanel) => {
    panel?.dispose();
    panel = adopted;
    adopted.webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist')] };
    adopted.iconPath = vscode.Uri.joinPath(extension, 'media', 'preview.svg');
    adopted.webview.onDidReceiveMessage(receive);
    adopted.onDidChangeViewState(() => setVisible(adopted.visible));
    adopted.onDidDispose(() => {
      if (panel !== adopted) return;
      panel = null;
      shown = null;
      setVisible(false);
    });
    adopted.webview.html = previewPage(adopted.webview, extension);
    setVisible(true);
  };
  const subscriptions = [feed.onDidChange(update), editor.onDidChange(update)];
  return {
    open: () => {
      if (panel) return panel.reveal(undefined, true);
      const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      adopt(vscode.window.createWebviewPanel(viewType, 'Risk Preview', place, { enableFindWidget: true }));
    },
    adopt,
    follow: (next, tab) => {
      item = next ?? item;
      // A panel that is being opened takes no message yet: it asks when it does.
      wanted = tab ?? null;
      post({ type: 'follow', item: next, ...(tab ? { tab } : {}) });
    },
    export: (what) => post({ type: 'export', what }),
    shown: () => shown,
    dispose: () => vscode.Disposable.from(...subscriptions, ...(panel ? [panel] : [])).dispose(),
  };
}

function setVisible(visible: boolean): void {
  vscode.commands.executeCommand('setContext', 'risk.previewVisible', visible);
}

function whyEmpty(uri: vscode.Uri | null, feed: FigureFeed): string {
  if (!feed.isRunning()) return 'The Risk language server is not running. Use "Risk: Restart Server" to start it.';
  if (uri === null) return 'Open a .risk file to see the figures of its system.';
  return 'There are no figures for this file yet. They appear as soon as they are computed.';
}
