import type { Law } from '../model.ts';
import { normalCdf, normalQuantile } from '../numeric/special/normal.ts';
import { continuous, type Distribution } from './distribution.ts';

/** Normal law on the whole line. */
export function normal({ mean, sd }: Extract<Law, { law: 'normal' }>): Distribution {
  return continuous({
    min: Number.NEGATIVE_INFINITY,
    max: Number.POSITIVE_INFINITY,
    mean,
    variance: sd * sd,
    cdf: (x) => normalCdf((x - mean) / sd),
    survival: (x) => normalCdf((mean - x) / sd),
    quantile: (p) => mean + sd * normalQuantile(p),
    upperQuantile: (q) => mean - sd * normalQuantile(q),
    quantileAtScore: (z) => mean + sd * z,
  });
}
