/** Files of evidence for a server in a web worker: from the folders of the workspace only, bounded. */
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type FindEvidenceParams,
  type FoundEvidenceFile,
  findEvidence,
  type ReadEvidenceParams,
  type ReadEvidenceResult,
  readEvidence,
} from '../../protocol/index.ts';

const excluded = '**/{node_modules,.git}/**';

export function answerEvidenceRequests(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    client.onRequest(findEvidence, find),
    client.onRequest<ReadEvidenceResult, void>(readEvidence, read),
  );
}

async function find(params: FindEvidenceParams, token: vscode.CancellationToken): Promise<FoundEvidenceFile[]> {
  const folder = vscode.Uri.parse(params.folder, true);
  if (!isInWorkspace(folder)) return [];
  const named = plainName(params.glob);
  const uris =
    named !== null
      ? [vscode.Uri.joinPath(folder, named)]
      : await vscode.workspace.findFiles(
          new vscode.RelativePattern(folder, params.glob),
          excluded,
          params.limit,
          token,
        );
  const found = await Promise.all(uris.map(stamped));
  return found.filter((file) => file !== null);
}

/** The name that a glob without wildcards is; null for all others. */
function plainName(glob: string): string | null {
  const name = glob.replace(/\[([[\]{}])\]/g, '$1');
  return /[*?/]/.test(name) ? null : name;
}

async function stamped(uri: vscode.Uri): Promise<FoundEvidenceFile | null> {
  try {
    const { type, size, mtime } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.File) === 0 ? null : { uri: uri.toString(), stamp: `${size} ${mtime}` };
  } catch {
    return null;
  }
}

async function read({ uri: text, limit }: ReadEvidenceParams): Promise<ReadEvidenceResult> {
  const uri = vscode.Uri.parse(text, true);
  if (!isInWorkspace(uri)) return { problem: 'It is in no folder of the workspace, and is not read.' };
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    const mebibytes = (bytes: number) => Math.ceil(bytes / (1024 * 1024));
    if (size > limit)
      return { problem: `The file has ${mebibytes(size)} MiB; in a browser at most ${mebibytes(limit)} MiB are read.` };
    return { bytes: await vscode.workspace.fs.readFile(uri) };
  } catch (error) {
    return { problem: `The file could not be read: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

function isInWorkspace(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}
