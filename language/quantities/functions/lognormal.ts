import { log, log1p } from '../../../engine/numeric/elementary.ts';
import { textOf } from '../report.ts';
import { drawnLaw } from './drawn.ts';
import type { PlainFunction } from './function.ts';

export const lognormal: PlainFunction = {
  kind: 'plain',
  name: 'lognormal',
  help: 'The logarithm is normal: by mean and standard deviation of the quantity itself, or by median and sigma.',
  parameters: [
    { name: 'mean', help: 'The mean of the quantity itself.', takes: 'spread', optional: true },
    { name: 'sd', help: 'The standard deviation of the quantity itself.', takes: 'spread', optional: true },
    { name: 'median', help: 'The median.', takes: 'spread', optional: true, named: true },
    {
      name: 'sigma',
      help: 'The standard deviation of the natural logarithm.',
      takes: 'positive',
      optional: true,
      named: true,
    },
  ],
  make: (given) => {
    const names = ['mean', 'sd', 'median', 'sigma'].filter((name) => given.has(name)).join(' ');
    if (names === 'mean sd') {
      const mean = given.number('mean');
      const ratio = given.number('sd') / mean;
      // Mean e^(mu + sigma²/2), variance mean²·(e^(sigma²) − 1).
      const sigmaSquared = log1p(ratio * ratio);
      return drawnLaw({ law: 'lognormal', mu: log(mean) - sigmaSquared / 2, sigma: Math.sqrt(sigmaSquared) }, given);
    }
    if (names === 'median sigma')
      return drawnLaw({ law: 'lognormal', mu: log(given.number('median')), sigma: given.number('sigma') }, given);
    given.scope.report(
      'syntax',
      given.node,
      `\`lognormal\` takes a mean and an sd, or \`median:\` and \`sigma:\`. Found \`${textOf(given.node)}\`.`,
    );
    return null;
  },
};
