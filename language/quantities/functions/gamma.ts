import { drawnLaw } from './drawn.ts';
import type { PlainFunction } from './function.ts';

export const gamma: PlainFunction = {
  kind: 'plain',
  name: 'gamma',
  help: 'A gamma law by its mean and standard deviation.',
  parameters: [
    { name: 'mean', help: 'The mean.', takes: 'spread' },
    { name: 'sd', help: 'The standard deviation.', takes: 'spread' },
  ],
  make: (given) => {
    const mean = given.number('mean');
    const sd = given.number('sd');
    return drawnLaw({ law: 'gamma', shape: (mean / sd) * (mean / sd), scale: (sd * sd) / mean }, given);
  },
};
