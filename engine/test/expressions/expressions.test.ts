import assert from 'node:assert/strict';
import {
  chanceWithin,
  environment,
  isSurprising,
  lawOf,
  likelihoodIsZero,
  meanOf,
  describe as picture,
  supportOf,
  varianceOf,
} from '../../index.ts';
import { constant, draw, letOf, pert, plus, shared, times, to } from '../examples.ts';

const near = (found: number, expected: number, relative: number): void =>
  assert.ok(Math.abs(found - expected) <= relative * Math.abs(expected), `${found} is not ${expected}`);

const unit = draw({ law: 'uniform', min: 0, max: 1 });

describe('expressions', () => {
  it('have the support of interval arithmetic', () => {
    assert.deepEqual(supportOf(plus(pert(1, 2, 3), constant(4))), { min: 5, max: 7 });
    assert.deepEqual(supportOf({ kind: 'difference', left: unit, right: pert(1, 2, 3) }), { min: -3, max: 0 });
    assert.deepEqual(supportOf({ kind: 'quotient', left: constant(1), right: pert(2, 3, 4) }), { min: 0.25, max: 0.5 });
    assert.deepEqual(supportOf({ kind: 'min', items: [to(1, 2), constant(5)] }), { min: 0, max: 5 });
    assert.deepEqual(supportOf(times(constant(0), to(1, 2))), { min: 0, max: 0 });
  });

  it('have means and variances in closed form', () => {
    near(meanOf(plus(pert(1, 2, 9), unit)), 3.5, 1e-12);
    near(varianceOf(times(unit, unit)), 1 / 9 - 1 / 16, 1e-12);
    assert.equal(meanOf(draw({ law: 'pareto', min: 1, shape: 0.9 })), Number.POSITIVE_INFINITY);
    assert.equal(varianceOf(times(constant(2), draw({ law: 'pareto', min: 1, shape: 1.9 }))), Number.POSITIVE_INFINITY);
  });

  it('take one value of an estimate wherever it stands', () => {
    const scope = { shared: [{ name: 'x', expression: unit }], lets: [] };
    near(meanOf(times(shared(0), shared(0)), scope), 1 / 3, 1e-9);
    near(varianceOf(times(shared(0), shared(0)), scope), 1 / 5 - 1 / 9, 1e-9);
    near(meanOf(times(letOf(0), letOf(0)), { shared: [], lets: [unit] }), 1 / 3, 1e-9);
    const twice = lawOf(plus(shared(0), shared(0)), environment(scope));
    near(twice.quantile(0.3), 0.6, 1e-3);
  });

  it('have the laws of sums, products and quotients', () => {
    const sum = lawOf(plus(unit, unit), environment({ shared: [], lets: [] }));
    for (const x of [0.2, 0.7, 1]) near(sum.cdf(x), (x * x) / 2, 3e-4);
    const product = lawOf(times(unit, unit), environment({ shared: [], lets: [] }));
    for (const x of [0.1, 0.5]) near(product.cdf(x), x * (1 - Math.log(x)), 1e-4);
    const logs = lawOf(times(to(1, 100), to(1, 100)), environment({ shared: [], lets: [] }));
    near(logs.quantile(0.95), 100 * 10 ** Math.SQRT2, 1e-4);
    near(logs.quantile(0.5), 100, 1e-6);
    const ratio = lawOf(
      { kind: 'quotient', left: unit, right: draw({ law: 'uniform', min: 1, max: 2 }) },
      environment({ shared: [], lets: [] }),
    );
    near(ratio.cdf(0.5), 0.75, 3e-4);
  });

  it('cap with a point mass', () => {
    const capped = lawOf({ kind: 'min', items: [to(1, 100), constant(10)] }, environment({ shared: [], lets: [] }));
    assert.equal(capped.quantile(0.5), 10);
    near(capped.below(10), 0.5, 1e-9);
    assert.equal(capped.cdf(10), 1);
    const exponential = { kind: 'min' as const, items: [draw({ law: 'exponential', mean: 2 }), constant(3)] };
    near(meanOf(exponential), 2 * (1 - Math.exp(-1.5)), 1e-9);
  });

  it('know the chance of a window and condition on it', () => {
    const window = { kind: 'truncate' as const, of: draw({ law: 'exponential', mean: 1 }), min: 1, max: null };
    near(chanceWithin(window.of, 1, null), Math.exp(-1), 1e-12);
    near(meanOf(window), 2, 1e-9);
  });

  it('learn from counts as conjugate laws do', () => {
    const share = {
      kind: 'observed' as const,
      of: unit,
      observations: [{ observed: 'share' as const, successes: 3, trials: 20, scale: 1 }],
    };
    near(meanOf(share), 4 / 22, 1e-9);
    near(varianceOf(share), (4 * 18) / (22 * 22 * 23), 1e-8);
    const rate = {
      kind: 'observed' as const,
      of: draw({ law: 'gamma', shape: 2, scale: 3 }),
      observations: [{ observed: 'events' as const, count: 7, years: 2, scale: 0.5 }],
    };
    near(meanOf(rate), 9 / (1 / 3 + 1), 1e-8);
  });

  it('tell what is impossible and what surprises', () => {
    const half = draw({ law: 'uniform', min: 0, max: 0.5 });
    assert.equal(likelihoodIsZero(constant(0), [{ observed: 'events', count: 1, years: 1, scale: 1 }]), true);
    assert.equal(likelihoodIsZero(half, [{ observed: 'share', successes: 20, trials: 20, scale: 1 }]), false);
    assert.equal(isSurprising(pert(1, 2, 3), { observed: 'events', count: 30, years: 1, scale: 1 }), true);
    assert.equal(isSurprising(pert(1, 2, 3), { observed: 'events', count: 3, years: 1, scale: 1 }), false);
    assert.equal(isSurprising(half, { observed: 'share', successes: 19, trials: 20, scale: 1 }), true);
  });

  it('are described by quantiles and a density of area 1', () => {
    const { p5, p95, density } = picture(to(10, 1000));
    near(p5, 10, 1e-9);
    near(p95, 1000, 1e-9);
    const width = density[1][0] - density[0][0];
    near(
      density.reduce((area, [, d]) => area + d * width, 0),
      0.988,
      1e-6,
    );
  });
});
