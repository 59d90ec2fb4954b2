/** Every `.risk` file below a root. */
import path from 'node:path';
import { maxFiles, neverStop, parallelReads, type Stop } from './limits.ts';
import type { SourceProblem } from './problem.ts';
import { readText } from './read.ts';
import { walk } from './walk.ts';

export interface SourceFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  /** Without a byte order mark. */
  readonly text: string;
}

export interface Sources {
  /** Absolute path. */
  readonly root: string;
  /** In the order of their paths. */
  readonly files: readonly SourceFile[];
  readonly problems: readonly SourceProblem[];
  /** Whether the walk was stopped: what there is then is a part. */
  readonly cancelled: boolean;
}

/**
 * The `.risk` files below `root`, but for what `.gitignore` excludes, `node_modules` and `.git`. What cannot be read is
 * in `problems`; nothing is thrown.
 */
export async function readRiskFiles(root: string, stop: Stop = neverStop): Promise<Sources> {
  const { paths, problems } = await findRiskFiles(root, stop);
  const files: SourceFile[] = [];
  for (let from = 0; from < paths.length && !stop.cancelled; from += parallelReads) {
    const batch = paths.slice(from, from + parallelReads);
    const results = await Promise.all(batch.map((file) => readText(path.join(root, file))));
    results.forEach((result, index) => {
      if ('text' in result) files.push({ path: batch[index], text: result.text });
      else problems.push({ path: batch[index], kind: result.kind, message: result.message });
    });
  }
  return { root, files: files.sort(byPath), problems: problems.sort(byPath), cancelled: stop.cancelled };
}

async function findRiskFiles(root: string, stop: Stop): Promise<{ paths: string[]; problems: SourceProblem[] }> {
  const paths: string[] = [];
  const problems: SourceProblem[] = [];
  for await (const event of walk(root, { stop })) {
    if (event.found === 'problem') problems.push(event.problem);
    else if (event.path.endsWith('.risk')) {
      if (paths.length === maxFiles) {
        problems.push({
          path: event.path,
          kind: 'too-many',
          message: `There are more than ${maxFiles} .risk files; this one and all after it were not read.`,
        });
        break;
      }
      paths.push(event.path);
    }
  }
  return { paths, problems };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
