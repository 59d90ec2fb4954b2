/** The files of a commit, as git's tree lists them. */
import type { Stop } from '../limits.ts';
import { runGit } from './run.ts';

export interface TreeFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly object: string;
  readonly bytes: number;
  /** A symbolic link: its content is a path. */
  readonly isLink: boolean;
}

export type TreeResult = { readonly files: readonly TreeFile[] } | { readonly message: string };

/** Every file below `root` in the commit. Submodules are left alone. `wanted` keeps the list small. */
export async function filesIn(
  root: string,
  commit: string,
  wanted: (path: string) => boolean,
  stop?: Stop,
): Promise<TreeResult> {
  const more = stop === undefined ? {} : { stop };
  // Git lists what lies below the folder that it is called in, relative to that.
  const words = ['ls-tree', '-r', '-z', '-l', commit];
  const listed = await runGit(root, words, { ...more, limit: 512 * 1024 * 1024 });
  if (!('output' in listed)) return { message: listed.message };
  const files: TreeFile[] = [];
  for (const entry of entriesOf(listed.output)) {
    const match = /^(\d{6}) blob ([0-9a-f]+) +(\d+|-)\t/.exec(entry);
    if (match === null) continue;
    const path = entry.slice(match[0].length);
    if (!wanted(path)) continue;
    const [, mode, object, size] = match;
    files.push({ path, object, bytes: Number(size) || 0, isLink: mode === '120000' });
  }
  return { files };
}

/** What stands between NUL bytes. */
export function* entriesOf(output: Buffer): Generator<string> {
  for (let from = 0; from < output.length; ) {
    const nul = output.indexOf(0, from);
    const end = nul < 0 ? output.length : nul;
    yield output.toString('utf8', from, end);
    from = end + 1;
  }
}
