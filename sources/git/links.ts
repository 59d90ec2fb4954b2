/** Symbolic links in a revision: followed as a checkout would, but only to other `.risk` files of the revision. */
import type { SourceProblem } from '../problem.ts';
import { linkOutside } from '../risk-files.ts';
import type { GitObject } from './batch.ts';
import type { TreeFile } from './tree.ts';

/** Links that lead on to links. */
const mostSteps = 40;

/** The file that a link leads to, or why there is none. `contents` by object: that of a link is the path it leads to. */
export function followed(
  link: TreeFile,
  files: ReadonlyMap<string, TreeFile>,
  contents: ReadonlyMap<string, GitObject>,
): TreeFile | Pick<SourceProblem, 'kind' | 'message'> {
  let at = link;
  for (let step = 0; step < mostSteps; step++) {
    const written = contents.get(at.object)?.content?.toString('utf8') ?? '';
    const place = resolved(at.path, written);
    if (place === null) return { kind: 'not-a-file', message: linkOutside };
    const target = files.get(place);
    if (target === undefined)
      return { kind: 'missing', message: `It is a symbolic link to ${place}, which is no .risk file of the revision.` };
    if (!target.isLink) return target;
    at = target;
  }
  return { kind: 'unreadable', message: 'The file could not be read: its symbolic link leads back to itself.' };
}

/** Relative to the root; null: outside of it. */
function resolved(link: string, written: string): string | null {
  if (written === '' || /^([\\/]|[a-z]:)/i.test(written)) return null;
  const parts = link.split('/').slice(0, -1);
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
