/** Arbitrary laws and quantities for random models. */
import fc from 'fast-check';
import type { Expression, Law } from '../../model.ts';

/** What a quantity may be built from at its place. */
export interface Surroundings {
  /** Number of shared quantities that may be used. */
  readonly shared: number;
  /** Number of `let`s that may be used. */
  readonly lets: number;
}

const rounded = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1000 }).map((k) => min + ((max - min) * k) / 1000);

/** Three numbers a < m < b around `size`. */
const triple = (size: number): fc.Arbitrary<readonly [number, number, number]> =>
  fc
    .tuple(rounded(0.1, 0.9), rounded(0.02, 0.98), rounded(0.3, 3))
    .map(([a, share, width]) => [a * size, (a + share * width) * size, (a + width) * size] as const);

/** Laws of positive quantities of the order of `size`. */
export function positiveLaw(size: number): fc.Arbitrary<Law> {
  const bounded = triple(size).chain(([min, mode, max]) =>
    fc.constantFrom<Law>(
      { law: 'pert', min, mode, max, shape: 4 },
      { law: 'pert', min, mode, max, shape: 2.5 },
      { law: 'triangular', min, mode, max },
      { law: 'uniform', min, max },
      { law: 'quantile-parameterized', p5: min, p50: mode, p95: max, scale: 'log' },
    ),
  );
  const unbounded = fc
    .tuple(rounded(0.3, 2), rounded(0.2, 1.2))
    .chain(([scale, spread]) =>
      fc.constantFrom<Law>(
        { law: 'lognormal', mu: Math.log(scale * size), sigma: spread },
        { law: 'gamma', shape: 0.7 + 2 * spread, scale: (scale * size) / 2 },
        { law: 'exponential', mean: scale * size },
        { law: 'pareto', min: scale * size, shape: 2.6 + 3 * spread },
      ),
    );
  const steps = fc
    .tuple(rounded(0.1, 1), rounded(0.1, 1), fc.integer({ min: 1, max: 9 }))
    .map(([low, step, weight]): Law => {
      const values = [low * size, (low + step) * size, (low + 3 * step) * size];
      return { law: 'discrete', values, weights: [0.1, weight / 10, 0.9 - weight / 10].map((w) => (w < 1e-9 ? 0 : w)) };
    })
    .map((law) => (law.law === 'discrete' ? withoutEmpty(law) : law));
  return fc.oneof(
    { weight: 4, arbitrary: bounded },
    { weight: 4, arbitrary: unbounded },
    { weight: 1, arbitrary: steps },
  );
}

function withoutEmpty(law: Extract<Law, { law: 'discrete' }>): Law {
  const kept = law.weights.map((weight, i) => [law.values[i], weight]).filter(([, weight]) => weight > 0);
  return { law: 'discrete', values: kept.map(([value]) => value), weights: kept.map(([, weight]) => weight) };
}

/** Laws of probabilities. */
export const shareLaw: fc.Arbitrary<Law> = fc.oneof(
  fc.tuple(rounded(0.02, 0.4), rounded(0.05, 0.95), rounded(0.05, 0.55)).chain(([min, at, width]) => {
    const [mode, max] = [min + at * width, min + width];
    return fc.constantFrom<Law>(
      { law: 'pert', min, mode, max, shape: 4 },
      { law: 'uniform', min, max },
      { law: 'quantile-parameterized', p5: min, p50: mode, p95: max, scale: 'logit' },
    );
  }),
  fc.tuple(rounded(-2.5, 1), rounded(0.2, 1.2)).map(([mu, sigma]): Law => ({ law: 'logit-normal', mu, sigma })),
  fc.tuple(rounded(0.8, 6), rounded(0.8, 6)).map(([alpha, beta]): Law => ({ law: 'beta', alpha, beta })),
);

const constant = (value: number): Expression => ({ kind: 'constant', value });
const drawOf = (law: Law): Expression => ({ kind: 'draw', law });

/** Evidence about a frequency that is drawn around `size`. */
function observedRate(size: number): fc.Arbitrary<Expression> {
  return fc.tuple(positiveLaw(size), fc.integer({ min: 0, max: 4 }), rounded(0.3, 4)).map(([law, count, years]) => ({
    kind: 'observed' as const,
    of: drawOf(law),
    observations: [{ observed: 'events' as const, count, years: years / size, scale: 1 }],
  }));
}

/** A law conditioned on a window around its middle. */
function truncatedAround(size: number): fc.Arbitrary<Expression> {
  return fc
    .tuple(rounded(0.2, 2), rounded(0.3, 1.2), rounded(0.2, 0.9), fc.boolean())
    .map(([scale, sigma, low, both]) => ({
      kind: 'truncate' as const,
      of: drawOf({ law: 'lognormal', mu: Math.log(scale * size), sigma }),
      min: low * scale * size,
      max: both ? 2.5 * scale * size : null,
    }));
}

/** A frequency, count or other positive quantity of the order of `size` that holds for a year. */
export function positiveQuantity(size: number): fc.Arbitrary<Expression> {
  return fc.oneof(
    { weight: 2, arbitrary: rounded(0.2, 2).map((x) => constant(x * size)) },
    { weight: 6, arbitrary: positiveLaw(size).map(drawOf) },
    { weight: 1, arbitrary: observedRate(size) },
    { weight: 1, arbitrary: truncatedAround(size) },
  );
}

/** A probability that holds for a year. */
export const share: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 2, arbitrary: rounded(0, 1).map(constant) },
  { weight: 5, arbitrary: shareLaw.map(drawOf) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(shareLaw, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 8 }))
      .map(([law, k, n]) => ({
        kind: 'observed' as const,
        of: drawOf(law),
        observations: [{ observed: 'share' as const, successes: k, trials: k + n, scale: 1 }],
      })),
  },
);

/** A named quantity of the surroundings, which all are of the order of 1. */
function named(within: Surroundings): fc.Arbitrary<Expression>[] {
  const found: fc.Arbitrary<Expression>[] = [];
  if (within.shared > 0) {
    found.push(fc.integer({ min: 0, max: within.shared - 1 }).map((index) => ({ kind: 'shared', index })));
  }
  if (within.lets > 0)
    found.push(fc.integer({ min: 0, max: within.lets - 1 }).map((index) => ({ kind: 'let', index })));
  return found;
}

/** An amount of the order of `size`: sums, products, quotients, caps and floors of draws and named quantities. */
export function amount(size: number, within: Surroundings, depth = 2): fc.Arbitrary<Expression> {
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    { weight: 1, arbitrary: rounded(0.2, 2).map((x) => constant(x * size)) },
    { weight: 6, arbitrary: positiveLaw(size).map(drawOf) },
    { weight: 1, arbitrary: truncatedAround(size) },
  );
  if (depth === 0) return leaf;
  const inner = amount(size, within, depth - 1);
  const ratio = fc.oneof(positiveLaw(1).map(drawOf), ...named(within));
  const divisor = triple(1).map(([min, mode, max]): Expression => drawOf({ law: 'pert', min, mode, max, shape: 4 }));
  const cap = rounded(0.5, 4).map((x) => constant(x * size));
  return fc.oneof(
    { weight: 6, arbitrary: leaf },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('sum' as const), left: inner, right: leaf }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('product' as const), left: inner, right: ratio }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('quotient' as const), left: inner, right: divisor }) },
    { weight: 1, arbitrary: fc.tuple(inner, cap).map((items): Expression => ({ kind: 'min', items })) },
    { weight: 1, arbitrary: fc.tuple(inner, cap).map((items): Expression => ({ kind: 'max', items })) },
    { weight: 1, arbitrary: fc.tuple(leaf, leaf).map((items): Expression => ({ kind: 'max', items })) },
  );
}
