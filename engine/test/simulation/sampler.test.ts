import assert from 'node:assert/strict';
import { distributionOf } from '../../laws/index.ts';
import type { Law } from '../../model.ts';
import { seedOf, streamFor, streamKey } from '../../random/stream.ts';
import { lawSampler } from '../../simulation/sampler.ts';

const laws: readonly Law[] = [
  { law: 'pert', min: 5, mode: 10, max: 15, shape: 4 },
  { law: 'pert', min: 0, mode: 1, max: 90, shape: 4 },
  { law: 'pert', min: 2, mode: 2, max: 3, shape: 1 },
  { law: 'triangular', min: 1, mode: 2, max: 7 },
  { law: 'triangular', min: 1, mode: 1, max: 7 },
  { law: 'uniform', min: 1, max: 3 },
  { law: 'normal', mean: 100, sd: 10 },
  { law: 'lognormal', mu: 2, sigma: 0.35 },
  { law: 'lognormal', mu: 2, sigma: 3 },
  { law: 'logit-normal', mu: -2, sigma: 1 },
  { law: 'quantile-parameterized', p5: 1, p50: 3, p95: 30, scale: 'log' },
  { law: 'quantile-parameterized', p5: 0.1, p50: 0.3, p95: 0.4, scale: 'logit' },
  { law: 'beta', alpha: 0.5, beta: 0.4 },
  { law: 'gamma', shape: 3, scale: 2 },
  { law: 'gamma', shape: 0.2, scale: 3 },
  { law: 'exponential', mean: 4 },
  { law: 'pareto', min: 2, shape: 2.5 },
  { law: 'poisson', mean: 0.3 },
  { law: 'poisson', mean: 8.9 },
  { law: 'poisson', mean: 12 },
  { law: 'poisson', mean: 900 },
  { law: 'discrete', values: [1, 2, 10], weights: [0.2, 0.5, 0.3] },
  { law: 'discrete', values: [7], weights: [1] },
];

const count = 60_000;

function sampleOf(law: Law, seed: string): Float64Array {
  const values = new Float64Array(count);
  const stream = streamFor(streamKey(seedOf(seed), JSON.stringify(law)), 0);
  lawSampler(law, new Map()).fill(stream, values, count);
  return values.sort();
}

/** Largest distance between the sample's distribution function and the law's, on both sides of every value. */
function distance(sorted: Float64Array, law: Law): number {
  const distribution = distributionOf(law);
  let worst = 0;
  for (let i = 0; i < count; ) {
    let next = i + 1;
    while (next < count && sorted[next] === sorted[i]) next++;
    const above = Math.abs(next / count - distribution.cdf(sorted[i]));
    const below = Math.abs(i / count - distribution.below(sorted[i]));
    worst = Math.max(worst, above, below);
    i = Math.max(next, i + 7);
    while (i < count && sorted[i] === sorted[i - 1]) i++;
  }
  return worst;
}

describe('samplers', () => {
  for (const law of laws) {
    it(`draw from ${JSON.stringify(law)}`, () => {
      // Kolmogorov: √n·D is above 2.1 in one of 3400 samples.
      const found = distance(sampleOf(law, 'samplers'), law) * Math.sqrt(count);
      assert.ok(found < 2.1, `√n·D = ${found}`);
    });
  }

  it('keep to the support', () => {
    const sample = sampleOf({ law: 'pert', min: 5, mode: 10, max: 15, shape: 4 }, 'support');
    assert.ok(sample[0] >= 5 && sample[count - 1] <= 15);
  });

  it('reach far into a heavy tail', () => {
    const sample = sampleOf({ law: 'pareto', min: 1, shape: 1 }, 'tail');
    // The largest of n is above n/10 but with a chance of e^(−10), below 100 n but with one of 1 %.
    assert.ok(sample[count - 1] > count / 10 && sample[count - 1] < 1000 * count);
  });
});
