/** Any file of a commit: what it is, and its bytes, bounded. */
import { neverStop, type Stop } from '../limits.ts';
import { decompressed } from '../read-bytes.ts';
import { withObjects } from './objects.ts';
import { prefixIn } from './prefix.ts';
import { filesIn, type TreeFile, type TreeResult } from './tree.ts';

/** Every file that a commit holds below the root, but for what lies in `node_modules`. */
export async function trackedFiles(root: string, commit: string, stop: Stop = neverStop): Promise<TreeResult> {
  const prefix = await prefixIn(root, stop);
  if (typeof prefix !== 'string') return { message: prefix.message };
  const wanted = { folder: (name: string) => name !== 'node_modules', file: () => true };
  const [found] = await withObjects(root, stop, (objects) => filesIn(objects, prefix, [commit], wanted));
  return found;
}

/** At most `limit` bytes, counted after decompression. */
export async function readTracked(
  root: string,
  { object, isLink }: TreeFile,
  limit: number,
  stop: Stop = neverStop,
): Promise<Uint8Array | { readonly problem: string }> {
  if (isLink) return { problem: 'It is a symbolic link; in a revision links are not followed.' };
  const answers = await withObjects(root, stop, (objects) => objects.read([object], limit));
  if ('failure' in answers) return { problem: `The file could not be read: ${answers.message}` };
  const [found] = answers.objects;
  if (found === null) return { problem: 'The file is not in this clone (a partial one); fetch it to compare with it.' };
  if (found.content === null) return { problem: `The file has ${found.bytes} bytes; at most ${limit} are read.` };
  return decompressed(found.content, limit, stop);
}
