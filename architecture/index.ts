/** Other tools' descriptions of an architecture → `.risk` texts, and a model → Open Threat Model. */
export { maxCharacters, type SourceFile } from './input/parse.ts';
export type { Architecture } from './model.ts';
export { nameOf } from './names.ts';
export { type Reading, readArchitecture } from './read.ts';
export { type Known, nothingKnown, onlyNew, resolve } from './resolve.ts';
export { type Draft, draftFiles, fileBase } from './write/files.ts';
export { firstFile } from './write/first-file.ts';
export { openThreatModel } from './write/otm.ts';
