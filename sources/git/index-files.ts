/** The files of git's index: what the next commit would have. */
import type { Stop } from '../limits.ts';
import { runGit } from './run.ts';
import { entriesOf, type TreeFile, type TreeResult } from './tree.ts';

/**
 * Every file below `root` in the index. What is in conflict has no content of its own there and is left out, as are
 * submodules.
 */
export async function filesInIndex(root: string, wanted: (path: string) => boolean, stop?: Stop): Promise<TreeResult> {
  const more = stop === undefined ? {} : { stop };
  const listed = await runGit(root, ['ls-files', '--stage', '-z'], { ...more, limit: 512 * 1024 * 1024 });
  if (!('output' in listed)) return { message: listed.message };
  const found: Omit<TreeFile, 'bytes'>[] = [];
  for (const entry of entriesOf(listed.output)) {
    const match = /^(100\d{3}|120000) ([0-9a-f]+) 0\t/.exec(entry);
    if (match === null) continue;
    const path = entry.slice(match[0].length);
    if (wanted(path)) found.push({ path, object: match[2], isLink: match[1] === '120000' });
  }
  if (found.length === 0) return { files: [] };
  const input = `${found.map(({ object }) => object).join('\n')}\n`;
  const sizes = await runGit(root, ['cat-file', '--batch-check=%(objectsize)'], { ...more, input });
  if (!('output' in sizes)) return { message: sizes.message };
  const lines = sizes.output.toString('latin1').split('\n');
  return { files: found.map((file, index) => ({ ...file, bytes: Number(lines[index]) || 0 })) };
}
