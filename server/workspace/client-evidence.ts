/** Files of evidence of a client, for a server without a file system: bounded in number and size. */
import { URI } from 'langium';
import type { Connection } from 'vscode-languageserver';
import type { EvidenceFiles, EvidenceListing, FoundEvidence } from '../../language/evidence/files.ts';
import { type FoundEvidenceFile, findEvidence, readEvidence } from '../../protocol/index.ts';
import { watchedPattern } from '../findings/watch.ts';
import { member } from '../settings.ts';
import { unpackedBytes } from './unpacked-bytes.ts';

/** A workspace in a browser is far away. */
const most = { files: 200, bytes: 32 * 1024 * 1024 };

export function clientEvidence(connection: Pick<Connection, 'sendRequest'>, rootOf: (file: URI) => URI): EvidenceFiles {
  return {
    async find(pattern, from): Promise<EvidenceListing> {
      const root = rootOf(URI.parse(from));
      const place = watchedPattern({ kind: 'report', pattern, from }, root);
      if (place === null)
        return nothing(`"${pattern}" is no path inside of the root, and evidence is read from there.`);
      try {
        const found: unknown = await connection.sendRequest(findEvidence, { ...place, limit: most.files + 1 });
        return listing(pattern, root, Array.isArray(found) ? found.filter(isFound) : []);
      } catch {
        return nothing('The editor does not say which files there are, so that none is read.');
      }
    },
    async read({ uri }, limit) {
      const bounded = Math.min(limit, most.bytes);
      try {
        const answer: unknown = await connection.sendRequest(readEvidence, { uri, limit: bounded });
        const problem = member(answer, 'problem');
        if (typeof problem === 'string') return { problem };
        const bytes = member(answer, 'bytes');
        if (!(bytes instanceof Uint8Array)) return { problem: 'The editor did not give the content of the file.' };
        return await unpackedBytes(bytes, bounded);
      } catch {
        return { problem: 'The editor did not give the content of the file.' };
      }
    },
  };
}

function nothing(message: string): EvidenceListing {
  return { files: [], problems: [{ path: null, message }] };
}

function listing(pattern: string, root: URI, found: readonly FoundEvidenceFile[]): EvidenceListing {
  const base = `${root.toString().replace(/\/$/, '')}/`;
  const files = found
    .map(({ uri, stamp }): FoundEvidence => {
      const known = URI.parse(uri).toString();
      return { path: decodeURIComponent(known.slice(base.length)), uri: known, stamp };
    })
    .filter(({ uri }) => uri.startsWith(base))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const message = `"${pattern}" matches more than ${most.files} files; in a browser the rest is left out.`;
  return {
    files: files.slice(0, most.files),
    problems: files.length > most.files ? [{ path: null, message }] : [],
  };
}

function isFound(value: unknown): value is FoundEvidenceFile {
  return typeof member(value, 'uri') === 'string' && typeof member(value, 'stamp') === 'string';
}
