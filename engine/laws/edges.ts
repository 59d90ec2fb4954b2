/** Distribution functions at the edges of a grid's cells, all at once. */
import { log } from '../numeric/elementary.ts';
import { quickNormalCdf } from '../numeric/special/normal-table.ts';
import type { Distribution } from './distribution.ts';

let logs = new Float64Array(0);

/** ln(k + ½) for k < n, at least. */
export function logsOfHalves(n: number): Float64Array {
  if (logs.length >= n) return logs;
  const more = new Float64Array(Math.max(n, 2 * logs.length, 512));
  more.set(logs);
  for (let k = logs.length; k < more.length; k++) more[k] = log(k + 0.5);
  logs = more;
  return logs;
}

/** Φ((ln x − mu)/sigma) at the edges x = (k + ½)h. */
export function lognormalUpToEdges(mu: number, sigma: number, h: number, into: Float64Array): void {
  const n = into.length;
  const table = logsOfHalves(n);
  const steepness = 1 / sigma;
  const shift = (log(h) - mu) * steepness;
  for (let k = 0; k < n; k++) into[k] = quickNormalCdf(table[k] * steepness + shift);
}

/** P(X ≤ (k + ½)h) for every k of `into`. */
export function chancesUpToEdges(
  law: Pick<Distribution, 'max' | 'cdf' | 'upToEdges'>,
  h: number,
  into: Float64Array,
): void {
  if (law.upToEdges) {
    law.upToEdges(h, into);
    return;
  }
  const n = into.length;
  let k = 0;
  for (; k < n; k++) {
    const edge = (k + 0.5) * h;
    if (edge >= law.max) break;
    into[k] = law.cdf(edge);
  }
  if (k < n) into.fill(law.cdf((k + 0.5) * h), k);
}
