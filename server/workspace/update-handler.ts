/** What changes in the editor and on disk: documents, files, folders, ignore files, folders of the workspace. */
import { URI, UriUtils } from 'langium';
import { DefaultDocumentUpdateHandler, type LangiumSharedServices } from 'langium/lsp';
import {
  type DidChangeWatchedFilesParams,
  FileChangeType,
  type FileSystemWatcher,
  type TextDocumentChangeEvent,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { RiskWorkspaceManager } from './workspace-manager.ts';

export class RiskUpdateHandler extends DefaultDocumentUpdateHandler {
  private readonly shared: LangiumSharedServices;
  private readonly filesChanged: (uris: readonly string[]) => void;

  /** `filesChanged` is told of every change that the client tells of. */
  constructor(services: LangiumSharedServices, filesChanged: (uris: readonly string[]) => void) {
    super(services);
    this.shared = services;
    this.filesChanged = filesChanged;
    let foldersChange = false;
    services.lsp.LanguageServer.onInitialize((params) => {
      foldersChange = params.capabilities.workspace?.workspaceFolders === true;
    });
    services.lsp.LanguageServer.onInitialized(() => {
      if (!foldersChange) return;
      services.lsp.Connection?.workspace.onDidChangeWorkspaceFolders((event) => {
        this.changeFolders(
          event.added.map(({ uri }) => URI.parse(uri)),
          event.removed.map(({ uri }) => URI.parse(uri)),
        );
      });
    });
  }

  /** Folders have no extension: what is deleted or moved with its folder is told by the folder's own event. */
  protected override getWatchers(): FileSystemWatcher[] {
    return [{ globPattern: '**/*.risk' }, { globPattern: '**/.gitignore' }, { globPattern: '**/*', kind: 4 }];
  }

  override didChangeWatchedFiles(params: DidChangeWatchedFilesParams): void {
    this.filesChanged(params.changes.map(({ uri }) => uri));
    const ignores = params.changes.some(({ uri }) => uri.endsWith('/.gitignore'));
    const changes = params.changes.filter(({ uri, type }) => uri.endsWith('.risk') || type !== FileChangeType.Changed);
    const known = (uri: string) => uri.endsWith('.risk') || this.hasDocumentsIn(uri);
    const relevant = changes.filter(({ uri, type }) =>
      type === FileChangeType.Deleted ? known(uri) : uri.endsWith('.risk') || !/\.[^/]*$/.test(uri),
    );
    if (relevant.length > 0) super.didChangeWatchedFiles({ changes: relevant });
    if (ignores) this.reread();
  }

  /** A file outside of every folder of the workspace brings the rest of its repository with it. */
  didOpenDocument(event: TextDocumentChangeEvent<TextDocument>): void {
    const manager = this.workspaceManager as RiskWorkspaceManager;
    const folder = UriUtils.dirname(URI.parse(event.document.uri));
    void manager.ready
      .then(async () => {
        const found = await manager.loadRepositoryOf(folder);
        if (found.length > 0)
          this.fireDocumentUpdate(
            found.map(({ uri }) => uri),
            [],
          );
      })
      .catch((error) =>
        this.shared.lsp.Connection?.console.error(`The repository could not be read: ${String(error)}`),
      );
  }

  /** A closed document falls back to what the disk says: unsaved text is gone, a file that never was disappears. */
  didCloseDocument(event: TextDocumentChangeEvent<TextDocument>): void {
    const uri = URI.parse(event.document.uri);
    void this.rereadOne(uri);
  }

  private async rereadOne(uri: URI): Promise<void> {
    const exists = await this.shared.workspace.FileSystemProvider.exists(uri).catch(() => false);
    this.fireDocumentUpdate(exists ? [uri] : [], exists ? [] : [uri]);
  }

  private hasDocumentsIn(folder: string): boolean {
    return this.shared.workspace.LangiumDocuments.all.some(({ uri }) => uri.toString().startsWith(`${folder}/`));
  }

  private changeFolders(added: readonly URI[], removed: readonly URI[]): void {
    const manager = this.workspaceManager as RiskWorkspaceManager;
    void manager.ready
      .then(async () => {
        const gone = manager.unload(removed);
        const found = await manager.load(added);
        this.fireDocumentUpdate(
          found.map(({ uri }) => uri),
          gone,
        );
      })
      .catch((error) => this.shared.lsp.Connection?.console.error(`The folders could not be read: ${String(error)}`));
  }

  /** An ignore file changed: files may appear in the model or leave it. */
  private reread(): void {
    const manager = this.workspaceManager as RiskWorkspaceManager;
    void manager.ready
      .then(async () => {
        const documents = this.shared.workspace.LangiumDocuments;
        const before = new Set(documents.all.map(({ uri }) => uri.toString()));
        const read = (await Promise.all(manager.roots.map((root) => manager.searchFolder(root)))).flat();
        const now = new Set(read.map(String));
        const open = this.shared.workspace.TextDocuments;
        const gone = [...before].filter((uri) => !now.has(uri) && !open.get(uri));
        this.fireDocumentUpdate(
          read.filter((uri) => !before.has(uri.toString())),
          gone.map((uri) => URI.parse(uri)),
        );
      })
      .catch((error) =>
        this.shared.lsp.Connection?.console.error(`The files could not be read again: ${String(error)}`),
      );
  }
}
