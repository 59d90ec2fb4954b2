/** The files that `risk init --from` reads: one that is named, or what a folder holds. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { maxCharacters, type SourceFile } from '../../architecture/index.ts';
import { listFiles, readText, reasonOf } from '../../sources/index.ts';
import { Interrupted, UsageError } from '../exit.ts';
import type { Host } from '../host.ts';

export interface ArchitectureFiles {
  readonly files: readonly SourceFile[];
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** In a folder, characters of all files together. */
const maxTotal = 64 * 1024 * 1024;
const maxFiles = 2000;

export async function architectureFiles(source: string, host: Host): Promise<ArchitectureFiles> {
  let isFolder: boolean;
  try {
    isFolder = (await stat(source)).isDirectory();
  } catch (error) {
    throw new UsageError(`${source} could not be read: ${reasonOf(error)}.`);
  }
  const folder = isFolder ? source : path.dirname(source);
  const listing = isFolder
    ? await listFiles(folder, ['*.yaml', '*.yml', '*.json', '.env'], { stop: host.stop, limit: maxFiles })
    : { files: [path.basename(source), '.env'], cut: false };
  const files: SourceFile[] = [];
  const problems: { file: string; message: string }[] = [];
  let total = 0;
  for (const file of listing.files) {
    if (host.stop.cancelled) throw new Interrupted();
    const result = await readText(path.join(folder, file), maxCharacters);
    if ('text' in result) {
      total += result.text.length;
      if (total <= maxTotal) files.push({ path: file, text: result.text });
      else problems.push({ file, message: `The files together have more than ${maxTotal} characters.` });
    } else if (!(file === '.env' && !isFolder)) problems.push({ file, message: result.message });
  }
  if (listing.cut) problems.push({ file: source, message: `Only its first ${maxFiles} files were read.` });
  return { files, problems };
}
