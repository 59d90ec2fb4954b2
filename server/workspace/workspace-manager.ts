/** Loads the `.risk` files of every root that the editor's folders belong to. */
import { DefaultWorkspaceManager, type LangiumDocument, URI, type WorkspaceFolder } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { FileSource } from '../host.ts';
import type { FileProblems } from './file-system.ts';

export class RiskWorkspaceManager extends DefaultWorkspaceManager {
  private readonly files: FileSource;
  private readonly problems: FileProblems;
  private readonly textDocuments: LangiumSharedServices['workspace']['TextDocuments'];
  private readonly factory: LangiumSharedServices['workspace']['LangiumDocumentFactory'];
  private readonly rootsByFolder = new Map<string, URI>();

  constructor(services: LangiumSharedServices, files: FileSource, problems: FileProblems) {
    super(services);
    this.files = files;
    this.problems = problems;
    this.textDocuments = services.workspace.TextDocuments;
    this.factory = services.workspace.LangiumDocumentFactory;
    this.initialBuildOptions = { validation: false };
  }

  /** The roots that were read, without those inside another. */
  get roots(): readonly URI[] {
    return outermost([...this.rootsByFolder.values()]);
  }

  /** The root of a file: the innermost known one that holds it, else its folder's. */
  rootOf(uri: URI): URI {
    const text = uri.toString();
    const holding = this.roots.filter((root) => holds(root, text));
    return (
      holding.sort((a, b) => b.toString().length - a.toString().length)[0] ?? URI.parse(text.replace(/\/[^/]*$/, ''))
    );
  }

  /** The folder of the workspace that holds a file, the innermost of several; its root where none does. */
  folderOf(uri: URI): URI {
    const text = uri.toString();
    const holding = [...this.rootsByFolder.keys()].filter((folder) => holds(URI.parse(folder), text));
    const [innermost] = holding.sort((a, b) => b.length - a.length);
    return innermost === undefined ? URI.parse(text.replace(/\/[^/]*$/, '')) : URI.parse(innermost);
  }

  protected override async performStartup(folders: WorkspaceFolder[]): Promise<LangiumDocument[]> {
    const documents = await this.load(folders.map(({ uri }) => URI.parse(uri)));
    this._ready.resolve();
    return documents;
  }

  /** Reads the roots of more folders; the new documents are not built yet. */
  async load(folders: readonly URI[]): Promise<LangiumDocument[]> {
    for (const folder of folders) {
      if (!this.rootsByFolder.has(folder.toString()))
        this.rootsByFolder.set(folder.toString(), await this.files.rootOf(folder));
    }
    const documents: LangiumDocument[] = [];
    for (const root of this.roots) {
      for (const file of await this.files.riskFiles(root)) {
        if ('problem' in file) this.problems.set(file.uri.toString(), file.problem);
        if (this.langiumDocuments.hasDocument(file.uri)) continue;
        const open = this.textDocuments.get(file.uri.toString());
        const document = open
          ? this.factory.fromTextDocument(open, file.uri)
          : this.factory.fromString('text' in file ? file.text : '', file.uri);
        this.langiumDocuments.addDocument(document);
        documents.push(document);
      }
    }
    return documents;
  }

  /** Reads the repository that a folder is in, unless it was read already or there is none. */
  async loadRepositoryOf(folder: URI): Promise<LangiumDocument[]> {
    if (this.roots.some((root) => holds(root, `${folder.toString()}/`))) return [];
    const root = await this.files.repositoryOf(folder);
    if (root === null) return [];
    return this.load([root]);
  }

  /** Forgets folders that were closed; the URIs of documents that no root holds any more. */
  unload(folders: readonly URI[]): URI[] {
    for (const folder of folders) this.rootsByFolder.delete(folder.toString());
    const roots = this.roots;
    return this.langiumDocuments.all
      .map(({ uri }) => uri)
      .filter((uri) => !this.textDocuments.get(uri.toString()) && !roots.some((root) => holds(root, uri.toString())))
      .toArray();
  }

  override async searchFolder(uri: URI): Promise<URI[]> {
    const root = await this.files.rootOf(uri);
    return (await this.files.riskFiles(root)).map((file) => file.uri).filter((file) => holds(uri, file.toString()));
  }

  override shouldIncludeEntry(entry: { readonly isFile: boolean; readonly uri: URI }): boolean {
    return entry.isFile && entry.uri.path.endsWith('.risk');
  }
}

function outermost(roots: readonly URI[]): URI[] {
  const distinct = [...new Map(roots.map((root) => [root.toString(), root])).values()];
  return distinct.filter((root) => !distinct.some((other) => other !== root && holds(other, root.toString())));
}

function holds(root: URI, file: string): boolean {
  return file.startsWith(`${root.toString().replace(/\/$/, '')}/`);
}
