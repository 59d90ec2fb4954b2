/** Revisions from git's own objects: nothing is checked out or written. */
import { type RevisionSources, readRiskFilesAt, readRiskFilesInIndex, revisionAt } from '../../sources/index.ts';
import type { RevisionFiles, Revisions } from './revisions.ts';

const noFiles = { message: 'Only folders on this machine can be compared with a revision.' };

export function nodeRevisions(): Revisions {
  return {
    async find(root, name) {
      if (root.scheme !== 'file') return noFiles;
      const found = await revisionAt(root.fsPath, name);
      return 'problem' in found ? { message: found.message } : found;
    },
    async read(root, commit) {
      if (root.scheme !== 'file') return noFiles;
      return filesOf(await readRiskFilesAt(root.fsPath, commit));
    },
    async readIndex(root) {
      if (root.scheme !== 'file') return noFiles;
      return filesOf(await readRiskFilesInIndex(root.fsPath));
    },
  };
}

function filesOf(found: RevisionSources): RevisionFiles | { readonly message: string } {
  if ('message' in found) return found;
  return { files: found.files, problems: found.problems.filter(({ kind }) => kind !== 'gitignore') };
}
