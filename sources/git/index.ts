export {
  mergeBase,
  type Revision,
  type RevisionResult,
  revisionAt,
  revisionsAt,
  type UnknownRevision,
} from './revision.ts';
export {
  type RevisionSources,
  type RevisionWithFiles,
  readRevisions,
  readRiskFilesAt,
  readRiskFilesAtAll,
  readRiskFilesInIndex,
} from './risk-files-at.ts';
export { readTracked, trackedFiles } from './tracked.ts';
export type { TreeFile } from './tree.ts';
export { readWorkTree } from './work-tree.ts';
