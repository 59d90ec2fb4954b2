/** How far two laws of the same annual loss are apart. */
import { type AnnualLaw, chanceUpTo, quantileOf, within } from './annual-law.ts';

const levels = [0.5, 0.9, 0.95, 0.99];

/**
 * Largest relative change of P50, P90, P95, P99; of losses so rare that these are 0, of the years with a loss alone. Where the distribution function is flat or has a jump a quantile hangs on
 * its last digits: what counts is then the change of the chance, in proportion to the chance beyond.
 */
export function distance(a: AnnualLaw, b: AnnualLaw): number {
  const none = chanceUpTo(b, 0);
  const rare = none > levels[levels.length - 1];
  let worst = 0;
  for (const level of levels) {
    const q = rare ? none + level * (1 - none) : level;
    const x = quantileOf(a, q);
    const y = quantileOf(b, q);
    const size = Math.max(Math.abs(x), Math.abs(y));
    if (size === 0) continue;
    const move = Math.abs(x - y) / size;
    const chance = Math.max(
      Math.abs(chanceUpTo(a, x) - chanceUpTo(b, x)),
      Math.abs(chanceUpTo(a, y) - chanceUpTo(b, y)),
    );
    worst = Math.max(worst, chance < (rare ? 1e-6 * (1 - none) : 1e-6) ? 0 : Math.min(move, (4 * chance) / (1 - q)));
  }
  return worst;
}

/**
 * Largest change of a chance of up to 95 %, in years with a loss, at the points of the finer law `b`; no point masses but at 0.
 */
export function bodyDistance(a: AnnualLaw, b: AnnualLaw): number {
  const some = 1 - (b.atomsUpTo[0] ?? 0);
  const { points, smooth } = b;
  const last = a.points.length - 2;
  let worst = 0;
  let i = 0;
  for (let k = 0; k < points.length; k++) {
    if (smooth[k] > 0.95 * some) break;
    const x = points[k];
    while (i < last && a.points[i + 1] <= x) i++;
    const share = (x - a.points[i]) / (a.points[i + 1] - a.points[i]);
    if (share < 0 || share > 1) continue;
    worst = Math.max(worst, Math.abs(within(a, i, share) - smooth[k]));
  }
  return worst / some;
}
