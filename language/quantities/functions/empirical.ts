import { atomsOf } from './atoms.ts';
import type { ListFunction } from './function.ts';

export const empirical: ListFunction = {
  kind: 'list',
  name: 'empirical',
  help: 'One of some values that were seen, each with equal chance.',
  items: 'known',
  make: atomsOf,
};
