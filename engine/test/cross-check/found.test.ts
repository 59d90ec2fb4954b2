import assert from 'node:assert/strict';
import { chanceOfExceeding } from '../../exact/contest.ts';
import { emptyScope, environment, lawOf, momentsOf } from '../../expressions/index.ts';
import { distributionOf } from '../../laws/index.ts';
import { constant, draw, letOf, product } from '../models.ts';

/** What random models brought to light, each as small as it could be made. */
describe('found by random models', () => {
  it('a contest with a capability that rises within a small part of the range of the resistance', () => {
    const capability = distributionOf({
      law: 'quantile-parameterized',
      p5: 0.34794,
      p50: 0.3582992,
      p95: 0.53194,
      scale: 'logit',
    });
    const resistance = distributionOf({ law: 'beta', alpha: 3.4468, beta: 4.9288 });
    const nodes = 20_000;
    let mean = 0;
    for (let k = 0; k < nodes; k++) mean += resistance.cdf(capability.quantile((k + 0.5) / nodes)) / nodes;
    assert.ok(Math.abs(chanceOfExceeding(capability, resistance) - mean) < 1e-6);
  });

  it('a cap on a mixture whose parts do not touch', () => {
    const parts = [4681, 12269, 27445];
    const weights = [0.1, 0.3, 0.6];
    const [min, shape, cap] = [1.0344, 6.143, 13_015];
    const loss = product(draw({ law: 'discrete', values: parts, weights }), draw({ law: 'pareto', min, shape }));
    // E[min(Y, c)] of a Pareto law from m: m + m/(a − 1)·(1 − (m/c)^(a − 1)).
    const expected = parts.reduce((sum, part, i) => {
      const m = part * min;
      return sum + weights[i] * (m >= cap ? cap : m + (m / (shape - 1)) * (1 - (m / cap) ** (shape - 1)));
    }, 0);
    const { mean } = momentsOf({ kind: 'min', items: [loss, constant(cap)] }, environment(emptyScope));
    assert.ok(Math.abs(mean / expected - 1) < 1e-4, `${mean}, expected ${expected}`);
  });

  describe('the larger of a few values and a range, partly a step and partly not', () => {
    const values = [0.4699, 1.469, 3.4672];
    const weights = [0.1, 0.5, 0.4];
    const range = { law: 'triangular', min: 0.5224, mode: 1.63, max: 2.5531 } as const;
    const larger = { kind: 'max', items: [draw({ law: 'discrete', values, weights }), draw(range)] } as const;
    const nodes = 20_000;

    /** E[f(larger)] by the midpoint rule over the range. */
    function meanOf(f: (x: number) => number): number {
      const law = distributionOf(range);
      let sum = 0;
      for (let k = 0; k < nodes; k++) {
        const x = law.quantile((k + 0.5) / nodes);
        values.forEach((value, i) => {
          sum += (weights[i] * f(Math.max(value, x))) / nodes;
        });
      }
      return sum;
    }

    it('as a factor of an exponential loss', () => {
      const law = lawOf(product(draw({ law: 'exponential', mean: 1 }), larger), environment(emptyScope));
      for (const x of [0.1, 1, 3, 10]) {
        const expected = meanOf((factor) => Math.exp(-x / factor));
        assert.ok(Math.abs(law.survival(x) - expected) < 1e-5, `P(> ${x}) = ${law.survival(x)}, expected ${expected}`);
      }
    });

    it('as a let that is used twice', () => {
      const env = environment({ shared: [], lets: [larger] });
      const { mean } = momentsOf(product(letOf(0), letOf(0)), env);
      const expected = meanOf((x) => x * x);
      // What is left is the bend of the triangular law at its mode.
      assert.ok(Math.abs(mean / expected - 1) < 5e-5, `${mean}, expected ${expected}`);
    });
  });
});
