import { drawnLaw } from './drawn.ts';
import type { PlainFunction } from './function.ts';

export const exponential: PlainFunction = {
  kind: 'plain',
  name: 'exponential',
  help: 'The exponential law by its mean.',
  parameters: [{ name: 'mean', help: 'The mean.', takes: 'spread' }],
  make: (given) => drawnLaw({ law: 'exponential', mean: given.number('mean') }, given),
};
