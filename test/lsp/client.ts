/** A small language client: starts the server as a process on stdio and speaks to it as any editor would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type * as lsp from 'vscode-languageserver-protocol';

const main = fileURLToPath(new URL('../../server/main-node.ts', import.meta.url));
const mark = '<|>';
/** The slowest machine that the tests are run on needs some seconds for a start. */
const patience = 20_000;

export interface Client {
  readonly connection: MessageConnection;
  readonly folder: string;
  readonly capabilities: lsp.ServerCapabilities;
  readonly process: ChildProcess;
  readonly diagnostics: ReadonlyMap<string, readonly lsp.Diagnostic[]>;
  readonly lensRefreshes: () => number;
  /** The globs that the server asked to be told about and did not take back. */
  readonly watched: () => readonly lsp.GlobPattern[];
  uri(file: string): string;
  /** Writes a file and tells the server of it. */
  writeFile(file: string, text: string | Uint8Array, type?: lsp.FileChangeType): Promise<void>;
  deleteFile(file: string): Promise<void>;
  open(file: string, text: string): Promise<void>;
  change(file: string, text: string): Promise<void>;
  request<T>(method: string, params: unknown): Promise<T>;
  position(file: string, marked: string): lsp.TextDocumentPositionParams;
  /** Asks again until the answer is the one that is waited for. */
  until<T>(ask: () => T | Promise<T>, fits: (value: T) => boolean): Promise<T>;
  lenses(file: string): Promise<string[]>;
  /** Codes of the diagnostics of a file. */
  codes(file: string): string[];
  stop(): Promise<number | null>;
}

export interface StartOptions {
  /** Files by path in a new folder, written before the server starts. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Folders of the workspace within the new one; the new one itself if not said. */
  readonly folders?: readonly string[];
  readonly initializationOptions?: unknown;
}

export async function start(options: StartOptions = {}): Promise<Client> {
  const folder = mkdtempSync(path.join(tmpdir(), 'risk-lsp-'));
  for (const [file, text] of Object.entries(options.files ?? {})) put(folder, file, text);
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, '--stdio'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const diagnostics = new Map<string, lsp.Diagnostic[]>();
  let refreshes = 0;
  connection.onNotification('textDocument/publishDiagnostics', (params: lsp.PublishDiagnosticsParams) => {
    diagnostics.set(params.uri, params.diagnostics);
  });
  const registered = new Map<string, readonly lsp.GlobPattern[]>();
  connection.onRequest('client/registerCapability', ({ registrations }: lsp.RegistrationParams) => {
    for (const { id, method, registerOptions } of registrations) {
      const { watchers } = registerOptions as lsp.DidChangeWatchedFilesRegistrationOptions;
      if (method === 'workspace/didChangeWatchedFiles')
        registered.set(
          id,
          watchers.map(({ globPattern }) => globPattern),
        );
    }
    return null;
  });
  connection.onRequest('client/unregisterCapability', ({ unregisterations }: lsp.UnregistrationParams) => {
    for (const { id } of unregisterations) registered.delete(id);
    return null;
  });
  connection.onRequest('workspace/codeLens/refresh', () => {
    refreshes++;
    return null;
  });
  connection.onRequest('workspace/inlayHint/refresh', () => null);
  connection.onRequest('workspace/configuration', ({ items }: lsp.ConfigurationParams) => items.map(() => null));
  connection.listen();
  const uri = (file: string) => pathToFileURL(path.join(folder, file)).toString();
  const folders = (options.folders ?? ['']).map((name) => ({
    uri: uri(name).replace(/\/$/, ''),
    name: name || 'work',
  }));
  const { capabilities } = await connection.sendRequest<lsp.InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: folders[0]?.uri ?? null,
    workspaceFolders: folders,
    initializationOptions: options.initializationOptions ?? {},
    capabilities: {
      workspace: {
        configuration: true,
        workspaceFolders: true,
        codeLens: { refreshSupport: true },
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      },
      window: { showDocument: { support: true } },
      textDocument: { publishDiagnostics: { relatedInformation: true } },
    },
  });
  await connection.sendNotification('initialized', {});
  let version = 1;
  const notify = (method: string, params: unknown) => connection.sendNotification(method, params);
  const watched = (file: string, type: number) =>
    notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(file), type }] });
  const client: Client = {
    connection,
    folder,
    capabilities,
    process: child,
    diagnostics,
    lensRefreshes: () => refreshes,
    watched: () => [...registered.values()].flat(),
    uri,
    async writeFile(file, text, type = 1) {
      put(folder, file, text);
      await watched(file, type);
    },
    async deleteFile(file) {
      rmSync(path.join(folder, file), { recursive: true });
      await watched(file, 3);
    },
    open: (file, text) =>
      notify('textDocument/didOpen', { textDocument: { uri: uri(file), languageId: 'risk', version, text } }),
    change: (file, text) =>
      notify('textDocument/didChange', {
        textDocument: { uri: uri(file), version: ++version },
        contentChanges: [{ text }],
      }),
    request: (method, params) => connection.sendRequest(method, params),
    position: (file, marked) => ({ textDocument: { uri: uri(file) }, position: positionOf(marked) }),
    async until(ask, fits) {
      const end = Date.now() + patience;
      for (;;) {
        const value = await ask();
        if (fits(value)) return value;
        if (Date.now() > end) throw new Error(`This was not what was waited for: ${JSON.stringify(value, null, 2)}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    async lenses(file) {
      const found = await connection.sendRequest<lsp.CodeLens[] | null>('textDocument/codeLens', {
        textDocument: { uri: uri(file) },
      });
      return (found ?? []).map((lens) => lens.command?.title ?? '');
    },
    codes: (file) => (diagnostics.get(uri(file)) ?? []).map(({ code }) => String(code)),
    async stop() {
      await connection.sendRequest('shutdown');
      const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
      await connection.sendNotification('exit');
      const code = await exited;
      connection.dispose();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
  return client;
}

/** The text without its mark. */
export function unmarked(text: string): string {
  return text.replace(mark, '');
}

function positionOf(marked: string): lsp.Position {
  const lines = marked.slice(0, marked.indexOf(mark)).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)!.length };
}

function put(folder: string, file: string, text: string | Uint8Array): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}
