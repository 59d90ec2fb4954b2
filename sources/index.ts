export * from './decode.ts';
export * from './limits.ts';
export * from './list-files.ts';
export * from './problem.ts';
export * from './read.ts';
export * from './risk-files.ts';
export * from './root.ts';
export * from './walk.ts';
