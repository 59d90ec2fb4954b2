import type { Law } from '../model.ts';
import { poissonDensity } from '../numeric/special/gamma.ts';
import { constantLaw, type Distribution, discrete } from './distribution.ts';

/** Atoms on the counts whose chance is above 1e-18 of the most likely one. */
export function poisson({ mean }: Extract<Law, { law: 'poisson' }>): Distribution {
  if (!(mean > 0)) return constantLaw(0);
  const reach = 12 + 9.5 * Math.sqrt(mean);
  const from = Math.max(0, Math.floor(mean - reach));
  const to = Math.ceil(mean + reach + 20);
  // Beyond this many counts neighbouring ones are merged: their relative distance is below 1e-4.
  const stride = Math.max(1, Math.ceil((to - from) / 8192));
  const values: number[] = [];
  const weights: number[] = [];
  for (let k = from; k <= to; k += stride) {
    values.push(k);
    weights.push(poissonDensity(k, mean));
  }
  return { ...discrete(values, weights), min: 0, max: Number.POSITIVE_INFINITY, mean, variance: mean };
}
