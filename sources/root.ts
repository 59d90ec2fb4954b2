/** The root: what the editor and the command line both take paths to be relative to. */
import { stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The nearest folder at or above `start` that holds `.git` (a folder, or the file of a work tree or submodule); else the
 * folder of `start`. `start` is an absolute path of a file or folder; if it does not exist, its nearest folder counts.
 */
export async function rootOf(start: string): Promise<string> {
  const folder = await folderOf(path.resolve(start));
  for (let at = folder; ; at = path.dirname(at)) {
    if (await exists(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return folder;
  }
}

/** `file` relative to `root` with `/`; null if it lies outside; `.` for the root itself. */
export function relativeTo(root: string, file: string): string | null {
  const relative = path.relative(root, file);
  if (relative === '') return '.';
  if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) return null;
  return relative.split(path.sep).join('/');
}

async function folderOf(start: string): Promise<string> {
  for (let at = start; ; at = path.dirname(at)) {
    try {
      return (await stat(at)).isDirectory() ? at : path.dirname(at);
    } catch {
      if (path.dirname(at) === at) return at;
    }
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false;
  }
}
