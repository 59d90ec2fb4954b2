export * from './diagnostics.ts';
export * from './headline.ts';
export * from './style.ts';
export * from './system.ts';
export * from './width.ts';
