/** One file, bounded. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { decode } from './decode.ts';
import { maxFileBytes } from './limits.ts';
import { type ProblemKind, reasonOf } from './problem.ts';

export type ReadResult =
  | { readonly text: string; readonly byteOrderMark: boolean }
  | { readonly kind: ProblemKind; readonly message: string };

/**
 * The text of a regular file of at most `limit` bytes. What is not a regular file (a folder, a pipe, a device) is never
 * read from, so that nothing can block.
 */
export async function readText(file: string, limit: number = maxFileBytes): Promise<ReadResult> {
  try {
    // O_NONBLOCK: opening a pipe that nobody writes to must not wait. Windows has neither the flag nor such pipes.
    const handle = await open(file, nonBlocking);
    try {
      const status = await handle.stat();
      if (!status.isFile()) {
        return {
          kind: 'not-a-file',
          message: `It is ${status.isDirectory() ? 'a folder' : 'a pipe or a device'}, not a file.`,
        };
      }
      if (status.size > limit) {
        return {
          kind: 'too-large',
          message: `The file has ${inMebibytes(status.size)}; at most ${inMebibytes(limit)} are read.`,
        };
      }
      return decode(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (error) {
    const missing = (error as { code?: unknown }).code === 'ENOENT';
    return { kind: missing ? 'missing' : 'unreadable', message: `The file could not be read: ${reasonOf(error)}.` };
  }
}

function inMebibytes(bytes: number): string {
  const mebibytes = bytes / (1024 * 1024);
  return `${mebibytes < 10 ? Number(mebibytes.toFixed(1)) : Math.ceil(mebibytes)} MiB`;
}

const nonBlocking = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
