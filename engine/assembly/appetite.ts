/** The chance of passing each point of the risk appetite. */
import { type AnnualLaw, chanceUpTo } from '../exact/annual-law.ts';
import type { AppetiteFigures, ByState, CurvePoint, Figures } from '../figures.ts';
import { type RiskModel, states } from '../model.ts';

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

export function appetiteFigures(
  model: RiskModel,
  total: ByState<Figures | null>,
  laws: readonly (AnnualLaw | null)[],
): AppetiteFigures[] {
  return model.appetite.map((point) => {
    const chances = states.map((state, i) => {
      const figures = total[state];
      if (figures === null) return null;
      const law = laws[i];
      return law ? Math.max(0, 1 - chanceUpTo(law, point.above)) : onCurve(figures.curve, point.above);
    });
    const [, actual, target] = chances;
    const sampled = actual !== null && total.current?.method !== 'exact';
    return { ...point, actual, standardError: sampled ? Math.sqrt((actual * (1 - actual)) / model.trials) : 0, target };
  });
}
