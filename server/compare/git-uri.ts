/**
 * Documents of an older version, as VS Code's git extension names them: `git:/home/ada/shop.risk?{"path":…,"ref":…}`, where
 * `path` is the file on this machine. `ref` is a revision, empty for the index, or `~` for the index where the file is
 * staged and HEAD elsewhere; `~1` to `~3` are the sides of a merge.
 */
import { URI } from 'langium';

export interface GitDocument {
  readonly file: URI;
  /** null: the index. */
  readonly revision: string | null;
}

/** null: no such URI, or a side of a merge or a file of a submodule, which are no version of the repository. */
export function gitDocument(uri: string): GitDocument | null {
  try {
    const { scheme, query } = URI.parse(uri);
    const { path, ref, submoduleOf } = JSON.parse(query) as Record<string, unknown>;
    if (scheme !== 'git' || typeof path !== 'string' || typeof ref !== 'string' || submoduleOf !== undefined)
      return null;
    if (!isAbsolute(path) || /^~\d$/.test(ref)) return null;
    // Where a file is not staged, the index has what HEAD has.
    return { file: URI.file(path), revision: ref === '' || ref === '~' ? null : ref };
  } catch {
    return null;
  }
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|[a-z]:[\\/]|\\\\)/i.test(path);
}
