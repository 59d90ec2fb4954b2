/** The part of the plane that an exceedance chart shows. */
import type { Series } from '../series.ts';
import { lossAt } from './reading.ts';

export type ScaleKind = 'log' | 'linear';

export interface Limit {
  readonly probability: number;
  readonly above: number;
}

export interface Domain {
  readonly loss: readonly [from: number, to: number];
  readonly chance: readonly [from: number, to: number];
}

/** The rarest chance worth showing, and the least that a logarithmic chance axis shows. */
const rarest = 0.001;
/** Decades of loss on a logarithmic axis at most: below, the curves are flat anyhow. */
const decades = 5;

/** What to show of the series and the appetite; null where nobody loses anything. */
export function domainOf(
  series: readonly Series[],
  limits: readonly Limit[],
  loss: ScaleKind,
  chance: ScaleKind,
): Domain | null {
  const curves = series.map((item) => item.figures.curve).filter((curve) => curve.some(([value]) => value > 0));
  if (curves.length === 0) return null;
  const most = Math.max(
    ...series.map((item) => item.figures.probabilityOfLoss),
    ...limits.map((limit) => limit.probability),
  );
  const far = Math.max(...curves.map((curve) => lossAt(curve, rarest)), ...limits.map((limit) => limit.above * 1.3));
  const starts = curves.map((curve) => firstDrop(curve)).filter((value) => value > 0);
  const near = Math.min(...starts, ...limits.map((limit) => limit.above / 2));
  return {
    loss: loss === 'linear' ? [0, far * 1.04] : logLosses(near, far),
    chance: chance === 'linear' ? [0, niceChance(most)] : [rarest, most > 0.4 ? 1 : niceChance(most)],
  };
}

/** The loss at which a curve has visibly left its start. */
function firstDrop(curve: Series['figures']['curve']): number {
  return lossAt(curve, (curve[0]?.[1] ?? 0) * 0.985);
}

function logLosses(near: number, far: number): readonly [number, number] {
  const to = far * 1.25;
  const from = Math.max(Math.min(near * 0.7, to / 20), to / 10 ** decades);
  return [from, to];
}

/** The next of 5, 10, 20, 40, 60, 80 and 100 % that leaves a little room above. */
function niceChance(most: number): number {
  const nice = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8];
  return nice.find((value) => most * 1.02 <= value) ?? 1;
}
