export * from './annotations.ts';
export * from './markdown.ts';
export type { DiffOptions } from './shown.ts';
export { diffText, gateLines } from './text.ts';
