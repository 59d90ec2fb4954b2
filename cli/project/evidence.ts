/** Evidence for a call: files below the root of the project, read through the room of sources. */
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { EvidenceFiles, EvidenceSnapshot } from '../../language/evidence/files.ts';
import { requestsOf } from '../../language/evidence/requests.ts';
import { createEvidenceStore } from '../../language/evidence/store.ts';
import type { LinkedSystem } from '../../language/stages.ts';
import { filesByPattern, readBytes, type Stop } from '../../sources/index.ts';

/** Evidence of the files of a folder. */
export function evidenceFilesIn(root: string, stop: Stop): EvidenceFiles {
  return {
    async find(pattern, from) {
      const { files, problems } = await filesByPattern(root, path.dirname(fileURLToPath(from)), pattern, stop);
      return {
        files: files.map((file) => ({
          path: file.path,
          uri: pathToFileURL(file.absolute).toString(),
          stamp: file.stamp,
        })),
        problems,
      };
    },
    read: (file, limit) => readBytes(fileURLToPath(file.uri), limit, stop),
  };
}

/** What the systems ask for; empty if the call was interrupted, which whoever called sees for itself. */
export async function gatherEvidence(
  systems: readonly LinkedSystem[],
  files: EvidenceFiles,
  pause: { readonly cancelled: boolean; breathe(): Promise<void> },
): Promise<EvidenceSnapshot | undefined> {
  return (await createEvidenceStore(files).gather(requestsOf(systems), pause)) ?? undefined;
}
