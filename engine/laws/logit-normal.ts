import type { Law } from '../model.ts';
import { exp, log } from '../numeric/elementary.ts';
import { normalCdf, normalQuantile } from '../numeric/special/normal.ts';
import { continuous, type Distribution } from './distribution.ts';
import { scoreMoments } from './moments.ts';

/** 1 / (1 + e^(−t)). */
export function logistic(t: number): number {
  if (t >= 0) return 1 / (1 + exp(-t));
  const e = exp(t);
  return e / (1 + e);
}

/** ln(X / (1 − X)) normal; its moments have no closed form and are computed by quadrature. */
export function logitNormal({ mu, sigma }: Extract<Law, { law: 'logit-normal' }>): Distribution {
  const quantileAtScore = (z: number): number => logistic(mu + sigma * z);
  const score = (x: number): number => (log(x / (1 - x)) - mu) / sigma;
  return continuous({
    min: 0,
    max: 1,
    ...scoreMoments(quantileAtScore),
    cdf: (x) => (x <= 0 ? 0 : x >= 1 ? 1 : normalCdf(score(x))),
    survival: (x) => (x <= 0 ? 1 : x >= 1 ? 0 : normalCdf(-score(x))),
    quantile: (p) => quantileAtScore(normalQuantile(p)),
    upperQuantile: (q) => quantileAtScore(-normalQuantile(q)),
    quantileAtScore,
  });
}
