import type { Law } from '../model.ts';
import { exp, expm1, log, log1p } from '../numeric/elementary.ts';
import { continuous, type Distribution } from './distribution.ts';

export function exponential({ mean }: Extract<Law, { law: 'exponential' }>): Distribution {
  return continuous({
    min: 0,
    max: Number.POSITIVE_INFINITY,
    mean,
    variance: mean * mean,
    cdf: (x) => (x > 0 ? -expm1(-x / mean) : 0),
    survival: (x) => (x > 0 ? exp(-x / mean) : 1),
    quantile: (p) => -mean * log1p(-p),
    upperQuantile: (q) => -mean * log(q),
  });
}
