import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chanceOfExceeding } from '../../exact/contest.ts';
import {
  chanceGiven,
  type Environment,
  environment,
  expectationOf,
  lawOf,
  momentsOf,
  withValue,
} from '../../expressions/index.ts';
import { affine } from '../../laws/index.ts';
import type { Expression, SharedQuantity } from '../../model.ts';
import { shareLaw } from '../cross-check/random-laws.ts';
import { constant, draw, pert, plus, shared, times, to } from '../examples.ts';

const quantities: SharedQuantity[] = [
  { name: 'Share', expression: pert(0.2, 0.5, 0.9) },
  { name: 'Size', expression: to(0.4, 1.4) },
  { name: 'Made of both', expression: plus(shared(0), shared(1)) },
  { name: 'Few', expression: draw({ law: 'discrete', values: [0.2, 0.5, 0.8], weights: [0.3, 0.3, 0.4] }) },
];
const [share, size, both, few] = [0, 1, 2, 3].map(shared);
const without = (e: Expression): Expression => ({ kind: 'difference', left: constant(1), right: e });
const contest = (left: Expression, right: Expression): Expression => ({ kind: 'exceedance', left, right });
const strength = pert(0.1, 0.4, 0.8);
const resistance = draw({ law: 'beta', alpha: 2, beta: 3 });

function env(): Environment {
  return environment({ shared: quantities, lets: [] });
}

describe('the mean of a product', () => {
  const products: readonly (readonly [string, readonly Expression[]])[] = [
    ['of one quantity in several places', [share, without(times(share, constant(0.3))), size]],
    ['of two that count twice', [share, size, without(times(share, constant(0.5))), plus(size, pert(1, 2, 3))]],
    ['of one that is made of others', [share, both, without(times(few, constant(0.1))), few, size]],
    ['with a contest of a quantity on one side', [share, contest(times(strength, share), resistance)]],
    ['with a contest of one that nothing is drawn beside', [size, contest(times(constant(0.4), size), resistance)]],
    ['with a contest of two', [share, size, contest(times(strength, share), times(resistance, size))]],
    ['with a contest of a few values', [few, share, contest(times(strength, few), resistance), without(share)]],
    ['with the smaller of two', [share, { kind: 'min', items: [size, share] }, size]],
    ['with a ratio', [share, { kind: 'quotient', left: constant(1), right: plus(share, size) }, size]],
  ];

  for (const [name, factors] of products)
    it(`${name} is that of all combinations`, () => {
      const e = factors.reduce(times);
      const all = momentsOf(e, env()).mean;
      assert.ok(Math.abs(expectationOf(e, env()) / all - 1) < 1e-9, `${expectationOf(e, env())}, expected ${all}`);
    });

  it('that has none is infinite, unless a factor is 0', () => {
    const heavy = draw({ law: 'pareto', min: 1, shape: 0.8 });
    const e = [share, share, heavy].reduce(times);
    assert.equal(expectationOf(e, env()), Number.POSITIVE_INFINITY);
    assert.equal(expectationOf(times(e, constant(0)), env()), 0);
  });
});

describe('the chance that one range exceeds another, scaled by a quantity of the year', () => {
  it('is the integral over both', () => {
    const value = fc.double({ min: 0.05, max: 8, noNaN: true });
    fc.assert(
      fc.property(shareLaw, shareLaw, fc.array(value, { minLength: 3, maxLength: 3 }), (one, other, values) => {
        const chance = { kind: 'exceedance', left: times(draw(one), size), right: draw(other) } as const;
        const kept = env();
        const [x, y] = [lawOf(draw(one), kept), lawOf(draw(other), kept)];
        for (const by of values) {
          const found = chanceGiven(chance, withValue(kept, { place: 'shared', index: 1 }, by));
          const expected = chanceOfExceeding(affine(0, by, x), y);
          assert.ok(Math.abs(found - expected) < 1e-8, `${by}: ${found}, expected ${expected}`);
        }
      }),
      { seed: 5, numRuns: 40 },
    );
  });
});
