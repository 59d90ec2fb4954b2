import assert from 'node:assert/strict';
import { betaInverse, incompleteBeta, logBeta } from '../../numeric/special/beta.ts';
import { incompleteGamma, inverseIncompleteGamma, logGamma } from '../../numeric/special/gamma.ts';
import { erfc, normalCdf, normalQuantile } from '../../numeric/special/normal.ts';

const near = (found: number, expected: number, relative: number): void =>
  assert.ok(Math.abs(found - expected) <= relative * Math.abs(expected), `${found} is not ${expected}`);

describe('special functions', () => {
  it('erfc agrees with tabulated values', () => {
    for (const [x, value] of [
      [0.3, 0.6713732405408726],
      [1, 0.15729920705028513],
      [2, 0.004677734981047266],
      [5, 1.537459794428035e-12],
      [10, 2.088487583762545e-45],
    ])
      near(erfc(x), value, 1e-15);
  });

  it('the normal quantile inverts the distribution function', () => {
    for (const p of [1e-300, 1e-20, 1e-8, 0.01, 0.3, 0.5, 0.9, 1 - 1e-9]) near(normalCdf(normalQuantile(p)), p, 1e-12);
    near(normalQuantile(0.95), 1.6448536269514722, 1e-15);
  });

  it('ln Γ agrees with factorials and with √π', () => {
    near(logGamma(0.5), Math.log(Math.PI) / 2, 1e-14);
    near(logGamma(10), Math.log(362_880), 1e-14);
    near(logGamma(20), Math.log(121_645_100_408_832_000), 1e-14);
  });

  it('the incomplete gamma function of a whole number is a Poisson sum', () => {
    const sum = Math.exp(-2.5) * (1 + 2.5 + 2.5 ** 2 / 2 + 2.5 ** 3 / 6);
    near(incompleteGamma(4, 2.5)[1], sum, 1e-14);
    for (const a of [0.1, 1, 20, 5000])
      for (const p of [1e-9, 0.01, 0.4, 0.99])
        near(incompleteGamma(a, inverseIncompleteGamma(a, p, 1 - p))[0], p, 1e-12);
  });

  it('the incomplete beta function of whole numbers is a binomial sum', () => {
    const lnB = logBeta(2, 4);
    near(incompleteBeta(2, 4, 0.3, 0.7, lnB)[0], 1 - 0.7 ** 5 - 5 * 0.3 * 0.7 ** 4, 1e-14);
    for (const [a, b] of [
      [0.5, 0.5],
      [50, 3],
      [300, 400],
    ])
      for (const p of [1e-12, 0.01, 0.5, 0.999]) {
        const ln = logBeta(a, b);
        const [x, y] = betaInverse(a, b, ln)(p, 1 - p);
        near(incompleteBeta(a, b, x, y, ln)[0], p, 1e-12);
      }
  });
});
