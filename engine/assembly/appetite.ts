/** The chance of passing each point of the risk appetite. */
import { type AnnualLaw, chanceUpTo } from '../exact/annual-law.ts';
import type { AppetiteFigures, ByState, CurvePoint, Figures } from '../figures.ts';
import { type RiskModel, states } from '../model.ts';
import { standardError } from './figures-of.ts';

/** P(loss > x), in proportion between the points of a curve; a simulated one has a point at each amount of the appetite. */
function onCurve(curve: readonly CurvePoint[], x: number): number {
  let [before, high] = [0, 1];
  for (const [loss, chance] of curve) {
    if (loss > x) return loss === before ? chance : high + ((chance - high) * (x - before)) / (loss - before);
    before = loss;
    high = chance;
  }
  return x === before ? high : 0;
}

/** What is known of the law of the total in one state. */
export interface TotalLaw {
  readonly law: AnnualLaw;
  readonly sets?: readonly AnnualLaw[];
}

/** Standard error of P(loss > above): of simulated years, or over independent sets of points; 0 if it is exact. */
function errorOf(figures: Figures, found: TotalLaw | null, actual: number, above: number, trials: number): number {
  if (found === null) return Math.sqrt((actual * (1 - actual)) / trials);
  if (figures.method === 'exact' || !found.sets) return 0;
  return standardError(found.sets.map((law) => 1 - chanceUpTo(law, above)));
}

export function appetiteFigures(
  model: RiskModel,
  total: ByState<Figures | null>,
  laws: readonly (TotalLaw | null)[],
): AppetiteFigures[] {
  return model.appetite.map((point) => {
    const chances = states.map((state, i) => {
      const figures = total[state];
      if (figures === null) return null;
      const found = laws[i];
      return found ? Math.max(0, 1 - chanceUpTo(found.law, point.above)) : onCurve(figures.curve, point.above);
    });
    const [, actual, target] = chances;
    const { current } = total;
    const error =
      current === null || actual === null ? 0 : errorOf(current, laws[1], actual, point.above, model.trials);
    return { ...point, actual, standardError: error, target };
  });
}
