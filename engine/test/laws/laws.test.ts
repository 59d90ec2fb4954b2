import assert from 'node:assert/strict';
import { distributionOf } from '../../laws/index.ts';
import type { Law } from '../../model.ts';

const near = (found: number, expected: number, relative = 1e-9): void =>
  assert.ok(
    Math.abs(found - expected) <= relative * Math.max(1e-300, Math.abs(expected)),
    `${found} is not ${expected}`,
  );

const examples: Law[] = [
  { law: 'pert', min: 20, mode: 100, max: 900, shape: 4 },
  { law: 'triangular', min: 0, mode: 2, max: 3 },
  { law: 'triangular', min: 0, mode: 0, max: 3 },
  { law: 'uniform', min: -1, max: 4 },
  { law: 'normal', mean: 3, sd: 2 },
  { law: 'lognormal', mu: 1, sigma: 0.8 },
  { law: 'logit-normal', mu: -2, sigma: 0.7 },
  { law: 'quantile-parameterized', p5: 10, p50: 20, p95: 90, scale: 'log' },
  { law: 'quantile-parameterized', p5: 10, p50: 60, p95: 90, scale: 'log' },
  { law: 'quantile-parameterized', p5: 0.02, p50: 0.2, p95: 0.4, scale: 'logit' },
  { law: 'beta', alpha: 0.7, beta: 3 },
  { law: 'gamma', shape: 0.4, scale: 5 },
  { law: 'exponential', mean: 7 },
  { law: 'pareto', min: 2, shape: 3.5 },
];

/** Mean and variance from the quantile function alone: midpoints in p, refined towards both ends. */
function byQuantiles(law: Law): { mean: number; variance: number } {
  const d = distributionOf(law);
  let mean = 0;
  let square = 0;
  const steps = 4000;
  // p = s²(3 − 2s) has zero slope at the ends and tames the tails; used twice.
  const smooth = (s: number): number => s * s * (3 - 2 * s);
  const slope = (s: number): number => 6 * s * (1 - s);
  for (let i = 0; i < steps; i++) {
    const s = (i + 0.5) / steps;
    const t = smooth(s);
    const upper = s > 0.5;
    const q = smooth(smooth(1 - s));
    const w = (slope(t) * slope(s)) / steps;
    const x = upper ? d.upperQuantile(q) : d.quantile(smooth(t));
    mean += w * x;
    square += w * x * x;
  }
  return { mean, variance: square - mean * mean };
}

describe('laws', () => {
  for (const law of examples)
    describe(`${law.law} ${JSON.stringify(law)}`, () => {
      const d = distributionOf(law);
      it('has quantiles that invert its distribution function in both tails', () => {
        for (const p of [1e-9, 1e-4, 0.05, 0.3, 0.5, 0.8, 0.95]) {
          near(d.cdf(d.quantile(p)), p, 1e-6);
          near(d.survival(d.upperQuantile(p)), p, 1e-6);
          near(d.cdf(d.upperQuantile(p)), 1 - p, 1e-9);
        }
      });
      it('has the mean and variance of its quantile function', () => {
        const found = byQuantiles(law);
        near(found.mean, d.mean, 2e-4);
        near(found.variance, d.variance, 1e-2);
      });
      it('rises', () => {
        let last = Number.NEGATIVE_INFINITY;
        for (let z = -6; z <= 6; z += 0.25) {
          const x = d.quantileAtScore(z);
          assert.ok(x >= last);
          last = x;
        }
      });
    });

  it('gives PERT the standard deviation of its beta', () =>
    near(Math.sqrt(distributionOf(examples[0]).variance), 139.386, 1e-5));

  it('goes through the three quantiles', () => {
    const d = distributionOf({ law: 'quantile-parameterized', p5: 10, p50: 20, p95: 90, scale: 'log' });
    near(d.quantile(0.05), 10);
    near(d.quantile(0.5), 20);
    near(d.quantile(0.95), 90);
    const same = distributionOf({ law: 'quantile-parameterized', p5: 10, p50: 30, p95: 90, scale: 'log' });
    near(same.quantile(0.2), Math.exp(Math.log(30) + (Math.log(3) / 1.6448536269514722) * -0.8416212335729143));
  });

  it('knows atoms from the left and the right', () => {
    const d = distributionOf({ law: 'discrete', values: [1, 2, 5], weights: [0.2, 0.5, 0.3] });
    assert.equal(d.below(2), 0.2);
    near(d.cdf(2), 0.7);
    assert.deepEqual([0.2, 0.20001, 0.7, 0.71, 1].map(d.quantile), [1, 2, 2, 5, 5]);
    near(d.mean, 2.7);
    near(d.variance, 0.2 + 2 + 7.5 - 2.7 * 2.7);
  });

  it('counts like Poisson', () => {
    const d = distributionOf({ law: 'poisson', mean: 3 });
    near(d.cdf(2), Math.exp(-3) * (1 + 3 + 4.5), 1e-12);
    assert.equal(d.quantile(0.5), 3);
    const big = distributionOf({ law: 'poisson', mean: 1e6 });
    near(big.quantile(0.5), 1e6, 1e-3);
  });

  it('allows a PERT of one point', () => {
    const d = distributionOf({ law: 'pert', min: 4, mode: 4, max: 4, shape: 4 });
    assert.equal(d.quantile(0.3), 4);
    assert.equal(d.variance, 0);
  });

  it('has no mean or no variance where they do not exist', () => {
    assert.equal(distributionOf({ law: 'pareto', min: 1, shape: 1 }).mean, Number.POSITIVE_INFINITY);
    assert.equal(distributionOf({ law: 'pareto', min: 1, shape: 1.5 }).variance, Number.POSITIVE_INFINITY);
  });
});
