export * from './duration.ts';
export * from './money.ts';
export * from './number.ts';
export * from './probability.ts';
