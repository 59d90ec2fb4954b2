/** Which files make a system: a system covers the folder of its file and all below, until a deeper system begins. */
import { type AstNode, type LangiumDocument, type URI, UriUtils } from 'langium';
import { isRiskFile, isSystem, type RiskFile, type System } from '../generated/ast.ts';
import type { LinkedSystem } from '../stages.ts';
import { isNamedDeclaration, type NamedDeclaration } from './declarations.ts';

/** A system before its files are known. */
interface Root {
  readonly id: string;
  readonly folder: URI;
  readonly node: System;
}

/** The division of all documents into systems. */
export interface Systems {
  /** By id; the unnamed system, if there is one, comes last. */
  readonly all: readonly LinkedSystem[];
  /** System of a document, by the document's URI. */
  readonly byDocument: ReadonlyMap<string, LinkedSystem>;
  /** `system` declarations that are not the first of their folder: they hold nothing. */
  readonly surplus: readonly System[];
  /** The system around a named system, by id. */
  readonly around: ReadonlyMap<string, LinkedSystem>;
}

export const unnamedSystem = 'unnamed';

/** Divides documents into systems. Cost: documents × depth of folders. */
export function divide(documents: Iterable<LangiumDocument<AstNode>>): Systems {
  const files = [...documents].filter(isRiskDocument).sort(byUri);
  const roots = new Map<string, Root>();
  const surplus: System[] = [];
  for (const file of files) {
    for (const node of file.parseResult.value.declarations) {
      if (!isSystem(node) || !node.name) continue;
      const folder = UriUtils.dirname(file.uri);
      const id = folder.toString();
      if (roots.has(id)) surplus.push(node);
      else roots.set(id, { id, folder, node });
    }
  }
  const members = new Map<string, LangiumDocument<RiskFile>[]>();
  for (const id of roots.keys()) members.set(id, []);
  for (const file of files) {
    const id = innermost(UriUtils.dirname(file.uri), roots) ?? unnamedSystem;
    const list = members.get(id);
    if (list === undefined) members.set(id, [file]);
    else list.push(file);
  }
  const all = [...members].map(([id, list]) => linked(id, roots.get(id), list)).sort(byId);
  const byDocument = new Map<string, LinkedSystem>();
  for (const system of all) {
    for (const document of system.documents) byDocument.set(document.uri.toString(), system);
  }
  return { all, byDocument, surplus, around: surroundings(all, roots) };
}

function isRiskDocument(document: LangiumDocument<AstNode>): document is LangiumDocument<RiskFile> {
  return isRiskFile(document.parseResult.value);
}

/** The id of the deepest system folder that holds this folder. */
function innermost(folder: URI, roots: ReadonlyMap<string, Root>): string | undefined {
  let current = folder;
  for (;;) {
    const id = current.toString();
    if (roots.has(id)) return id;
    const parent = UriUtils.dirname(current);
    if (parent.path === current.path) return undefined;
    current = parent;
  }
}

function surroundings(all: readonly LinkedSystem[], roots: ReadonlyMap<string, Root>): Map<string, LinkedSystem> {
  const byId = new Map(all.map((system) => [system.id, system]));
  const around = new Map<string, LinkedSystem>();
  for (const root of roots.values()) {
    const parent = UriUtils.dirname(root.folder);
    const outer = parent.path === root.folder.path ? undefined : innermost(parent, roots);
    if (outer !== undefined) around.set(root.id, byId.get(outer)!);
  }
  return around;
}

function linked(id: string, root: Root | undefined, documents: readonly LangiumDocument<RiskFile>[]): LinkedSystem {
  const declarations = new Map<string, NamedDeclaration[]>();
  for (const document of documents) {
    for (const node of document.parseResult.value.declarations) {
      if (!isNamedDeclaration(node)) continue;
      const same = declarations.get(node.name!);
      if (same === undefined) declarations.set(node.name!, [node]);
      else same.push(node);
    }
  }
  return {
    name: root?.node.name ?? null,
    id,
    folder: root?.folder ?? null,
    node: root?.node ?? null,
    documents,
    declarations,
  };
}

function byUri(a: LangiumDocument<AstNode>, b: LangiumDocument<AstNode>): number {
  return compare(a.uri.toString(), b.uri.toString());
}

/** By id, the unnamed system last. */
function byId(a: LinkedSystem, b: LinkedSystem): number {
  if (a.id === unnamedSystem) return 1;
  if (b.id === unnamedSystem) return -1;
  return compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
