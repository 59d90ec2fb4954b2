/** The contents of git's objects, many in one call. */
import type { Stop } from '../limits.ts';
import { runGit } from './run.ts';

export type BlobsResult = { readonly contents: ReadonlyMap<string, Buffer> } | { readonly message: string };

/** By object. One that is not there (a partial clone) is absent; nothing is fetched. */
export async function blobsOf(
  root: string,
  objects: readonly string[],
  bytes: number,
  stop?: Stop,
): Promise<BlobsResult> {
  if (objects.length === 0) return { contents: new Map() };
  const wanted = [...new Set(objects)];
  const more = stop === undefined ? {} : { stop };
  // Each answer has a line before and a line break behind.
  const limit = bytes + wanted.length * 200 + 1024;
  const answer = await runGit(root, ['cat-file', '--batch'], { ...more, input: `${wanted.join('\n')}\n`, limit });
  if (!('output' in answer)) return { message: answer.message };
  return { contents: parse(answer.output) };
}

/** `HASH blob SIZE\n…content…\n`, or `HASH missing\n`. */
function parse(output: Buffer): Map<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const match = /^([0-9a-f]+) blob (\d+)$/.exec(output.toString('latin1', at, end));
    at = end + 1;
    if (match === null) continue;
    const size = Number(match[2]);
    contents.set(match[1], output.subarray(at, at + size));
    at += size + 1;
  }
  return contents;
}
