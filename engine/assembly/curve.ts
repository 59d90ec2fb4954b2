/** The loss exceedance curve of an exact law. */

import { type AnnualLaw, chanceUpTo, quantileOf } from '../exact/annual-law.ts';
import { leastExceedance } from '../exact/ladder.ts';
import type { CurvePoint } from '../figures.ts';
import { exp, log } from '../numeric/elementary.ts';

const inTheBody = 96;
const inTheTail = 96;
/** A law of at most this many steps is given step by step. */
const fewSteps = 192;

/** P(annual loss > x), to rounding. */
function exceedance(law: AnnualLaw, x: number): number {
  const p = 1 - chanceUpTo(law, x);
  return p < 1e-12 ? 0 : p;
}

/** Rising losses with falling exceedance, from 0 to about 1e-6; each step of a law of few steps, else about 190 points. */
export function curveOf(law: AnnualLaw): CurvePoint[] {
  const start: CurvePoint = [0, exceedance(law, 0)];
  if (law.points.length === 0 && law.atoms.length <= fewSteps) {
    const steps: CurvePoint[] = [start];
    for (const x of law.atoms) {
      if (x === 0) continue;
      const p = exceedance(law, x);
      steps.push([x, p]);
      if (p < 1e-9) break;
    }
    return steps;
  }
  const losses = new Set<number>();
  const any = start[1];
  for (let i = 0; i < inTheBody; i++) losses.add(quantileOf(law, 1 - any * (1 - (i + 0.5) / inTheBody)));
  const from = log(0.2 * any);
  const to = log(leastExceedance);
  for (let i = 0; i <= inTheTail; i++) losses.add(quantileOf(law, 1 - exp(from + ((to - from) * i) / inTheTail)));
  let before = 0;
  for (let i = 0; i < law.atoms.length; i++) {
    const weight = law.atomsUpTo[i] - before;
    before = law.atomsUpTo[i];
    if (weight < 1e-3 || law.atoms[i] === 0) continue;
    losses.add(law.atoms[i]);
    if (law.points.length > 0) losses.add(law.atoms[i] * (1 - 1e-6));
  }
  const curve: CurvePoint[] = [start];
  for (const x of [...losses].sort((a, b) => a - b)) {
    const [last, chance] = curve[curve.length - 1];
    if (x <= last * (1 + 1e-9) || x <= 0) continue;
    curve.push([x, Math.min(chance, exceedance(law, x))]);
  }
  return curve;
}
