/** The files of git's index: what the next commit would have. */
import type { Stop } from '../limits.ts';
import { runGit } from './run.ts';
import type { TreeFile, TreeResult } from './tree.ts';

/**
 * Every file below `root` in the index. What is in conflict has no content of its own there and is left out, as are
 * submodules.
 */
export async function filesInIndex(root: string, wanted: (path: string) => boolean, stop?: Stop): Promise<TreeResult> {
  const more = stop === undefined ? {} : { stop };
  const listed = await runGit(root, ['ls-files', '--stage', '-z'], { ...more, limit: 512 * 1024 * 1024 });
  if (!('output' in listed)) return { message: listed.message };
  const files: TreeFile[] = [];
  for (const entry of entriesOf(listed.output)) {
    const match = /^(100\d{3}|120000) ([0-9a-f]+) 0\t/.exec(entry);
    if (match === null) continue;
    const path = entry.slice(match[0].length);
    if (wanted(path)) files.push({ path, object: match[2], isLink: match[1] === '120000' });
  }
  return { files };
}

/** What stands between NUL bytes. */
function* entriesOf(output: Buffer): Generator<string> {
  for (let from = 0; from < output.length; ) {
    const nul = output.indexOf(0, from);
    const end = nul < 0 ? output.length : nul;
    yield output.toString('utf8', from, end);
    from = end + 1;
  }
}
