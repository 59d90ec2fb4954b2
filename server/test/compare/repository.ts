/** A server over a real git repository in a new folder, without an editor. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { URI } from 'langium';
import { nodeRevisions } from '../../compare/node-revisions.ts';
import type { Revisions } from '../../compare/revisions.ts';
import { createServer, type RiskServer } from '../../services.ts';
import { nodeFiles } from '../../workspace/node-files.ts';
import { memoryHost } from '../helpers.ts';

export interface Repository extends RiskServer {
  readonly folder: string;
  git(...words: string[]): void;
  commit(files: Readonly<Record<string, string>>): void;
  /** Writes a file and builds, as an editor's change would. */
  write(file: string, text: string): Promise<void>;
  uri(file: string): string;
  /** Waits for the next difference. */
  compared(): Promise<void>;
  /** Waits until figures are fresh, and for what may follow. */
  quiet(): Promise<void>;
  lens(name: string): Promise<string>;
  /** The hover at an offset, as Markdown. */
  hover(file: string, offset: number): Promise<string>;
  end(): void;
}

export interface RepositoryOptions {
  readonly git?: boolean;
  readonly revisions?: Revisions;
}

/** `files` are committed before the server starts. */
export async function repository(
  files: Readonly<Record<string, string>>,
  { git: hasGit = true, revisions = nodeRevisions() }: RepositoryOptions = {},
): Promise<Repository> {
  const folder = mkdtempSync(path.join(tmpdir(), 'risk-compare-'));
  const git = (...words: string[]): void => {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', ['-C', folder, ...identity, ...words], { stdio: 'ignore' });
  };
  const put = (file: string, text: string) => writeFileSync(path.join(folder, file), text);
  const commit: Repository['commit'] = (changed) => {
    for (const [file, text] of Object.entries(changed)) put(file, text);
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'A step');
  };
  if (hasGit) {
    git('init', '-q');
    commit(files);
  } else for (const [file, text] of Object.entries(files)) put(file, text);
  const host = { ...memoryHost(new Map()), files: nodeFiles(), revisions };
  const server = createServer({ host });
  const { shared, bench, risk } = server;
  const root = URI.file(folder);
  await shared.workspace.ConfigurationProvider.initialized({});
  shared.workspace.WorkspaceManager.initialize({
    processId: null,
    rootUri: null,
    capabilities: {},
    workspaceFolders: null,
  });
  const first = new Promise<void>((resolve) => bench.comparison.changed.on(() => resolve()));
  let next = first;
  await shared.workspace.WorkspaceManager.initializeWorkspace([{ uri: root.toString(), name: 'work' }]);
  const uri = (file: string) => URI.file(path.join(folder, file)).toString();
  const awaitNext = () => {
    next = new Promise<void>((resolve) => {
      const off = bench.comparison.changed.on(() => {
        off();
        resolve();
      });
    });
  };
  return {
    ...server,
    folder,
    git,
    commit,
    uri,
    async write(file, text) {
      put(file, text);
      awaitNext();
      await shared.workspace.DocumentBuilder.update([URI.parse(uri(file))], []);
    },
    compared: async () => {
      await next;
      awaitNext();
    },
    async quiet() {
      while (bench.systems.all().some((state) => bench.figures.of(state).state === 'stale'))
        await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 150));
    },
    async lens(name) {
      for (const document of shared.workspace.LangiumDocuments.all) {
        const params = { textDocument: { uri: document.uri.toString() } };
        const found = (await risk.lsp.CodeLensProvider!.provideCodeLens(document, params)) ?? [];
        const lens = found.find(({ range }) => document.textDocument.getText(range) === name);
        if (lens) return lens.command!.title;
      }
      throw new Error(`There is no lens on ${name}.`);
    },
    async hover(file, offset) {
      const document = shared.workspace.LangiumDocuments.getDocument(URI.parse(uri(file)))!;
      const position = document.textDocument.positionAt(offset);
      const params = { textDocument: { uri: uri(file) }, position };
      const found = await risk.lsp.HoverProvider!.getHoverContent(document, params);
      return (found!.contents as { readonly value: string }).value;
    },
    end() {
      bench.dispose();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
