/** Figures from an exact law and the closed-form means. */
import { areaBelow, chanceUpTo, quantileOf } from '../exact/annual-law.ts';
import type { ExactLaw } from '../exact/group.ts';
import type { Figures } from '../figures.ts';
import { curveOf } from './curve.ts';
import type { ThreatMeans } from './means.ts';

/** `spread` is [P5, P95] of the expected annual loss given the year's parameters. */
export function figuresOf(
  { law, numericError }: ExactLaw,
  means: ThreatMeans,
  spread: readonly [number, number],
): Figures {
  const p95 = quantileOf(law, 0.95);
  // E(L − Q)⁺ = E L − ∫₀^Q P(L > x) dx.
  const excess = Math.max(0, means.ale - (p95 - areaBelow(law, p95)));
  return {
    method: 'exact',
    ale: means.ale,
    aleStandardError: 0,
    aleP5: spread[0],
    aleP95: spread[1],
    p10: quantileOf(law, 0.1),
    p50: quantileOf(law, 0.5),
    p90: quantileOf(law, 0.9),
    p95,
    p99: quantileOf(law, 0.99),
    tvar95: p95 + excess / 0.05,
    standardErrors: null,
    numericError,
    probabilityOfLoss: Math.max(0, 1 - chanceUpTo(law, 0)),
    eventsPerYear: means.events,
    meanLossPerEvent: means.events > 0 ? means.ale / means.events : null,
    primaryAle: means.primary,
    secondaryAle: means.secondary,
    curve: curveOf(law),
  };
}
