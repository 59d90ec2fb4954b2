import { drawnLaw } from './drawn.ts';
import type { PlainFunction } from './function.ts';

export const normal: PlainFunction = {
  kind: 'plain',
  name: 'normal',
  help: 'The bell curve. It reaches below 0: truncate it where that makes no sense.',
  parameters: [
    { name: 'mean', help: 'The mean.', takes: 'quantity' },
    { name: 'sd', help: 'The standard deviation.', takes: 'spread' },
  ],
  make: (given) => drawnLaw({ law: 'normal', mean: given.number('mean'), sd: given.number('sd') }, given),
};
