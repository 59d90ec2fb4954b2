export * from './diagnostics.ts';
export * from './explain-control.ts';
export * from './explain-group.ts';
export * from './explain-threat.ts';
export * from './headline.ts';
export * from './style.ts';
export * from './system.ts';
export * from './width.ts';
