export * from './csv.ts';
export * from './html.ts';
export * from './markdown.ts';
