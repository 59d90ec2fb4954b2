/** The files of commits, from git's trees. */
import { maxDepth } from '../limits.ts';
import type { GitObject } from './batch.ts';
import type { Objects } from './objects.ts';

export interface TreeFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly object: string;
  /** A symbolic link: its content is a path. */
  readonly isLink: boolean;
}

export type TreeResult = { readonly files: readonly TreeFile[] } | { readonly message: string };

/** Which folders are entered, by their names, and which files are listed, by their paths. */
export interface Wanted {
  readonly folder: (name: string) => boolean;
  readonly file: (path: string) => boolean;
}

/** Entries that are looked at for one commit: a tree that holds another one many times can have any number. */
const mostEntries = 2_000_000;
/** Bytes of one tree: a million names in one folder. */
const mostTreeBytes = 64 * 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly kind: 'folder' | 'file' | 'link';
  readonly object: string;
}

/** A commit on its way down. */
interface Descent {
  readonly files: TreeFile[];
  folders: readonly { readonly path: string; readonly object: string }[];
  entries: number;
  message: string | null;
}

/**
 * Every file below a folder (`prefix`, with `/`; empty: all) in each of the commits, in the order of their paths. Submodules
 * are left alone. Level by level, so that each is one question; what the commits have in common is read once.
 */
export async function filesIn(
  objects: Objects,
  prefix: string,
  commits: readonly string[],
  wanted: Wanted,
): Promise<readonly TreeResult[]> {
  const trees = new Map<string, readonly Entry[]>();
  const roots = await objects.read(
    commits.map((commit) => (prefix === '' ? `${commit}^{tree}` : `${commit}:${prefix}`)),
    mostTreeBytes,
  );
  if ('failure' in roots) return commits.map(() => ({ message: roots.message }));
  const exist = prefix === '' ? roots : await objects.read(commits, 0);
  if ('failure' in exist) return commits.map(() => ({ message: exist.message }));
  const descents = commits.map((commit, index): Descent => {
    const root = roots.objects[index];
    if (root !== null) keepTree(trees, root);
    // A commit without the folder has no files in it.
    const message =
      exist.objects[index] === null
        ? `The commit ${commit} is not in this clone as a whole; fetch it to compare with it.`
        : null;
    const folders = root === null ? [] : [{ path: '', object: root.id }];
    return { files: [], folders, entries: 0, message };
  });
  for (let depth = 0; depth <= maxDepth; depth++) {
    for (const descent of descents) descend(descent, trees, wanted);
    const unread = descents.flatMap(({ folders }) => folders.map(({ object }) => object));
    const missing = [...new Set(unread)].filter((object) => !trees.has(object));
    if (unread.length === 0) break;
    const found = await objects.read(missing, mostTreeBytes);
    if ('failure' in found) return commits.map(() => ({ message: found.message }));
    for (const tree of found.objects) if (tree !== null) keepTree(trees, tree);
  }
  return descents.map(({ files, message }) => (message === null ? { files: files.sort(byPath) } : { message }));
}

function keepTree(trees: Map<string, readonly Entry[]>, { id, type, content }: GitObject): void {
  if (type === 'tree' && content !== null) trees.set(id, entriesIn(content, id.length / 2));
}

/** One level down. */
function descend(descent: Descent, trees: ReadonlyMap<string, readonly Entry[]>, wanted: Wanted): void {
  const below: { path: string; object: string }[] = [];
  for (const { path, object } of descent.message === null ? descent.folders : []) {
    const entries = trees.get(object);
    if (entries === undefined) {
      descent.message = `The folder ${path} is not in this clone (a partial one), or too large; fetch it to compare with it.`;
      break;
    }
    descent.entries += entries.length;
    if (descent.entries > mostEntries) {
      descent.message = `The revision has more than ${mostEntries} files and folders.`;
      break;
    }
    for (const { name, kind, object: own } of entries) {
      if (kind === 'folder') {
        if (wanted.folder(name)) below.push({ path: `${path}${name}/`, object: own });
      } else if (wanted.file(path + name))
        descent.files.push({ path: path + name, object: own, isLink: kind === 'link' });
    }
  }
  descent.folders = descent.message === null ? below : [];
}

const [blank, nul] = [32, 0];

/** `MODE NAME\0HASH…`; what is neither folder nor file is left out. */
function entriesIn(tree: Buffer, hashBytes: number): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < tree.length; ) {
    const gap = tree.indexOf(blank, at);
    const end = tree.indexOf(nul, gap + 1);
    if (gap < 0 || end < 0) break;
    const mode = tree.toString('latin1', at, gap);
    at = end + 1 + hashBytes;
    const kind = mode === '40000' ? 'folder' : mode === '120000' ? 'link' : mode.startsWith('100') ? 'file' : null;
    if (kind === null) continue;
    entries.push({ name: tree.toString('utf8', gap + 1, end), kind, object: tree.toString('hex', end + 1, at) });
  }
  return entries;
}

function byPath(a: TreeFile, b: TreeFile): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
