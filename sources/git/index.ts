export { mergeBase, type Revision, type RevisionResult, revisionAt } from './revision.ts';
export { type RevisionSources, readRiskFilesAt, readRiskFilesInIndex } from './risk-files-at.ts';
export { readTracked, trackedFiles } from './tracked.ts';
export type { TreeFile } from './tree.ts';
export { readWorkTree } from './work-tree.ts';
