/** The loss exceedance curve of an exact law. */

import { type AnnualLaw, chanceUpTo, quantileOf, within } from '../exact/annual-law.ts';
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
  return law.atoms.length > 1 ? steppedCurve(law, start) : smoothCurve(law, start);
}

/** Chances of more that a curve's points are about at, falling, from `any`. */
function wantedChances(any: number): Float64Array {
  const wanted = new Float64Array(inTheBody + inTheTail + 1);
  const fall = exp(log(leastExceedance / (0.2 * any)) / inTheTail);
  let tail = 0.2 * any;
  let i = 0;
  let n = 0;
  for (let k = 0; k < inTheBody; k++) {
    const body = any * (1 - (k + 0.5) / inTheBody);
    for (; i <= inTheTail && tail > body; i++, tail *= fall) wanted[n++] = tail;
    wanted[n++] = body;
  }
  for (; i <= inTheTail; i++, tail *= fall) wanted[n++] = tail;
  return wanted;
}

/** Of a law without point masses but at 0: the chances at about the places where they are wanted. */
function smoothCurve(law: AnnualLaw, start: CurvePoint): CurvePoint[] {
  const { points, smooth } = law;
  const some = 1 - (law.atomsUpTo[0] ?? 0);
  const curve: CurvePoint[] = [start];
  let [last, chance] = start;
  let k = 0;
  const wanted = wantedChances(start[1]);
  for (let i = 0; i < wanted.length; i++) {
    const goal = some - wanted[i];
    while (k + 1 < points.length && smooth[k + 1] < goal) k++;
    const end = k + 1 >= points.length;
    const share = end ? 1 : Math.max(0, (goal - smooth[k]) / (smooth[k + 1] - smooth[k]));
    const x = end ? points[k] : points[k] + share * (points[k + 1] - points[k]);
    if (x <= last * (1 + 1e-9) || x <= 0) continue;
    const p = some - (end ? smooth[k] : within(law, k, share));
    chance = Math.min(chance, p < 1e-12 ? 0 : p);
    last = x;
    curve.push([x, chance]);
    if (end) break;
  }
  return curve;
}

function steppedCurve(law: AnnualLaw, start: CurvePoint): CurvePoint[] {
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
