import { plain } from '../../units/index.ts';
import { drawnLaw } from './drawn.ts';
import type { PlainFunction } from './function.ts';

export const beta: PlainFunction = {
  kind: 'plain',
  name: 'beta',
  help: 'A share between 0 and 1 with mean alpha/(alpha + beta).',
  parameters: [
    { name: 'alpha', help: 'Successes seen, plus one.', takes: 'positive' },
    { name: 'beta', help: 'Failures seen, plus one.', takes: 'positive' },
  ],
  make: (given) => {
    const value = drawnLaw({ law: 'beta', alpha: given.number('alpha'), beta: given.number('beta') }, given);
    return { ...value, dimension: plain, percent: true };
  },
};
