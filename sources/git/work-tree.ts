/** The `.risk` files of a work tree as its next commit could have them. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { neverStop, type Stop } from '../limits.ts';
import { readRiskFiles, type Sources } from '../risk-files.ts';

/**
 * What is not committed included. Repositories inside it (submodules, other work trees) are left out: their files are of
 * another root, and no commit of this one holds them.
 */
export async function readWorkTree(root: string, stop: Stop = neverStop): Promise<Sources> {
  const sources = await readRiskFiles(root, stop);
  const known = new Map<string, boolean>([['', false]]);
  const isForeign = async (folder: string): Promise<boolean> => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const cut = folder.lastIndexOf('/');
    const found = (await isForeign(cut < 0 ? '' : folder.slice(0, cut))) || (await hasGit(path.join(root, folder)));
    known.set(folder, found);
    return found;
  };
  const own = async <T extends { readonly path: string }>(items: readonly T[]): Promise<T[]> => {
    const kept: T[] = [];
    for (const item of items) {
      const cut = item.path.lastIndexOf('/');
      if (!(await isForeign(cut < 0 ? '' : item.path.slice(0, cut)))) kept.push(item);
    }
    return kept;
  };
  return { ...sources, files: await own(sources.files), problems: await own(sources.problems) };
}

async function hasGit(folder: string): Promise<boolean> {
  return stat(path.join(folder, '.git')).then(
    () => true,
    () => false,
  );
}
