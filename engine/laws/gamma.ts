import type { Law } from '../model.ts';
import { incompleteGamma, inverseIncompleteGamma } from '../numeric/special/gamma.ts';
import { continuous, type Distribution } from './distribution.ts';

export function gamma({ shape, scale }: Extract<Law, { law: 'gamma' }>): Distribution {
  return continuous({
    min: 0,
    max: Number.POSITIVE_INFINITY,
    iterated: true,
    mean: shape * scale,
    variance: shape * scale * scale,
    cdf: (x) => incompleteGamma(shape, x / scale)[0],
    survival: (x) => incompleteGamma(shape, x / scale)[1],
    quantile: (p) => scale * inverseIncompleteGamma(shape, p, 1 - p),
    upperQuantile: (q) => scale * inverseIncompleteGamma(shape, 1 - q, q),
  });
}
