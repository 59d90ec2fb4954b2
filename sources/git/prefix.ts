/** Where a folder lies in its repository. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Stop } from '../limits.ts';
import { type GitFailure, runGit } from './run.ts';

/** The path from the top of the repository, with `/` and without one at the end; empty for the top itself. */
export async function prefixIn(root: string, stop?: Stop): Promise<string | GitFailure> {
  if (await isTop(root)) return '';
  const found = await runGit(root, ['rev-parse', '--show-prefix'], stop === undefined ? {} : { stop });
  if ('failure' in found) return found;
  const prefix = found.output.toString('utf8').replace(/\/?\n$/, '');
  // Git's objects are asked for line by line.
  return prefix.includes('\n')
    ? { failure: 'failed', message: 'The path of the folder holds a line break, and git cannot be asked for it.' }
    : prefix;
}

/** Told without git, as most roots are one. What only looks like one is left to git. */
async function isTop(root: string): Promise<boolean> {
  const found = await Promise.all(
    ['.git/HEAD', '.git/objects', '.git/refs'].map((part) => stat(path.join(root, part)).catch(() => null)),
  );
  return found.every((status) => status !== null);
}
