export * from './description.ts';
export * from './diagnostic.ts';
export * from './preview.ts';
export * from './report.ts';
export * from './requests.ts';
export * from './words/index.ts';
