import { constantValue } from '../value.ts';
import { drawnLaw, refuseUnordered } from './drawn.ts';
import type { PlainFunction } from './function.ts';

export const uniform: PlainFunction = {
  kind: 'plain',
  name: 'uniform',
  help: 'Every value between two ends is equally likely.',
  parameters: [
    { name: 'min', help: 'The smallest value.', takes: 'quantity' },
    { name: 'max', help: 'The largest value.', takes: 'quantity' },
  ],
  make: (given) => {
    if (refuseUnordered(given, ['min', 'max'])) return null;
    const [min, max] = ['min', 'max'].map((name) => given.number(name));
    if (min === max) return constantValue(min, given.dimension, given.percent);
    return drawnLaw({ law: 'uniform', min, max }, given);
  },
};
