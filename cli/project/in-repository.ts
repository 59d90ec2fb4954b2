/** Where the root lies in its repository: services that show findings beside code know paths from there. */
import { relativeTo, rootOf } from '../../sources/index.ts';

/** Empty where the root is the repository's own, or is in none; else the path to it, with `/`. */
export async function prefixOf(root: string): Promise<string> {
  const relative = relativeTo(await rootOf(root), root);
  return relative === null || relative === '.' ? '' : relative;
}
