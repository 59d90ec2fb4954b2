/** The workspace of the extension's tests: a copy of the InnovaPay example. */
import * as vscode from 'vscode';
import type { RiskExtension } from '../../client/activate.ts';

const patience = 20_000;

export async function extension(): Promise<RiskExtension> {
  const found = vscode.extensions.getExtension<RiskExtension>('risk-as-code.risk-as-code');
  if (!found) throw new Error('VS Code does not know the extension.');
  return found.activate();
}

export function fileUri(name = 'innovapay.risk'): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0].uri, name);
}

/** Shows a file in the first column, without unsaved changes of an earlier test. */
export async function open(name?: string): Promise<vscode.TextEditor> {
  await extension();
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  if (document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
  return editor;
}

/** Writes a new file into the workspace and opens it; call the result to remove it. */
export async function withFile(
  name: string,
  text: string,
): Promise<{ editor: vscode.TextEditor; remove: () => Promise<void> }> {
  const uri = fileUri(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const editor = await open(name);
  return {
    editor,
    remove: async () => {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(uri);
    },
  };
}

/** Asks until the answer is neither undefined, null, false nor empty. */
export async function eventually<T>(ask: () => Promise<T> | T, what: string): Promise<NonNullable<T>> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} seconds in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

/** The place of the first occurrence of `text`; `offset` characters into it. */
export function placeOf(document: vscode.TextDocument, text: string, offset = 0): vscode.Position {
  const index = document.getText().indexOf(text);
  if (index < 0) throw new Error(`"${text}" does not occur in ${document.uri.path}.`);
  return document.positionAt(index + offset);
}

/** Replaces the first occurrence of a text in the editor. */
export async function replace(editor: vscode.TextEditor, text: string, by: string): Promise<void> {
  const start = placeOf(editor.document, text);
  const range = new vscode.Range(start, placeOf(editor.document, text, text.length));
  await editor.edit((edit) => edit.replace(range, by));
}

/** Titles of the code lenses of a document, by the text of the line below them; those of one line as they are shown. */
export async function lenses(document: vscode.TextDocument): Promise<Map<string, string>> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    200,
  );
  const byLine = new Map<string, string>();
  for (const { range, command } of found) {
    const { text } = document.lineAt(range.start.line);
    byLine.set(text, [...(byLine.has(text) ? [byLine.get(text)] : []), command?.title ?? ''].join(' | '));
  }
  return byLine;
}

/** Waits for a lens above the line that starts with `line` to match. */
export function lens(document: vscode.TextDocument, line: string, wanted: RegExp): Promise<string> {
  return eventually(async () => {
    const all = await lenses(document);
    const title = [...all].find(([text]) => text.startsWith(line))?.[1] ?? '';
    return wanted.test(title) ? title : null;
  }, `a lens above "${line}" that matches ${wanted}`);
}

export function diagnostics(uri: vscode.Uri, code: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((item) => codeOf(item) === code);
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}
