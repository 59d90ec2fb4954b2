/** Files by a pattern with `*`, `?` and `**`, from inside a root only, and never through a link that leads out of it. */
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { neverStop, type Stop } from './limits.ts';
import { reasonOf } from './problem.ts';
import { relativeTo } from './root.ts';

export interface PatternFile {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly absolute: string;
  /** Another one whenever the content may be another. */
  readonly stamp: string;
}

/** `path` is relative to the root; null: the pattern as a whole. */
export interface PatternProblem {
  readonly path: string | null;
  readonly message: string;
}

export interface PatternListing {
  /** In the order of their paths. */
  readonly files: readonly PatternFile[];
  readonly problems: readonly PatternProblem[];
}

/** Files that one pattern may match. */
export const maxPatternFiles = 1000;
/** Entries of folders that are looked at for one pattern. */
const maxVisits = 100_000;
const maxDepth = 64;
/** Never entered by a wildcard. */
const closedFolders: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * Files that `pattern` matches, relative to `folder` (absolute), inside of `root` (absolute). What `.gitignore` excludes
 * is found, too: reports are seldom committed. Never throws.
 */
export async function filesByPattern(
  root: string,
  folder: string,
  pattern: string,
  stop: Stop = neverStop,
): Promise<PatternListing> {
  const placed = patternIn(root, folder, pattern);
  if ('problem' in placed) return { files: [], problems: [{ path: null, message: placed.problem }] };
  const { segments } = placed;
  const found = { paths: [] as string[], visits: 0, problems: [] as PatternProblem[] };
  await descend(root, '', segments, 0, found, stop);
  const files: PatternFile[] = [];
  const problems = found.problems;
  const realRoot = await realpath(root).catch(() => root);
  for (const relative of [...new Set(found.paths)].sort()) {
    if (files.length === maxPatternFiles) {
      problems.push({
        path: null,
        message: `"${pattern}" matches more than ${maxPatternFiles} files; the rest is left out.`,
      });
      break;
    }
    const absolute = path.join(root, relative);
    try {
      const real = await realpath(absolute);
      if (relativeTo(realRoot, real) === null) {
        problems.push({ path: relative, message: 'It is a link that leads out of the root, and is not read.' });
        continue;
      }
      const status = await stat(absolute);
      if (status.isDirectory() && isPlain(segments)) {
        problems.push({
          path: relative,
          message: `It is a folder. Write which files, such as "${pattern.replace(/\/$/, '')}/*.json".`,
        });
      } else if (!status.isDirectory()) {
        files.push({
          path: relative,
          absolute,
          stamp: `${status.ino} ${status.size} ${status.mtimeMs} ${status.ctimeMs}`,
        });
      }
    } catch (error) {
      problems.push({ path: relative, message: `The file could not be read: ${reasonOf(error)}.` });
    }
  }
  return { files, problems };
}

/** Where a pattern leads: its segments below the root, or a sentence that says why nowhere. */
export function patternIn(
  root: string,
  folder: string,
  pattern: string,
): { readonly segments: readonly string[] } | { readonly problem: string } {
  const written = pattern.trim().replaceAll('\\', '/');
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(written))
    return {
      problem: `"${pattern}" is an address. Evidence is read from files only, and nothing is fetched; save it first.`,
    };
  const inside = relativeTo(root, path.resolve(folder, written));
  if (inside === null)
    return {
      problem: `"${pattern}" leads out of the root, and evidence is read from inside of it only. Copy the file in.`,
    };
  const segments = inside === '.' ? [] : inside.split('/');
  // Everything below a folder: its files, at any depth.
  return { segments: segments.at(-1) === '**' ? [...segments, '*'] : segments };
}

/** Whether a pattern matches a path relative to the root, with `/`. */
export function matchesPattern(segments: readonly string[], file: string): boolean {
  const parts = file.split('/');
  let reached = new Set([0]);
  for (const segment of segments) {
    const next = new Set<number>();
    for (const at of reached) {
      if (segment === '**') {
        for (let to = at; to <= parts.length; to++) next.add(to);
      } else if (at < parts.length && matches(segment, parts[at])) next.add(at + 1);
    }
    reached = next;
  }
  return reached.has(parts.length);
}

interface Found {
  readonly paths: string[];
  visits: number;
  readonly problems: PatternProblem[];
}

async function descend(
  root: string,
  relative: string,
  segments: readonly string[],
  depth: number,
  found: Found,
  stop: Stop,
): Promise<void> {
  if (stop.cancelled || found.paths.length > maxPatternFiles || depth > maxDepth) return;
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    found.paths.push(relative === '' ? '.' : relative);
    return;
  }
  const below = (name: string) => (relative === '' ? name : `${relative}/${name}`);
  if (!hasWildcard(segment)) {
    const next = below(segment);
    if (rest.length > 0 || (await exists(path.join(root, next))))
      await descend(root, next, rest, depth + 1, found, stop);
    return;
  }
  const entries = await list(path.join(root, relative));
  if (segment === '**') await descend(root, relative, rest, depth + 1, found, stop);
  for (const entry of entries) {
    if (++found.visits > maxVisits) {
      if (found.visits === maxVisits + 1)
        found.problems.push({
          path: null,
          message: `The pattern looks at more than ${maxVisits} files. Name the folder.`,
        });
      return;
    }
    const isFolder = entry.isDirectory();
    if (isFolder && closedFolders.has(entry.name)) continue;
    if (segment === '**') {
      if (isFolder) await descend(root, below(entry.name), segments, depth + 1, found, stop);
    } else if (matches(segment, entry.name) && (rest.length > 0 ? isFolder : !isFolder)) {
      await descend(root, below(entry.name), rest, depth + 1, found, stop);
    }
  }
}

async function list(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    // A link to nowhere is there: what is wrong with it is said when it is read.
    (error) => (error as { code?: unknown }).code === 'ELOOP',
  );
}

function hasWildcard(segment: string): boolean {
  return segment.includes('*') || segment.includes('?');
}

function isPlain(segments: readonly string[]): boolean {
  return !segments.some(hasWildcard);
}

/** `*` is any characters of a name, `?` one; in time of the product of both lengths at most. */
function matches(pattern: string, name: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let retry = 0;
  while (at < name.length) {
    if (pattern[next] === '*') {
      star = next++;
      retry = at;
    } else if (pattern[next] === '?' || pattern[next] === name[at]) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[next] === '*') next++;
  return next === pattern.length;
}
