/** Laws from the numbers of a range, in base units. The checks of the numbers are made before. */
import type { Expression, Law } from '../../engine/index.ts';
import { log } from '../../engine/numeric/elementary.ts';

/** Φ⁻¹(0.95): half the width of a central 90 % interval in standard deviations. */
const score95 = 1.6448536269514722;

function draw(law: Law): Expression {
  return { kind: 'draw', law };
}

/** PERT by minimum, most likely and maximum: a beta law with mean (min + shape·mode + max)/(shape + 2). */
export function fitPert(min: number, mode: number, max: number, shape = 4): Expression {
  return draw({ law: 'pert', min, mode, max, shape });
}

export type IntervalScale = 'log' | 'logit';

/** The law whose P5 is `low` and P95 is `high`: lognormal, or logit-normal for shares. */
export function fitInterval(low: number, high: number, scale: IntervalScale): Expression {
  const on = scale === 'log' ? log : logit;
  const mu = (on(low) + on(high)) / 2;
  const sigma = (on(high) - on(low)) / (2 * score95);
  return draw({ law: scale === 'log' ? 'lognormal' : 'logit-normal', mu, sigma });
}

/** J-QPD-S (Hadlock and Bickel 2017) through P5, P50 and P95. */
export function fitQuantiles(p5: number, p50: number, p95: number, scale: IntervalScale): Expression {
  return draw({ law: 'quantile-parameterized', p5, p50, p95, scale });
}

function logit(p: number): number {
  return log(p / (1 - p));
}
