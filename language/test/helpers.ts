/** Helpers for tests of the language: texts in memory, parsed, linked, and what is expected to be said about them. */
import assert from 'node:assert/strict';
import { EmptyFileSystem, type FileSystemNode, type FileSystemProvider, type LangiumDocument, URI } from 'langium';
import type { RiskFile } from '../generated/ast.ts';
import { languageFindings, systemsOf } from '../names/index.ts';
import { createRiskServices, type RiskServices } from '../services.ts';
import type { Finding, LinkedSystem } from '../stages.ts';

export interface Project {
  readonly services: RiskServices;
  /** By the path that was given. */
  readonly documents: ReadonlyMap<string, LangiumDocument<RiskFile>>;
  readonly systems: readonly LinkedSystem[];
  /** The system of that name, or the only one. */
  system(name?: string): LinkedSystem;
  /** Findings of syntax, names and systems of all systems. */
  findings(): readonly Finding[];
  /** Writes or (with null) deletes files, as an editor would; all is linked again. */
  change(files: Readonly<Record<string, string | null>>): Promise<void>;
}

/** Files in memory, by URI. */
type MemoryFileSystem = FileSystemProvider & { readonly texts: Map<string, string> };

function memoryFileSystem(): MemoryFileSystem {
  const texts = new Map<string, string>();
  const stat = async (uri: URI): Promise<FileSystemNode> => {
    if (!texts.has(uri.toString())) throw new Error(`No file ${uri}`);
    return { isFile: true, isDirectory: false, uri };
  };
  const readFile = async (uri: URI): Promise<string> => {
    const text = texts.get(uri.toString());
    if (text === undefined) throw new Error(`No file ${uri}`);
    return text;
  };
  return Object.assign(EmptyFileSystem.fileSystemProvider() as FileSystemProvider, { texts, stat, readFile });
}

/** Files in memory as one root: `{ 'shop/shop.risk': 'system Shop {}' }`. */
export async function project(files: Readonly<Record<string, string>>): Promise<Project> {
  const memory = memoryFileSystem();
  const { shared, risk } = createRiskServices({ fileSystemProvider: () => memory });
  const documents = new Map<string, LangiumDocument<RiskFile>>();
  for (const [path, text] of Object.entries(files)) {
    memory.texts.set(uriOf(path).toString(), text);
    const document = shared.workspace.LangiumDocumentFactory.fromString<RiskFile>(text, uriOf(path));
    shared.workspace.LangiumDocuments.addDocument(document);
    documents.set(path, document);
  }
  await shared.workspace.DocumentBuilder.build([...documents.values()], { validation: false });
  return projectOf(risk, documents, memory);
}

function projectOf(
  services: RiskServices,
  documents: Map<string, LangiumDocument<RiskFile>>,
  memory: MemoryFileSystem,
): Project {
  return {
    services,
    documents,
    get systems() {
      return systemsOf(services);
    },
    system(name?: string) {
      const all = systemsOf(services);
      const found = name === undefined ? all : all.filter((system) => system.name === name);
      assert.equal(found.length, 1, `expected one system, found ${all.map((system) => system.name).join(', ')}`);
      return found[0];
    },
    findings() {
      return systemsOf(services).flatMap((system) => languageFindings(services, system));
    },
    async change(files) {
      const { LangiumDocuments, DocumentBuilder } = services.shared.workspace;
      const changed: URI[] = [];
      const deleted: URI[] = [];
      for (const [path, text] of Object.entries(files)) {
        const uri = uriOf(path);
        if (text === null) memory.texts.delete(uri.toString());
        else memory.texts.set(uri.toString(), text);
        (text === null ? deleted : changed).push(uri);
      }
      await DocumentBuilder.update(changed, deleted);
      for (const path of Object.keys(files)) {
        const document = LangiumDocuments.getDocument(uriOf(path));
        if (document === undefined) documents.delete(path);
        else documents.set(path, document as LangiumDocument<RiskFile>);
      }
    },
  };
}

/** URI of a path of `project`. */
export function uriOf(path: string): URI {
  return URI.parse(`file:///root/${path}`);
}

/** One text, parsed and linked. */
export async function parse(
  text: string,
): Promise<{ document: LangiumDocument<RiskFile>; file: RiskFile; project: Project }> {
  const made = await project({ 'model.risk': text });
  const document = made.documents.get('model.risk')!;
  return { document, file: document.parseResult.value, project: made };
}

/** As `parse`, and no error of syntax, names or systems. */
export async function parseClean(text: string): ReturnType<typeof parse> {
  const parsed = await parse(text);
  const errors = parsed.project.findings().filter((finding) => finding.severity === 'error');
  assert.deepEqual(errors.map(inWords), []);
  return parsed;
}

/** `syntax at 3:5: message`, for messages of tests. */
export function inWords(finding: Finding): string {
  const { line, character } = finding.range.start;
  return `${finding.code} at ${line + 1}:${character + 1}: ${finding.message}`;
}

/** A text without its markers `⟦code: marked⟧`, and where each stood. Markers may nest. */
export function unmark(marked: string): {
  text: string;
  marks: readonly { code: string; start: number; end: number }[];
} {
  const marks: { code: string; start: number; end: number }[] = [];
  const open: { code: string; start: number }[] = [];
  let text = '';
  for (const part of marked.split(/(⟦[a-z-]+:[ ]?|⟧)/u)) {
    const code = /^⟦([a-z-]+):/u.exec(part)?.[1];
    if (code !== undefined) open.push({ code, start: text.length });
    else if (part === '⟧') {
      const mark = open.pop();
      assert.ok(mark, 'a marker is closed that was not opened');
      marks.push({ ...mark, end: text.length });
    } else text += part;
  }
  assert.equal(open.length, 0, 'a marker is not closed');
  return { text, marks: marks.sort((a, b) => a.start - b.start || a.code.localeCompare(b.code)) };
}

/**
 * Holds the findings about a marked text against its markers: same codes, same places, none more. With `only`, findings
 * of other codes do not matter. `find` makes the findings; without it those of syntax, names and systems are taken.
 */
export async function expectFindings(
  marked: string,
  options: {
    readonly only?: readonly string[];
    readonly find?: (project: Project) => readonly Finding[] | Promise<readonly Finding[]>;
  } = {},
): Promise<readonly Finding[]> {
  const { text, marks } = unmark(marked);
  const { document, project: made } = await parse(text);
  const findings = await (options.find?.(made) ?? made.findings());
  const relevant = findings.filter((finding) => options.only?.includes(finding.code) ?? true);
  const shown = (code: string, start: number, end: number) =>
    `${code}: ${JSON.stringify(text.slice(start, end))} (${start})`;
  assert.deepEqual(
    relevant
      .map((finding) => ({
        code: finding.code,
        start: document.textDocument.offsetAt(finding.range.start),
        end: document.textDocument.offsetAt(finding.range.end),
      }))
      .sort((a, b) => a.start - b.start || a.code.localeCompare(b.code))
      .map(({ code, start, end }) => shown(code, start, end)),
    marks.map(({ code, start, end }) => shown(code, start, end)),
    relevant.map(inWords).join('\n'),
  );
  return relevant;
}
