export { mergeBase, type Revision, type RevisionResult, revisionAt } from './revision.ts';
export { type RevisionSources, readRiskFilesAt, readRiskFilesInIndex } from './risk-files-at.ts';
export { readWorkTree } from './work-tree.ts';
