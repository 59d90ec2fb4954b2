/** Files by patterns, bounded: for what looks around beside the model, such as image names in manifests. */
import ignore from 'ignore';
import { neverStop, type Stop } from './limits.ts';
import { walk } from './walk.ts';

export interface ListOptions {
  readonly stop?: Stop;
  /** At most so many files, 1000 if not said. */
  readonly limit?: number;
  /** At most so many entries are looked at, 100 000 if not said. */
  readonly visits?: number;
  /** Folders below the root, 12 if not said. */
  readonly depth?: number;
}

export interface Listing {
  /** Relative to the root, with `/`, in the order of the walk. */
  readonly files: readonly string[];
  /** Whether a limit or the caller ended the walk. */
  readonly cut: boolean;
}

/** Files below `root` that match one of `patterns`, written as in a `.gitignore` (`docker-compose*.yml`, `k8s/**`). */
export async function listFiles(
  root: string,
  patterns: readonly string[],
  options: ListOptions = {},
): Promise<Listing> {
  const { stop = neverStop, limit = 1000, visits = 100_000, depth = 12 } = options;
  const matcher = ignore({ ignorecase: false, allowRelativePaths: true }).add(patterns);
  const files: string[] = [];
  let visited = 0;
  for await (const event of walk(root, { stop, depth })) {
    if (++visited > visits) return { files, cut: true };
    if (event.found === 'problem' || !matcher.ignores(event.path)) continue;
    if (files.length === limit) return { files, cut: true };
    files.push(event.path);
  }
  return { files, cut: stop.cancelled };
}
