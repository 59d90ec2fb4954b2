import { fitPert } from '../fit.ts';
import { constantValue } from '../value.ts';
import { drawn, refuseUnordered } from './drawn.ts';
import type { PlainFunction } from './function.ts';

export const pert: PlainFunction = {
  kind: 'plain',
  name: 'pert',
  help: 'PERT: a beta law between a minimum and a maximum with mean (min + shape·mode + max)/(shape + 2).',
  parameters: [
    { name: 'min', help: 'The smallest value.', takes: 'quantity' },
    { name: 'mode', help: 'The most likely value.', takes: 'quantity' },
    { name: 'max', help: 'The largest value.', takes: 'quantity' },
    { name: 'shape', help: 'How sharp the peak is; 4 if left out.', takes: 'positive', optional: true },
  ],
  make: (given) => {
    if (refuseUnordered(given, ['min', 'mode', 'max'])) return null;
    const [min, mode, max] = ['min', 'mode', 'max'].map((name) => given.number(name));
    if (min === max) return constantValue(min, given.dimension, given.percent);
    return drawn(fitPert(min, mode, max, given.has('shape') ? given.number('shape') : 4), given);
  },
};
