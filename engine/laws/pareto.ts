import type { Law } from '../model.ts';
import { exp, log, log1p, pow } from '../numeric/elementary.ts';
import { continuous, type Distribution } from './distribution.ts';

/** Type I: P(X > x) = (min / x)^shape. No mean for shape ≤ 1, no variance for shape ≤ 2. */
export function pareto({ min, shape }: Extract<Law, { law: 'pareto' }>): Distribution {
  const spread = (shape - 1) * (shape - 1) * (shape - 2);
  return continuous({
    min,
    max: Number.POSITIVE_INFINITY,
    mean: shape > 1 ? (shape * min) / (shape - 1) : Number.POSITIVE_INFINITY,
    variance: shape > 2 ? (shape * min * min) / spread : Number.POSITIVE_INFINITY,
    cdf: (x) => (x > min ? 1 - pow(min / x, shape) : 0),
    survival: (x) => (x > min ? pow(min / x, shape) : 1),
    quantile: (p) => min * exp(-log1p(-p) / shape),
    upperQuantile: (q) => min * exp(-log(q) / shape),
  });
}
