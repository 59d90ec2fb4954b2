/** Every `.risk` file below a root. */
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { maxFiles, neverStop, parallelReads, type Stop } from './limits.ts';
import type { SourceProblem } from './problem.ts';
import { type ReadResult, readText } from './read.ts';
import { relativeTo } from './root.ts';
import { walk } from './walk.ts';

export const linkOutside = 'It is a symbolic link to outside of the folder that is read, and is not followed.';

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
 * in `problems`; nothing is thrown. A link that leads out of the root is not followed: whoever proposes a change could make
 * the findings quote any file of the machine.
 */
export async function readRiskFiles(root: string, stop: Stop = neverStop): Promise<Sources> {
  const { paths, links, problems } = await findRiskFiles(root, stop);
  const real = links.size === 0 ? root : await realpath(root).catch(() => root);
  const read = async (file: string): Promise<ReadResult> => {
    const place = path.join(root, file);
    if (links.has(file)) {
      const target = await realpath(place).catch(() => null);
      if (target !== null && relativeTo(real, target) === null) return { kind: 'not-a-file', message: linkOutside };
    }
    return readText(place);
  };
  const files: SourceFile[] = [];
  for (let from = 0; from < paths.length && !stop.cancelled; from += parallelReads) {
    const batch = paths.slice(from, from + parallelReads);
    const results = await Promise.all(batch.map(read));
    results.forEach((result, index) => {
      if ('text' in result) files.push({ path: batch[index], text: result.text });
      else problems.push({ path: batch[index], kind: result.kind, message: result.message });
    });
  }
  return { root, files: files.sort(byPath), problems: problems.sort(byPath), cancelled: stop.cancelled };
}

interface Found {
  readonly paths: readonly string[];
  /** Those of them that are symbolic links. */
  readonly links: ReadonlySet<string>;
  readonly problems: SourceProblem[];
}

async function findRiskFiles(root: string, stop: Stop): Promise<Found> {
  const paths: string[] = [];
  const links = new Set<string>();
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
      if (event.isLink) links.add(event.path);
    }
  }
  return { paths, links, problems };
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
