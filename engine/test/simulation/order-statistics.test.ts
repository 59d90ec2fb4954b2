import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countAbove, rank, smallest, sorted } from '../../simulation/order-statistics.ts';

describe('order statistics', () => {
  it('sort as the platform does, whatever the values', () => {
    const value = fc.oneof(
      fc.constant(0),
      fc.double({ min: 0, max: 1e300, noNaN: true }),
      fc.double({ min: 1, max: 1.0000001, noNaN: true }),
      fc.integer({ min: 0, max: 5 }),
    );
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 80 }),
        (values, repeat) => {
          const sample = Float64Array.from(
            { length: values.length * repeat },
            (_, i) => values[i % values.length] * (1 + (i % 7)),
          );
          const expected = sample
            .slice()
            .sort()
            .filter((x) => x > 0);
          assert.deepEqual(sorted(sample).positive, expected);
        },
      ),
      { seed: 5, numRuns: 60 },
    );
  });

  it('read a rank with zeros', () => {
    const sample = sorted(Float64Array.of(3, 0, 1, 0, 2));
    assert.deepEqual(
      [1, 2, 3, 4, 5, 9].map((k) => smallest(sample, k)),
      [0, 0, 1, 2, 3, 3],
    );
  });

  it('take the ⌈qn⌉-th, not one more because of rounding', () => {
    assert.deepEqual(
      [rank(0.95, 100), rank(0.07, 100), rank(0.5, 5), rank(0.99, 100_000), rank(0.1, 3)],
      [95, 7, 3, 99_000, 1],
    );
  });

  it('count what is above a value', () => {
    const sample = sorted(Float64Array.of(0, 1, 1, 2, 5));
    assert.deepEqual(
      [-1, 0, 1, 1.5, 5].map((x) => countAbove(sample, x)),
      [5, 4, 2, 2, 0],
    );
  });
});
