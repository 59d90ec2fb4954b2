import { dimensionInWords, isPlainOrCount } from '../../units/index.ts';
import { unitWordsOf } from '../scope.ts';
import { drawnLaw } from './drawn.ts';
import type { PlainFunction } from './function.ts';

export const poisson: PlainFunction = {
  kind: 'plain',
  name: 'poisson',
  help: 'A whole number, the count of independent events, by its mean.',
  parameters: [{ name: 'mean', help: 'The mean count.', takes: 'spread' }],
  make: (given) => {
    if (isPlainOrCount(given.dimension)) return drawnLaw({ law: 'poisson', mean: given.number('mean') }, given);
    const found = dimensionInWords(given.dimension, unitWordsOf(given.scope));
    given.scope.report(
      'unit',
      given.argument('mean').node,
      `\`poisson\` counts: its mean is a plain number or a count, found ${found}.`,
    );
    return null;
  },
};
