/** Files of a client, for a server without a file system: in a web worker, everything is asked for. */
import { URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { type FoundFile, findFiles } from '../../protocol/index.ts';
import type { FileSource, ReadFile } from '../host.ts';
import { clientEvidence } from './client-evidence.ts';

/** `ask` is the connection's `sendRequest`. A client that does not answer has no other files. */
export function clientFiles(connection: Pick<Connection, 'sendRequest'>): FileSource {
  async function ask(uri: string | null): Promise<readonly ReadFile[]> {
    try {
      const found: unknown = await connection.sendRequest(findFiles, uri === null ? {} : { uri });
      return Array.isArray(found)
        ? found.filter(isFoundFile).map((file) => ({ uri: URI.parse(file.uri), text: file.text }))
        : [];
    } catch {
      return [];
    }
  }
  return {
    rootOf: async (folder) => folder,
    repositoryOf: async () => null,
    riskFiles: async (root) => {
      const inside = `${root.toString().replace(/\/$/, '')}/`;
      return (await ask(null)).filter((file) => file.uri.toString().startsWith(inside));
    },
    read: async (uri) => (await ask(uri.toString())).find((file) => file.uri.toString() === uri.toString()) ?? null,
    isFolder: async () => false,
    entries: async () => [],
    deploymentFiles: async () => [],
    evidence: (rootOf) => clientEvidence(connection, rootOf),
  };
}

function isFoundFile(value: unknown): value is FoundFile {
  const file = value as Partial<FoundFile> | null;
  return typeof file?.uri === 'string' && typeof file.text === 'string';
}
