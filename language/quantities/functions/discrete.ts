import { atomsOf } from './atoms.ts';
import type { ListFunction } from './function.ts';

export const discrete: ListFunction = {
  kind: 'list',
  name: 'discrete',
  help: 'One of some values, each with a weight: discrete($1M: 70%, $5M: 30%). The weights are scaled to 1.',
  items: 'weighted',
  make: atomsOf,
};
