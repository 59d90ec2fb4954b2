/** Langium's view of files, over the host's. Nothing throws for a bad file: it is empty, and its problem is told. */
import { type FileSystemNode, type FileSystemProvider, URI } from 'langium';
import type { FileSource } from '../host.ts';

/** Problems of files by URI; what is told beside the findings. */
export type FileProblems = Map<string, string>;

export function fileSystemOf(files: FileSource, problems: FileProblems): FileSystemProvider {
  const synchronous = (): never => {
    throw new Error('Files are only read asynchronously.');
  };
  async function readFile(uri: URI): Promise<string> {
    const result = await files.read(uri);
    problems.delete(uri.toString());
    if (result && 'text' in result) return result.text;
    if (result) problems.set(uri.toString(), result.problem);
    return '';
  }
  async function stat(uri: URI): Promise<FileSystemNode> {
    if (await files.isFolder(uri)) return { isFile: false, isDirectory: true, uri };
    if ((await files.read(uri)) === null) throw new Error(`There is no file ${uri.toString()}.`);
    return { isFile: true, isDirectory: false, uri };
  }
  return {
    readFile,
    stat,
    exists: async (uri) => (await files.isFolder(uri)) || (await files.read(uri)) !== null,
    readBinary: async (uri) => new TextEncoder().encode(await readFile(uri)),
    readDirectory: async (uri) =>
      (await files.entries(uri)).map((entry) => ({
        isFile: !entry.folder,
        isDirectory: entry.folder,
        uri: URI.parse(`${uri.toString().replace(/\/$/, '')}/${encodeURIComponent(entry.name)}`),
      })),
    statSync: synchronous,
    existsSync: () => false,
    readBinarySync: synchronous,
    readFileSync: synchronous,
    readDirectorySync: synchronous,
  };
}
