export * from './currencies.ts';
export * from './dimension.ts';
export * from './nearest.ts';
export * from './table.ts';
export * from './words.ts';
