/** Files for a server that has no file system of its own, in a web worker: the workspace reads them. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type FoundFile, findFiles } from '../../protocol/index.ts';

/** More than this is not read: a workspace in a browser is far away. Bytes of one file, number of files. */
const limits = { bytes: 10_000_000, files: 5000 };
const excluded = '**/{node_modules,.git}/**';

export function answerFileRequests(client: BaseLanguageClient): vscode.Disposable {
  return client.onRequest(
    findFiles,
    async (params: { readonly uri?: string } | null, token: vscode.CancellationToken) => {
      const uris = params?.uri
        ? [vscode.Uri.parse(params.uri, true)]
        : await vscode.workspace.findFiles('**/*.risk', excluded, limits.files, token);
      const found = await Promise.all(uris.map(read));
      return found.filter((file) => file !== null);
    },
  );
}

async function read(uri: vscode.Uri): Promise<FoundFile | null> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > limits.bytes) return null;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { uri: uri.toString(), text: new TextDecoder().decode(bytes) };
  } catch {
    // It went away between being found and being read.
    return null;
  }
}
