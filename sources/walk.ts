/** A walk over the files below a root, in the order of their paths, whatever the file system says first. */
import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type IgnoreRules, isIgnored, rulesIn } from './gitignore.ts';
import { maxDepth, neverStop, type Stop } from './limits.ts';
import { reasonOf, type SourceProblem } from './problem.ts';

export interface WalkOptions {
  readonly stop?: Stop;
  /** Whether what `.gitignore` excludes is left out; true if not said. */
  readonly gitignore?: boolean;
  /** Folders below the root; `maxDepth` if not said. */
  readonly depth?: number;
}

export type WalkEvent =
  | { readonly found: 'file'; readonly path: string; readonly isLink: boolean }
  | { readonly found: 'problem'; readonly problem: SourceProblem };

/** Never entered, whatever else is said. */
const closedFolders: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * Files (and whatever else is not a folder) below `root`, relative to it with `/`. As in git, a symbolic link to a folder
 * is not followed, so that no loop exists and nothing is read twice; one to a file is a file of its own. A folder that
 * cannot be read is a problem, and the walk goes on. Ends early when `stop.cancelled`.
 */
export async function* walk(root: string, options: WalkOptions = {}): AsyncGenerator<WalkEvent, void, void> {
  const { stop = neverStop, gitignore = true, depth = maxDepth } = options;
  const open: Folder[] = [{ relative: '', above: null, depth: 0 }];
  while (open.length > 0 && !stop.cancelled) {
    const folder = open.pop()!;
    const listing = await list(root, folder.relative);
    if ('problem' in listing) {
      yield { found: 'problem', problem: listing.problem };
      continue;
    }
    let rules = folder.above;
    if (gitignore && listing.entries.some((entry) => entry.name === '.gitignore')) {
      const own = await rulesIn(path.join(root, folder.relative), folder.relative, folder.above);
      if (own.problem !== null) yield { found: 'problem', problem: own.problem };
      rules = own.rules;
    }
    const folders: Folder[] = [];
    for (const entry of listing.entries) {
      const relative = folder.relative + entry.name;
      if (!entry.isDirectory()) {
        if (!isIgnored(relative, rules)) yield { found: 'file', path: relative, isLink: entry.isSymbolicLink() };
      } else if (!closedFolders.has(entry.name) && !isIgnored(`${relative}/`, rules)) {
        if (folder.depth < depth) folders.push({ relative: `${relative}/`, above: rules, depth: folder.depth + 1 });
        else if (depth === maxDepth) yield { found: 'problem', problem: tooDeep(relative) };
      }
    }
    open.push(...folders.reverse());
  }
}

interface Folder {
  readonly relative: string;
  readonly above: IgnoreRules | null;
  readonly depth: number;
}

async function list(
  root: string,
  relative: string,
): Promise<{ readonly entries: readonly Dirent[] } | { readonly problem: SourceProblem }> {
  try {
    const entries = await readdir(path.join(root, relative), { withFileTypes: true });
    return { entries: entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) };
  } catch (error) {
    const message = `The folder could not be read: ${reasonOf(error)}.`;
    return { problem: { path: relative === '' ? '.' : relative.slice(0, -1), kind: 'unreadable', message } };
  }
}

function tooDeep(relative: string): SourceProblem {
  return {
    path: relative,
    kind: 'too-many',
    message: `The folder is nested more than ${maxDepth} deep and was not read.`,
  };
}
