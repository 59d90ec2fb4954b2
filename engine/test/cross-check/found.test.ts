import assert from 'node:assert/strict';
import { exactFigures, solvedState } from '../../assembly/exact-figures.ts';
import { type AnnualLaw, areaBelow, chanceUpTo } from '../../exact/annual-law.ts';
import { chanceOfExceeding, contestChance } from '../../exact/contest.ts';
import { stateModel } from '../../exact/state-model.ts';
import { createWorkspace } from '../../exact/workspace.ts';
import { emptyScope, environment, lawOf, momentsOf } from '../../expressions/index.ts';
import { distributionOf } from '../../laws/index.ts';
import type { Expression, Law, RiskModel } from '../../model.ts';
import { gaussRule } from '../../numeric/gauss.ts';
import { constant, control, draw, letOf, loss, model, threat, times, to } from '../examples.ts';
import { product } from '../models.ts';

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

  it('a Gauss rule of values in few clusters', () => {
    const values: number[] = [];
    const weights: number[] = [];
    for (const [cluster, share] of [
      [0.05, 0.1],
      [0.3, 0.2],
      [0.8, 0.7],
    ])
      for (let k = 0; k < 12; k++) {
        values.push(cluster * (0.9 + 0.02 * k));
        weights.push(share / 12);
      }
    const mean = values.reduce((sum, x, i) => sum + weights[i] * x, 0);
    for (let order = 1; order <= 36; order++) {
      const rule = gaussRule(values, weights, order);
      const found = rule.values.reduce((sum, x, i) => sum + rule.weights[i] * x, 0);
      assert.ok(Math.abs(found - mean) < 1e-9, `${found} by ${order} nodes, expected ${mean}`);
    }
  });

  it('a contest whose other side is a share of an estimate', () => {
    const share = 0.4;
    const [low, high] = [0.02, 0.57];
    const estimate = { name: 'Estimate', expression: draw({ law: 'gamma', shape: 2, scale: 1.25 }) };
    const env = environment({ shared: [estimate], lets: [] });
    const chance = contestChance(
      draw({ law: 'uniform', min: low, max: high }),
      product(constant(share), { kind: 'shared', index: 0 }),
      env,
    );
    // E[P(X > y)], y = 0.4·θ, by the midpoint rule over the density θ·e^(−θ/1.25)/1.25².
    let expected = 0;
    const step = 1e-4;
    for (let theta = step / 2; theta * share < high; theta += step) {
      const above = Math.min(1, (high - share * theta) / (high - low));
      expected += ((step * theta * Math.exp(-theta / 1.25)) / (1.25 * 1.25)) * above;
    }
    const { mean } = momentsOf(chance, env);
    assert.ok(Math.abs(mean - expected) < 1e-7, `${mean}, expected ${expected}`);
  });

  it('a small amount for sure among larger ones that no step fits', () => {
    const small = 2126;
    const of = model([
      threat(
        'A',
        constant(1.4),
        loss([constant(small)], [[constant(0.8), { kind: 'max', items: [to(5e3, 6e4), constant(20_680)] }]]),
      ),
    ]);
    const { law } = exactOf(of);
    // Nothing but the small amount, once: e^(−λ)(1 + 0.2·λ).
    const expected = Math.exp(-1.4) * (1 + 0.2 * 1.4);
    for (const x of [1.01 * small, 1.5 * small]) {
      const found = chanceUpTo(law, x);
      assert.ok(Math.abs(found - expected) < 2e-4, `P(L ≤ ${x}) = ${found}, expected ${expected}`);
    }
  });

  it('amounts with a common step in years of several events', () => {
    const amounts = draw({ law: 'discrete', values: [67_960, 149_600], weights: [0.1, 0.9] });
    const { law } = exactOf(model([threat('A', constant(1.1), loss([amounts], [[constant(0.05), to(5e3, 4e4)]]))]));
    // Three events of the larger amount, no reaction.
    const expected = ((Math.exp(-1.1) * 1.1 ** 3) / 6) * (0.9 * 0.95) ** 3;
    const place = 3 * 149_600;
    const found = chanceUpTo(law, place * 1.0001) - chanceUpTo(law, place * 0.9999);
    assert.ok(Math.abs(found - expected) < 1e-4, `${found}, expected ${expected}`);
  });

  it('a rare event whose frequency and loss a control of unknown coverage reduces', () => {
    const coverage = { law: 'beta', alpha: 5, beta: 1 } as const;
    const half = constant(0.5);
    const of = model([threat('A', constant(0.004), loss([to(1e4, 1e5)]))], {
      controls: [
        control(
          'Guard',
          [
            { factor: 'frequency', by: half, threats: [0] },
            { factor: 'primary', by: half, threats: [0] },
          ],
          { coverage: draw(coverage) },
        ),
      ],
    });
    // E[(1 − C/2)²] of a beta law.
    const [mean, square] = [5 / 6, (5 * 6) / (6 * 7)];
    const { law, mean: ale } = exactOf(of, [true]);
    near(ale, 0.004 * lawOf(to(1e4, 1e5), environment(emptyScope)).mean * (1 - mean + square / 4), 1e-9);
    const far = law.points[law.points.length - 1];
    near(far - areaBelow(law, far), ale, 1e-3);
  });

  it('a contest with an estimate beside many other uncertain factors', () => {
    const uniform = draw({ law: 'uniform', min: 0, max: 1 });
    const shared = [
      { name: 'estimate', expression: draw({ law: 'pareto', min: 0.3, shape: 3.8 }) },
      ...['a', 'b', 'c', 'd'].map((name) => ({ name, expression: uniform })),
    ];
    const env = environment({ shared, lets: [] });
    const of = (index: number): Expression => ({ kind: 'shared', index });
    const capability = times(draw({ law: 'beta', alpha: 5.6, beta: 2.8 }), of(0));
    const chance = contestChance(capability, draw({ law: 'beta', alpha: 0.8, beta: 4.9 }), env);
    // Each of the others twice: E[U²] = 1/3.
    const squares = [1, 2, 3, 4].map((i) => times(of(i), of(i))).reduce(times);
    near(momentsOf(times(squares, chance), env).mean * 3 ** 4, momentsOf(chance, env).mean, 2e-4);
  });

  it('a contest that is decided within a small part of the range of an estimate', () => {
    const shared = [{ name: 'estimate', expression: draw({ law: 'exponential', mean: 1.757 }) }];
    const steep: Law = { law: 'quantile-parameterized', p5: 0.25598, p50: 0.26109, p95: 0.35648, scale: 'logit' };
    const env = environment({ shared, lets: [] });
    const chance = contestChance(product(constant(0.4), { kind: 'shared', index: 0 }), draw(steep), env);
    // P(R < 0.4·θ) = P(θ > R/0.4), by the midpoint rule over the chances of R.
    const resistance = distributionOf(steep);
    const n = 20_000;
    let expected = 0;
    for (let k = 0; k < n; k++) expected += Math.exp(-resistance.quantile((k + 0.5) / n) / 0.4 / 1.757) / n;
    near(momentsOf(chance, env).mean, expected, 1e-4);
  });

  it('a contest of two estimates, one of a few values', () => {
    const shared = [
      { name: 'estimate A', expression: draw({ law: 'discrete', values: [0.28, 0.85], weights: [0.1, 0.9] }) },
      { name: 'estimate B', expression: draw({ law: 'exponential', mean: 0.9 }) },
    ];
    const of = (index: number): Expression => ({ kind: 'shared', index });
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const env = environment({ shared: order.map((i) => shared[i]), lets: [] });
      const [few, many] = [of(order.indexOf(0)), of(order.indexOf(1))];
      const chance = contestChance(few, many, env);
      // E[B·1{B < a}] of an exponential law.
      const upTo = (a: number): number => 0.9 - (a + 0.9) * Math.exp(-a / 0.9);
      near(momentsOf(times(chance, many), env).mean, 0.1 * upTo(0.28) + 0.9 * upTo(0.85), 1e-6);
    }
  });

  it('amounts with a step so small that a year has more of them than a grid has cells', () => {
    const amounts = draw({ law: 'discrete', values: [20_360, 66_260], weights: [0.5, 0.5] });
    const { law, mean } = exactOf(model([threat('A', constant(40), loss([amounts]))]));
    const far = law.points[law.points.length - 1] ?? law.atoms[law.atoms.length - 1];
    near(far - areaBelow(law, far), mean, 1e-3);
    // A Poisson sum of many: its standard deviation is √(λ·E[X²]).
    const sd = Math.sqrt((40 * (20_360 ** 2 + 66_260 ** 2)) / 2);
    assert.ok(Math.abs(chanceUpTo(law, mean + 2 * sd) - 0.975) < 0.005);
  });

  it('a loss that goes with an estimate of a heavy tail', () => {
    const of = model(
      [
        threat(
          'A',
          constant(0.2),
          loss([
            draw({ law: 'gamma', shape: 2.6, scale: 24_500 }),
            times(constant(165e3), { kind: 'shared', index: 0 }),
          ]),
        ),
      ],
      {
        shared: [{ name: 'estimate Price', expression: draw({ law: 'pareto', min: 1.87, shape: 4.8 }) }],
      },
    );
    const { law } = exactOf(of);
    const price = distributionOf({ law: 'pareto', min: 1.87, shape: 4.8 });
    const gamma = distributionOf({ law: 'gamma', shape: 2.6, scale: 24_500 });
    for (const x of [350e3, 400e3, 450e3, 500e3, 600e3]) {
      let once = 0;
      const n = 4000;
      for (let k = 0; k < n; k++) once += gamma.cdf(x - 165e3 * price.quantile((k + 0.5) / n)) / n;
      near(chanceUpTo(law, x), Math.exp(-0.2) * (1 + 0.2 * once), 1e-4);
    }
  });

  describe('laws whose area is the mean to 1e-5', () => {
    const manySmall = draw({ law: 'lognormal', mu: 2, sigma: 0.9 });
    const cases: readonly (readonly [string, RiskModel])[] = [
      [
        'many events a year, each far below the largest year',
        model([threat('A', product(manySmall, draw({ law: 'gamma', shape: 1.3, scale: 1.4 })), loss([to(4e4, 3e5)]))]),
      ],
      [
        'a reaction of at least so much beside a loss without steps',
        model([
          threat(
            'A',
            manySmall,
            loss([to(1e5, 6e5)], [[constant(0.2), { kind: 'max', items: [to(2e4, 5e4), constant(15_000)] }]]),
          ),
        ]),
      ],
    ];
    for (const [name, of] of cases)
      it(name, () => {
        const { law, mean } = exactOf(of);
        const far = law.points[law.points.length - 1];
        const area = far - areaBelow(law, far);
        assert.ok(Math.abs(area / mean - 1) < 1e-5, `${area}, expected ${mean}`);
      });
  });
});

function near(found: number, expected: number, relative: number): void {
  assert.ok(Math.abs(found / expected - 1) < relative, `${found}, expected ${expected}`);
}

function exactOf(of: RiskModel, works: readonly boolean[] = []): { readonly law: AnnualLaw; readonly mean: number } {
  const workspace = createWorkspace();
  const state = solvedState(stateModel(of, works, workspace), workspace);
  const found = exactFigures(state, [0]);
  assert.ok(found, 'left to the simulation');
  return { law: found.law, mean: found.figures.ale };
}
