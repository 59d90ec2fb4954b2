/** P5 and P95 of a sum of independent quantities. */
import { gridOf, type Workspace } from '../exact/workspace.ts';
import type { Quantiles } from './product-law.ts';

const cells = 2048;
const strata = 512;
const damping = 14;

/** [P5, P95] of the sum of independent quantities, none below 0: by transform, each law as 512 equally likely values. */
export function sumSpread(laws: readonly Quantiles[], workspace: Workspace): readonly [p5: number, p95: number] {
  let constant = 0;
  const uncertain: Quantiles[] = [];
  for (const law of laws) {
    if (law.min < law.max) uncertain.push(law);
    else constant += law.min;
  }
  if (uncertain.length === 0) return [constant, constant];
  if (uncertain.length === 1) return [constant + uncertain[0].quantile(0.05), constant + uncertain[0].quantile(0.95)];
  const samples = uncertain.map((law) =>
    Float64Array.from({ length: strata }, (_, i) => law.quantile((i + 0.5) / strata)),
  );
  const low = samples.reduce((sum, s) => sum + s[0], 0);
  const p95 = (s: Float64Array): number => s[Math.floor(0.985 * strata)];
  // P95 of the sum is at most the largest of its parts' far quantiles on top of the others' means, and not above all P98.5.
  const high = samples.reduce((sum, s) => sum + p95(s), 0);
  const h = (high - low) / (0.9 * cells);
  if (!(h > 0)) return [constant + low, constant + low];
  const transform = workspace.transform(cells);
  // What lies beyond the grid wraps around: the tilt makes it small, and rounding stays smaller still.
  const tilt = workspace.tilt(gridOf(h, cells, damping));
  let re: Float64Array | null = null;
  let im: Float64Array = new Float64Array(0);
  for (const sample of samples) {
    const mass = new Float64Array(cells);
    for (const x of sample) {
      const place = (x - sample[0]) / h;
      const k = Math.floor(place);
      if (k < cells) mass[k] += (1 - (place - k)) / strata;
      if (k + 1 < cells) mass[k + 1] += (place - k) / strata;
    }
    for (let k = 0; k < cells; k++) mass[k] *= tilt[k];
    const s = transform.forward(mass);
    if (re === null) {
      re = s.re;
      im = s.im;
      continue;
    }
    for (let k = 0; k < s.re.length; k++) {
      const x: number = re[k];
      re[k] = x * s.re[k] - im[k] * s.im[k];
      im[k] = x * s.im[k] + im[k] * s.re[k];
    }
  }
  const mass = transform.inverse({ re: re as Float64Array, im });
  let sum = 0;
  let p5 = Number.NaN;
  for (let k = 0; k < cells; k++) {
    const m = mass[k] / tilt[k];
    const at = (q: number): number => constant + low + h * (k - 0.5 + (q - sum) / m);
    if (Number.isNaN(p5) && sum + m >= 0.05) p5 = at(0.05);
    if (sum + m >= 0.95) return [Math.max(0, p5), at(0.95)];
    sum += m;
  }
  return [Math.max(0, p5), constant + high];
}
