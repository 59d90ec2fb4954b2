/** What fits at the cursor as items of an editor's list, from what is wanted there and the names of the system. */
import { type CompletionItem, CompletionItemKind, InsertTextFormat, type Range } from 'vscode-languageserver-types';
import type { Cursor } from '../text/cursor.ts';
import { blocks, declarations } from './blocks.ts';
import { datesAhead } from './dates.ts';
import { isEvidenceFile, patternsOf } from './evidence-paths.ts';
import type { Expected, NameKind, Wanted } from './slots.ts';
import { examplesOf, unitsFor } from './units.ts';

/** A declared name with what is told beside it. */
export interface KnownName {
  readonly name: string;
  readonly kind: NameKind;
  readonly title: string | null;
  /** ALE in words, for threats. */
  readonly detail: string | null;
}

/** What the items are made from; everything but the cursor is looked up by the caller. */
export interface Surroundings {
  /** By ALE, largest first, within threats; else in the order of the files. */
  names(kinds: readonly NameKind[]): readonly KnownName[];
  /** Flows as `Frontend to Cart`. */
  flowEnds(): readonly string[];
  readonly currency: string;
  readonly ownUnits: readonly string[];
  readonly codes: readonly { readonly code: string; readonly title: string }[];
  readonly functions: readonly { readonly name: string; readonly signature: string; readonly help: string }[];
  readonly today: string;
  documentationOf(word: string): string | null;
  paths(typed: string): Promise<readonly { readonly name: string; readonly folder: boolean }[]>;
  images(): Promise<readonly string[]>;
}

type Item = Omit<CompletionItem, 'sortText'>;

export async function itemsFor(
  wanted: readonly Wanted[],
  cursor: Cursor,
  range: Range,
  around: Surroundings,
): Promise<CompletionItem[]> {
  const items: Item[] = [];
  for (const want of wanted) items.push(...(await itemsOf(want, cursor, around)));
  const labels = new Set<string>();
  const distinct = items.filter(({ label }) => !labels.has(label) && labels.add(label));
  return distinct.map((item, index) => ({
    ...item,
    sortText: String(index).padStart(5, '0'),
    textEdit: { range, newText: item.insertText ?? item.label },
  }));
}

async function itemsOf(want: Wanted, cursor: Cursor, around: Surroundings): Promise<Item[]> {
  switch (want.want) {
    case 'declarations':
      return declarations.map(({ word, title, snippet }) => snippetItem(word, snippet, title, around));
    case 'properties':
      return propertyItems(want.block, cursor, around);
    case 'names':
      return around.names(want.kinds).map(nameItem);
    case 'threats':
      return around.names(['threat']).map(nameItem);
    case 'flow-ends':
      return around
        .flowEnds()
        .map((label) => ({ label, kind: CompletionItemKind.Interface, detail: 'the flows of this pair' }));
    case 'words':
      return want.words.map((label) => wordItem(label, around));
    case 'estimate':
      return estimateItems(want.expects, around);
    case 'unit':
      return unitsFor(want.expects, around).map((label) => ({ label, kind: CompletionItemKind.Unit }));
    case 'date':
      return datesAhead(around.today).map(({ date, label }) => ({
        label: date,
        kind: CompletionItemKind.Constant,
        detail: label,
      }));
    case 'codes':
      return around.codes.map(({ code, title }) => ({
        label: code,
        kind: CompletionItemKind.EnumMember,
        detail: title,
      }));
    case 'currencies':
      return [...new Set([around.currency, 'USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD'])].map((label) => ({
        label,
        kind: CompletionItemKind.Unit,
      }));
    case 'path':
      return pathItems(cursor, around);
    case 'evidence-path':
      return evidencePathItems(want.files, cursor, around);
    case 'image':
      return (await around.images()).map((label) => ({
        label,
        kind: CompletionItemKind.Value,
        detail: 'named in a deployment file',
      }));
  }
}

function propertyItems(block: keyof typeof blocks, cursor: Cursor, around: Surroundings): Item[] {
  const given = new Set(cursor.path.at(-1)?.given ?? []);
  const open = blocks[block].filter(
    ({ word, repeats, without }) => (repeats || !given.has(word)) && !without?.some((other) => given.has(other)),
  );
  const first = open.filter(({ required, word }) => required && !given.has(word));
  const rest = open.filter((property) => !first.includes(property));
  return [...first, ...rest].map(({ word, shape, required }) =>
    snippetItem(word, `${word}${shape}`, required ? 'required' : '', around),
  );
}

async function pathItems(cursor: Cursor, around: Surroundings): Promise<Item[]> {
  const typed = cursor.string?.text.slice(1) ?? '';
  return (await around.paths(typed)).map(({ name, folder }) => ({
    label: folder ? `${name}/` : name,
    kind: folder ? CompletionItemKind.Folder : CompletionItemKind.File,
  }));
}

/** Reports and the folders that lead to them; for several of a kind in one folder, first a pattern of them all. */
async function evidencePathItems(files: 'reports' | 'feeds', cursor: Cursor, around: Surroundings): Promise<Item[]> {
  const entries = await around.paths(cursor.string?.text.slice(1) ?? '');
  const names = entries.filter(({ folder, name }) => !folder && isEvidenceFile(name)).map(({ name }) => name);
  const patterns = files === 'reports' ? patternsOf(names) : [];
  return [
    ...patterns.map(({ label, count }) => ({
      label,
      kind: CompletionItemKind.File,
      detail: `${count} files, and new ones`,
    })),
    ...names.map((label) => ({ label, kind: CompletionItemKind.File })),
    ...entries
      .filter(({ folder }) => folder)
      .map(({ name }) => ({ label: `${name}/`, kind: CompletionItemKind.Folder })),
    { label: '../', kind: CompletionItemKind.Folder },
  ];
}

function estimateItems(expects: Expected, around: Surroundings): Item[] {
  const examples = examplesOf(expects, around.currency).map(({ text, snippet, title }) => ({
    label: text,
    kind: CompletionItemKind.Snippet,
    detail: title,
    insertText: snippet,
    insertTextFormat: InsertTextFormat.Snippet,
  }));
  const names = around.names(['let', 'estimate', 'distribution', 'asset']).flatMap((known) => {
    if (known.kind !== 'asset') return [nameItem(known)];
    return [
      { ...nameItem(known), label: `${known.name}.size` },
      { ...nameItem(known), label: `${known.name}.value` },
    ];
  });
  const functions = around.functions.map(({ name, signature, help }) => ({
    label: name,
    kind: CompletionItemKind.Function,
    detail: signature,
    documentation: help,
    insertText: `${name}($1)`,
    insertTextFormat: InsertTextFormat.Snippet,
    command: { title: 'Show the arguments', command: 'editor.action.triggerParameterHints' },
  }));
  return [...examples, ...names, ...functions];
}

function nameItem({ name, kind, title, detail }: KnownName): Item {
  return {
    label: name,
    kind: kinds[kind],
    detail: [kind, detail].filter(Boolean).join(', '),
    ...(title ? { documentation: title } : {}),
  };
}

const kinds: Readonly<Record<NameKind, CompletionItemKind>> = {
  zone: CompletionItemKind.Module,
  asset: CompletionItemKind.Struct,
  external: CompletionItemKind.Interface,
  agent: CompletionItemKind.Interface,
  service: CompletionItemKind.Class,
  store: CompletionItemKind.Class,
  flow: CompletionItemKind.Interface,
  threat: CompletionItemKind.Event,
  control: CompletionItemKind.Method,
  estimate: CompletionItemKind.Variable,
  distribution: CompletionItemKind.Constant,
  citation: CompletionItemKind.Reference,
  system: CompletionItemKind.Module,
  let: CompletionItemKind.Variable,
};

function wordItem(label: string, around: Surroundings): Item {
  const documentation = around.documentationOf(label);
  return { label, kind: CompletionItemKind.Keyword, ...(documentation ? { documentation } : {}) };
}

function snippetItem(word: string, snippet: string, detail: string, around: Surroundings): Item {
  const documentation = around.documentationOf(word);
  return {
    label: word,
    kind: CompletionItemKind.Keyword,
    insertText: snippet,
    insertTextFormat: InsertTextFormat.Snippet,
    ...(detail ? { detail } : {}),
    ...(documentation ? { documentation } : {}),
  };
}
