import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Expression, solve } from '../../index.ts';
import { constant, draw, loss, model, threat, times } from '../examples.ts';

async function current(frequency: Expression, amount: Expression) {
  const { total } = await solve(model([threat('A', frequency, loss([amount]))]));
  assert.ok(total.current);
  assert.equal(total.current.method, 'exact');
  return total.current;
}

const near = (found: number, expected: number, relative: number): void =>
  assert.ok(Math.abs(found / expected - 1) < relative, `${found} is not ${expected}`);

describe('a frequency with a gamma law', () => {
  it('makes the number of events negative binomial', async () => {
    const [shape, scale, times2] = [0.3, 4, 2];
    const gamma = draw({ law: 'gamma', shape, scale });
    const figures = await current(times(constant(times2), gamma), constant(10));
    const theta = scale * times2;
    let chance = (1 + theta) ** -shape;
    let upTo = chance;
    near(1 - figures.probabilityOfLoss, chance, 1e-12);
    for (let n = 0; n < 30; n++) {
      const [, above] = figures.curve.find(([x]) => x === 10 * n) ?? assert.fail(`no step at ${10 * n}`);
      near(1 - above, upTo, 1e-9);
      chance *= ((n + shape) / (n + 1)) * (theta / (1 + theta));
      upTo += chance;
    }
  });

  it('of shape 1 with exponential losses gives an exponential tail', async () => {
    // N is geometric: given a loss the year's sum is exponential with mean m(1 + θ).
    for (const theta of [0.2, 30, 3000]) {
      const figures = await current(draw({ law: 'exponential', mean: theta }), draw({ law: 'exponential', mean: 5 }));
      const mean = 5 * (1 + theta);
      const any = theta / (1 + theta);
      for (const [q, found] of [
        [0.9, figures.p90],
        [0.99, figures.p99],
      ] as const)
        near(found, mean * Math.log(any / (1 - q)), 2e-4);
    }
  });

  it('stays a gamma law when events are observed', async () => {
    const prior = draw({ law: 'gamma', shape: 2, scale: 0.5 });
    const seen: Expression = {
      kind: 'observed',
      of: prior,
      observations: [
        { observed: 'events', count: 3, years: 2, scale: 0.5 },
        { observed: 'events', count: 0, years: 1, scale: 1 },
      ],
    };
    const figures = await current(seen, constant(10));
    // Shape 2 + 3, rate 1/0.5 + 2·0.5 + 1 = 4.
    near(figures.ale, 10 * (5 / 4), 1e-12);
    near(1 - figures.probabilityOfLoss, (4 / 5) ** 5, 1e-12);
  });
});
