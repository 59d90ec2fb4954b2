/** Saves what the panel exports where the person says. */
import * as vscode from 'vscode';
import type { FromPreview } from '../../protocol/index.ts';

type Save = Extract<FromPreview, { type: 'save' }>;

export async function saveExport({ name, encoding, content }: Save): Promise<void> {
  const safe = name.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    defaultUri: folder ? vscode.Uri.joinPath(folder, safe) : undefined,
    filters: { [kindOf(safe)]: [kindOf(safe).toLowerCase()] },
    title: 'Save from the Risk preview',
  });
  if (!uri) return;
  try {
    await vscode.workspace.fs.writeFile(
      uri,
      encoding === 'base64' ? fromBase64(content) : new TextEncoder().encode(content),
    );
    vscode.window.setStatusBarMessage(`Saved ${vscode.workspace.asRelativePath(uri)}`, 4000);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    vscode.window.showErrorMessage(`${vscode.workspace.asRelativePath(uri)} could not be written: ${why}`);
  }
}

function kindOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toUpperCase();
}

function fromBase64(content: string): Uint8Array {
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}
