import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Pair, sharesOf } from '../shares/shapley.ts';

/** The value of a set of changes: factors that multiply. */
const product =
  (factors: readonly number[]) =>
  async (made: readonly boolean[]): Promise<Pair> => {
    const value = factors.reduce((all, factor, i) => (made[i] ? all * factor : all), 100);
    return [value, 2 * value];
  };

describe('shares of changes', () => {
  it('of two factors are the mean of both orders', async () => {
    // 100 → 200 → 600, or 100 → 300 → 600: (100 + 300) / 2 and (400 + 200) / 2.
    assert.deepEqual(await sharesOf(2, product([2, 3]), 120), [
      [200, 400],
      [300, 600],
    ]);
  });

  it('of equal changes are equal, of a change without effect 0', async () => {
    const shares = await sharesOf(3, product([2, 1, 2]), 120);
    assert.deepEqual(
      shares?.map(([share]) => share),
      [150, 0, 150],
    );
  });

  it('add up to the whole, however many changes and however few orders', async () => {
    const factors = fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(factors, fc.integer({ min: 1, max: 120 }), async (all, orders) => {
        const shares = (await sharesOf(all.length, product(all), orders))!;
        const whole = (await product(all)(all.map(() => true)))[0] - 100;
        const sum = shares.reduce((total, [share]) => total + share, 0);
        assert.ok(Math.abs(sum - whole) <= 1e-9 * (100 + Math.abs(whole)), `${sum} ${whole}`);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('ask for each set of changes once, and for few sets where many changes are made', async () => {
    for (const [count, most] of [
      [5, 32],
      [30, 30 * 60],
    ] as const) {
      const asked = new Set<string>();
      let calls = 0;
      await sharesOf(
        count,
        async (made) => {
          calls++;
          asked.add(made.join());
          return [made.filter(Boolean).length, 0];
        },
        120,
      );
      assert.equal(calls, asked.size);
      assert.ok(calls <= most, `${calls}`);
    }
  });

  it('are none where a figure on the way does not exist', async () => {
    assert.equal(await sharesOf(2, async (made) => (made[0] && !made[1] ? null : [1, 1]), 120), null);
  });
});
