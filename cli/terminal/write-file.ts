/** Files that appear whole or not at all. */
import { chmod, open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes beside the file and renames, so that a reader sees the old text or the new one. A file that was there keeps its
 * mode, and a link stays a link; what is no regular file (a device, a pipe) is written into. Rejects with the error of the
 * file system.
 */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const status = await stat(target).catch(() => null);
  if (status !== null && !status.isFile()) return writeInto(target, content, 'w');
  const mode = status === null ? null : status.mode & 0o7777;
  // Renaming would replace a file that may not be written; opening it says so.
  if (status !== null) await (await open(target, 'r+')).close();
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    await writeInto(temporary, content, 'wx');
    if (mode !== null) await chmod(temporary, mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeInto(file: string, content: string | Uint8Array, flags: 'w' | 'wx'): Promise<void> {
  const handle = await open(file, flags);
  try {
    await handle.writeFile(content);
    if (flags === 'wx') await handle.sync();
  } finally {
    await handle.close();
  }
}
