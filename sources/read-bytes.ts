/** The bytes of one file, bounded, decompressed where it is gzip. */
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { neverStop, type Stop } from './limits.ts';
import { reasonOf } from './problem.ts';

/**
 * At most `limit` bytes, counted after decompression: a small file that unpacks to more is refused as soon as it does.
 * What is not a regular file is never read from, so that nothing can block.
 */
export async function readBytes(
  file: string,
  limit: number,
  stop: Stop = neverStop,
): Promise<Uint8Array | { readonly problem: string }> {
  try {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const status = await handle.stat();
      if (!status.isFile())
        return { problem: `It is ${status.isDirectory() ? 'a folder' : 'a pipe or a device'}, not a file.` };
      if (status.size > limit) return tooLarge(`has ${mebibytes(status.size)} MiB`, limit);
      const bytes = await handle.readFile();
      return await decompressed(bytes, limit, stop);
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { problem: `The file could not be read: ${reasonOf(error)}.` };
  }
}

/** The bytes themselves, or what they are packed from where they are gzip. */
export async function decompressed(
  bytes: Uint8Array,
  limit: number,
  stop: Stop = neverStop,
): Promise<Uint8Array | { readonly problem: string }> {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(bytes, limit, stop) : bytes;
}

/** Unpacks into one piece of memory that grows as the content does; the size that gzip claims is only a first guess. */
async function unpacked(
  packed: Uint8Array,
  limit: number,
  stop: Stop,
): Promise<Uint8Array | { readonly problem: string }> {
  const claimed =
    packed.length < 18 ? 0 : Buffer.from(packed.buffer, packed.byteOffset + packed.length - 4, 4).readUInt32LE();
  let result = Buffer.allocUnsafe(Math.max(1024, Math.min(claimed, limit, packed.length * 20)));
  let used = 0;
  const gunzip = createGunzip();
  gunzip.end(packed);
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      if (stop.cancelled) return { problem: 'The file was not read: it was interrupted.' };
      if (used + chunk.length > limit) {
        gunzip.destroy();
        return tooLarge(`unpacks to more than ${mebibytes(limit)} MiB`, limit);
      }
      if (used + chunk.length > result.length) {
        const larger = Buffer.allocUnsafe(Math.min(limit, Math.max(used + chunk.length, result.length * 2)));
        result.copy(larger, 0, 0, used);
        result = larger;
      }
      chunk.copy(result, used);
      used += chunk.length;
    }
  } catch {
    return { problem: 'The file begins as gzip does, but is broken or cut off. Was it written to its end?' };
  }
  return result.subarray(0, used);
}

function tooLarge(what: string, limit: number): { readonly problem: string } {
  return {
    problem: `The file ${what}; at most ${mebibytes(limit)} MiB are read. Split it, or leave out what is not needed.`,
  };
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / (1024 * 1024));
}
