import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atOnce, classified, type Ranked, rank, ranked } from '../../simulation/order-statistics.ts';

const inOrder = (sample: Float64Array, wanted: readonly number[] | null = null): Ranked =>
  atOnce(ranked(atOnce(classified(sample)), wanted));

describe('order statistics', () => {
  const value = fc.oneof(
    fc.constant(0),
    fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
    fc.double({ min: 1, max: 1.0000001, noNaN: true }),
    fc.integer({ min: 0, max: 5 }),
    fc.constant(Number.MAX_VALUE),
  );
  const samples = fc
    .tuple(fc.array(value, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 80 }))
    .map(([values, repeat]) =>
      Float64Array.from({ length: values.length * repeat }, (_, i) => values[i % values.length] / (1 + (i % 7))),
    );

  it('have every rank as in the sorted sample', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const found = inOrder(sample);
        const all = Float64Array.from(sample, (_, i) => found.smallest(i + 1));
        assert.deepEqual(all, sample.slice().sort());
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('have the wanted ranks, and what is above them, without the others', () => {
    fc.assert(
      fc.property(samples, fc.array(fc.integer({ min: -3, max: 5000 }), { maxLength: 9 }), (sample, wanted) => {
        const found = inOrder(sample, wanted);
        const sorted = sample.slice().sort();
        for (const k of wanted) {
          const expected = sorted[Math.min(Math.max(k, 1), sorted.length) - 1];
          assert.equal(found.smallest(k), expected);
          assert.equal(found.above(expected), sorted.filter((x) => x > expected).length);
        }
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  it('read a rank with zeros', () => {
    const sample = inOrder(Float64Array.of(3, 0, 1, 0, 2));
    assert.deepEqual(
      [1, 2, 3, 4, 5, 9].map((k) => sample.smallest(k)),
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
    const sample = inOrder(Float64Array.of(0, 1, 1, 2, 5));
    assert.deepEqual(
      [-1, 0, 1, 2, 5].map((x) => sample.above(x)),
      [5, 4, 2, 1, 0],
    );
  });

  it('sum what lies above a value of the tail', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 100 }), (sample, percent) => {
        const at = rank(percent / 100, sample.length);
        // Around 1, so that no square overflows.
        const small = sample.map((x) => Math.min(x, 1e9));
        const found = atOnce(ranked(atOnce(classified(small)), [at], at));
        const level = found.smallest(at);
        const over = small.filter((x) => x > level).map((x) => x - level);
        const { sum, squares } = found.excess(level);
        const close = (value: number, expected: number): void =>
          assert.ok(Math.abs(value - expected) <= 1e-12 * expected, `${value} instead of ${expected}`);
        close(
          sum,
          over.reduce((a, b) => a + b, 0),
        );
        close(
          squares,
          over.reduce((a, b) => a + b * b, 0),
        );
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('have the mean and the spread of a sample that lies far from zero', () => {
    for (const count of [1, 2, 2047, 2048, 6001]) {
      const sample = Float64Array.from({ length: count }, (_, i) => 1e9 + i);
      const { mean, squares } = atOnce(classified(sample)).moments;
      assert.ok(Math.abs(mean - (1e9 + (count - 1) / 2)) < 1e-6, `${mean}`);
      // Σ (i − (n − 1)/2)² = n (n² − 1) / 12.
      const expected = (count * (count * count - 1)) / 12;
      assert.ok(Math.abs(squares - expected) <= 1e-9 * expected, `${squares} instead of ${expected}`);
    }
  });
});
