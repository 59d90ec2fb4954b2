export * from './json.ts';
export * from './model-hash.ts';
export * from './report.ts';
export * from './system.ts';
export * from './text/index.ts';
