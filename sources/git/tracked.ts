/** Any file of a commit: what it is, and its bytes, bounded. */
import { neverStop, type Stop } from '../limits.ts';
import { decompressed } from '../read-bytes.ts';
import { blobsOf } from './blobs.ts';
import { filesIn, type TreeFile, type TreeResult } from './tree.ts';

/** Every file that a commit holds below the root, but for what lies in `node_modules`. */
export function trackedFiles(root: string, commit: string, stop: Stop = neverStop): Promise<TreeResult> {
  return filesIn(root, commit, (path) => !path.split('/').includes('node_modules'), stop);
}

/** At most `limit` bytes, counted after decompression. */
export async function readTracked(
  root: string,
  { object, bytes, isLink }: TreeFile,
  limit: number,
  stop: Stop = neverStop,
): Promise<Uint8Array | { readonly problem: string }> {
  if (isLink) return { problem: 'It is a symbolic link; in a revision links are not followed.' };
  if (bytes > limit) return { problem: `The file has ${bytes} bytes; at most ${limit} are read.` };
  const found = await blobsOf(root, [object], bytes, stop);
  if ('message' in found) return { problem: `The file could not be read: ${found.message}` };
  const content = found.contents.get(object);
  if (content === undefined)
    return { problem: 'The file is not in this clone (a partial one); fetch it to compare with it.' };
  return decompressed(content, limit, stop);
}
