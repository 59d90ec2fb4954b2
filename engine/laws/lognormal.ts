import type { Law } from '../model.ts';
import { exp, expm1, log } from '../numeric/elementary.ts';
import { normalCdf, normalQuantile } from '../numeric/special/normal.ts';
import { continuous, type Distribution } from './distribution.ts';
import { lognormalUpToEdges } from './edges.ts';

/** ln X normal with mean `mu` and standard deviation `sigma`. */
export function lognormal({ mu, sigma }: Extract<Law, { law: 'lognormal' }>): Distribution {
  const mean = exp(mu + 0.5 * sigma * sigma);
  return continuous({
    min: 0,
    max: Number.POSITIVE_INFINITY,
    mean,
    variance: mean * mean * expm1(sigma * sigma),
    cdf: (x) => (x > 0 ? normalCdf((log(x) - mu) / sigma) : 0),
    survival: (x) => (x > 0 ? normalCdf((mu - log(x)) / sigma) : 1),
    quantile: (p) => exp(mu + sigma * normalQuantile(p)),
    upperQuantile: (q) => exp(mu - sigma * normalQuantile(q)),
    quantileAtScore: (z) => exp(mu + sigma * z),
    ...(sigma > 0 && { upToEdges: (h: number, into: Float64Array) => lognormalUpToEdges(mu, sigma, h, into) }),
  });
}
