/** Tells the client which files are evidence, so that it says when one of them changes. */
import { URI, UriUtils } from 'langium';
import { type Connection, DidChangeWatchedFilesNotification, type FileSystemWatcher } from 'vscode-languageserver';
import type { EvidenceRequest } from '../../language/evidence/files.ts';

/** A pattern of a file as the client knows it: a folder without wildcards, and what is below it. */
export interface WatchedPattern {
  /** URI of the folder, without a `/` at its end. */
  readonly folder: string;
  /** In the language of LSP's globs. */
  readonly glob: string;
}

/** null: it leads out of the root, is an address, or cannot be told apart from a folder. */
export function watchedPattern({ pattern, from }: EvidenceRequest, root: URI): WatchedPattern | null {
  const written = pattern.trim().replaceAll('\\', '/');
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(written)) return null;
  const segments = written.split('/').filter((segment) => segment !== '' && segment !== '.');
  const wild = segments.findIndex(hasWildcard);
  const fixed = segments.slice(0, wild < 0 ? Math.max(0, segments.length - 1) : wild);
  const rest = segments.slice(fixed.length);
  if (rest.length === 0 || rest.includes('..')) return null;
  const start = written.startsWith('/') ? URI.parse(from).with({ path: '/' }) : UriUtils.dirname(URI.parse(from));
  const folder = trimmed(UriUtils.resolvePath(start, ...fixed).toString());
  const outermost = trimmed(root.toString());
  if (folder !== outermost && !folder.startsWith(`${outermost}/`)) return null;
  return { folder, glob: rest.map(escaped).join('/') };
}

/** Whether a change of a file or a folder may change what the pattern matches: looking once too often costs little. */
export function concerns({ folder, glob }: WatchedPattern, uri: string): boolean {
  const changed = trimmed(uri);
  if (changed === folder || folder.startsWith(`${changed}/`)) return true;
  if (!changed.startsWith(`${folder}/`)) return false;
  return glob.includes('/') || !changed.slice(folder.length + 1).includes('/');
}

export interface EvidenceWatch {
  readonly patterns: readonly WatchedPattern[];
  /** From now on these are watched, and no others. */
  follow(patterns: readonly WatchedPattern[]): void;
}

export interface WatchOptions {
  readonly connection: Connection | null;
  /** Whether the client registers watchers, and whether they may have a folder of their own. */
  abilities(): { readonly watchedFiles: boolean; readonly relativePatterns: boolean };
  report(error: unknown): void;
}

/** A client that registers no watchers tells of what it watches by itself. */
export function createWatch({ connection, abilities, report }: WatchOptions): EvidenceWatch {
  let patterns: readonly WatchedPattern[] = [];
  let known = '[]';
  let registered: Promise<{ dispose(): void } | null> = Promise.resolve(null);

  async function register(before: typeof registered, next: readonly WatchedPattern[], relative: boolean) {
    // The new watchers first: nothing that changes in between is missed.
    const added =
      next.length === 0
        ? null
        : await connection!.client.register(DidChangeWatchedFilesNotification.type, {
            watchers: watchersOf(next, relative),
          });
    (await before)?.dispose();
    return added;
  }

  return {
    get patterns() {
      return patterns;
    },
    follow(next) {
      const key = JSON.stringify(next);
      if (key === known) return;
      known = key;
      patterns = next;
      const { watchedFiles, relativePatterns } = abilities();
      if (connection === null || !watchedFiles) return;
      registered = register(registered, next, relativePatterns).catch((error) => {
        report(error);
        return null;
      });
    },
  };
}

/** The files, and the folders above them: a folder that is moved into its place tells nothing of what is in it. */
export function watchersOf(patterns: readonly WatchedPattern[], relative: boolean): FileSystemWatcher[] {
  const created = 1;
  const watchers = patterns.flatMap(({ folder, glob }): FileSystemWatcher[] => {
    const parent = folder.replace(/\/[^/]*$/, '');
    const name = escaped(decodeURIComponent(folder.slice(parent.length + 1)));
    return relative
      ? [
          { globPattern: { baseUri: folder, pattern: glob } },
          { globPattern: { baseUri: parent, pattern: name }, kind: created },
        ]
      : [{ globPattern: `**/${name}/${glob}` }, { globPattern: `**/${name}`, kind: created }];
  });
  return [...new Map(watchers.map((watcher) => [JSON.stringify(watcher), watcher])).values()];
}

function hasWildcard(segment: string): boolean {
  return segment.includes('*') || segment.includes('?');
}

/** Brackets and braces are letters here, and signs there. */
function escaped(segment: string): string {
  return segment.replace(/[[\]{}]/g, (sign) => `[${sign}]`);
}

function trimmed(uri: string): string {
  return uri.replace(/\/+$/, '');
}
