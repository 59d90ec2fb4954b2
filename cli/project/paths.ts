/** What a call is about: the root that is read, and the paths that are reported. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { relativeTo, rootOf } from '../../sources/index.ts';
import { UsageError } from '../exit.ts';

export interface Scope {
  /** Absolute path. */
  readonly root: string;
  /** Relative to the root, with `/`; `.` is all of it. */
  readonly paths: readonly ScopePath[];
}

export interface ScopePath {
  readonly path: string;
  readonly isFolder: boolean;
  /** As it was written, for messages. */
  readonly written: string;
}

/** Resolves the operands of a command. All lie under one root: the one that is given, or the one that each finds. */
export async function scopeOf(operands: readonly string[], root: string | null, cwd: string): Promise<Scope> {
  const written = operands.length === 0 ? ['.'] : operands;
  const given = root === null ? null : await folderGiven(root, cwd);
  let common = given;
  const paths: ScopePath[] = [];
  for (const operand of written) {
    if (operand === '') throw new UsageError('An empty path was given. Write `.` for the current folder.');
    const absolute = path.resolve(cwd, operand);
    const isFolder = await isFolderAt(absolute, operand);
    if (!isFolder && !operand.endsWith('.risk')) throw new UsageError(`${operand} is not a .risk file.`);
    const own = given ?? (await rootOf(absolute));
    if (common !== null && own !== common) {
      throw new UsageError(`The paths have different roots, ${common} and ${own}; call risk for each, or give --root.`);
    }
    common = own;
    const relative = relativeTo(own, absolute);
    // Without a path the root alone may be named from anywhere: then all of it is meant.
    if (relative === null && operands.length === 0)
      return { root: own, paths: [{ path: '.', isFolder: true, written: own }] };
    if (relative === null) throw new UsageError(`${operand} lies outside of the root ${own}.`);
    paths.push({ path: relative, isFolder, written: operand });
  }
  return { root: common!, paths };
}

/** Whether a file (relative to the root) is reported. */
export function isReported(file: string, { paths }: Scope): boolean {
  return paths.some((each) => covers(each, file));
}

export function covers({ path: chosen, isFolder }: ScopePath, file: string): boolean {
  return chosen === '.' || chosen === file || (isFolder && file.startsWith(`${chosen}/`));
}

async function folderGiven(root: string, cwd: string): Promise<string> {
  const absolute = path.resolve(cwd, root);
  if (!(await isFolderAt(absolute, root))) throw new UsageError(`--root needs a folder, but ${root} is a file.`);
  return absolute;
}

async function isFolderAt(absolute: string, written: string): Promise<boolean> {
  try {
    return (await stat(absolute)).isDirectory();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(`${written} ${missing ? 'does not exist' : 'cannot be read'}.`);
  }
}
