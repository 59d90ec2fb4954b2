import { constantValue } from '../value.ts';
import { drawnLaw, refuseUnordered } from './drawn.ts';
import type { PlainFunction } from './function.ts';

export const triangular: PlainFunction = {
  kind: 'plain',
  name: 'triangular',
  help: 'A density that rises straight to the most likely value and falls straight from it.',
  parameters: [
    { name: 'min', help: 'The smallest value.', takes: 'quantity' },
    { name: 'mode', help: 'The most likely value.', takes: 'quantity' },
    { name: 'max', help: 'The largest value.', takes: 'quantity' },
  ],
  make: (given) => {
    if (refuseUnordered(given, ['min', 'mode', 'max'])) return null;
    const [min, mode, max] = ['min', 'mode', 'max'].map((name) => given.number(name));
    if (min === max) return constantValue(min, given.dimension, given.percent);
    return drawnLaw({ law: 'triangular', min, mode, max }, given);
  },
};
