/** Figures from a law and the closed-form means. */
import { type AnnualLaw, areaBelow, chanceUpTo, quantileOf } from '../exact/annual-law.ts';
import type { ExactLaw } from '../exact/group.ts';
import type { Figures, Interval, Quantile, StandardErrors } from '../figures.ts';
import { curveOf } from './curve.ts';
import type { ThreatMeans } from './means.ts';

type Tail = Record<Quantile | 'tvar95', number>;

/** The mean of the worst year in twenty of a law whose mean is `ale`, given its P95. */
export function tailMeanOf(law: AnnualLaw, ale: number, p95 = quantileOf(law, 0.95)): number {
  // E(L − Q)⁺ = E L − ∫₀^Q P(L > x) dx.
  return p95 + Math.max(0, ale - (p95 - areaBelow(law, p95))) / 0.05;
}

function tailOf(law: AnnualLaw, ale: number): Tail {
  const p95 = quantileOf(law, 0.95);
  return {
    p10: quantileOf(law, 0.1),
    p50: quantileOf(law, 0.5),
    p90: quantileOf(law, 0.9),
    p95,
    p99: quantileOf(law, 0.99),
    tvar95: tailMeanOf(law, ale, p95),
  };
}

/** Two standard errors around each figure, from its spread over independent sets of points. */
function errorsOf(tail: Tail, sets: readonly AnnualLaw[], ale: number, probabilityOfLoss: number): StandardErrors {
  const others = sets.map((law) => tailOf(law, ale));
  const around = (value: number, of: readonly number[]): Interval => {
    const reach = 2 * standardError(of);
    return [Math.max(0, value - reach), value + reach];
  };
  const [p10, p50, p90, p95, p99, tvar95] = (['p10', 'p50', 'p90', 'p95', 'p99', 'tvar95'] as const).map((name) =>
    around(
      tail[name],
      others.map((other) => other[name]),
    ),
  );
  return { p10, p50, p90, p95, p99, tvar95, probabilityOfLoss: around(probabilityOfLoss, sets.map(chanceOfLoss)) };
}

const chanceOfLoss = (law: AnnualLaw): number => Math.max(0, 1 - chanceUpTo(law, 0));

/** The standard error of the mean of independent values. */
export function standardError(values: readonly number[]): number {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const square = values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  return Math.sqrt(square / (n * (n - 1)));
}

/** `spread` is [P5, P95] of the expected annual loss given the year's parameters. */
export function figuresOf(
  { law, numericError, sets }: ExactLaw,
  means: ThreatMeans,
  spread: readonly [number, number],
): Figures {
  const tail = tailOf(law, means.ale);
  const probabilityOfLoss = chanceOfLoss(law);
  return {
    method: sets ? 'hybrid' : 'exact',
    ale: means.ale,
    aleStandardError: means.error,
    aleP5: spread[0],
    aleP95: spread[1],
    ...tail,
    standardErrors: sets ? errorsOf(tail, sets, means.ale, probabilityOfLoss) : null,
    numericError,
    probabilityOfLoss,
    eventsPerYear: means.events,
    meanLossPerEvent: means.events > 0 ? means.ale / means.events : null,
    primaryAle: means.primary,
    secondaryAle: means.secondary,
    curve: curveOf(law),
  };
}
