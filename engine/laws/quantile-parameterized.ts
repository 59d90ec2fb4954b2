import type { Law } from '../model.ts';
import { acosh, asinh, exp, log, sinh } from '../numeric/elementary.ts';
import { normalCdf, normalQuantile } from '../numeric/special/normal.ts';
import { continuous, type Distribution } from './distribution.ts';
import { logistic } from './logit-normal.ts';
import { scoreMoments } from './moments.ts';

/** Φ⁻¹(0.95). */
const z95 = 1.6448536269514722;

/**
 * J-QPD-S of Hadlock and Bickel (2017) through P5, P50 and P95 on the scale g = ln or logit:
 * g(Q) = y₀ + λ·sinh(asinh(δz) + asinh(nkδ)).
 */
export function quantileParameterized(law: Extract<Law, { law: 'quantile-parameterized' }>): Distribution {
  const logit = law.scale === 'logit';
  const g = (x: number): number => (logit ? log(x / (1 - x)) : log(x));
  const inverse = logit ? logistic : exp;
  const l = g(law.p5);
  const c = g(law.p50);
  const h = g(law.p95);
  const lean = l + h - 2 * c;
  // Below this the law is g-normal to rounding, and δ would lose all its digits.
  const straight = Math.abs(lean) <= 1e-7 * (h - l);
  const n = Math.sign(lean);
  const delta = straight ? 0 : sinh(acosh((h - l) / (2 * Math.min(c - l, h - c)))) / z95;
  const lambda = straight ? 0 : Math.min(c - l, h - c) / (delta * z95);
  const origin = n === 1 ? l : h;
  const shift = straight ? 0 : asinh(n * z95 * delta);
  const sd = (h - l) / (2 * z95);
  const scaled = (z: number): number => (straight ? c + sd * z : origin + lambda * sinh(asinh(delta * z) + shift));
  const score = (y: number): number => (straight ? (y - c) / sd : sinh(asinh((y - origin) / lambda) - shift) / delta);
  const quantileAtScore = (z: number): number =>
    z === Number.NEGATIVE_INFINITY ? 0 : z === Number.POSITIVE_INFINITY ? max : inverse(scaled(z));
  const max = logit ? 1 : Number.POSITIVE_INFINITY;
  return continuous({
    min: 0,
    max,
    ...scoreMoments(quantileAtScore),
    cdf: (x) => (x <= 0 ? 0 : x >= max ? 1 : normalCdf(score(g(x)))),
    survival: (x) => (x <= 0 ? 1 : x >= max ? 0 : normalCdf(-score(g(x)))),
    quantile: (p) => quantileAtScore(normalQuantile(p)),
    upperQuantile: (q) => quantileAtScore(-normalQuantile(q)),
    quantileAtScore,
  });
}
