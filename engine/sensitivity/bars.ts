/** Bars: contributions to a variance as shares of it. */
import type { Chance } from './chance.ts';
import type { Bar, Swing } from './figures.ts';
import type { Response } from './response.ts';

/** What the contributions of one set of threats are measured by. */
export interface Scale {
  /** ALE of each member. */
  readonly ales: ReadonlyMap<number, number>;
  readonly variance: number;
  readonly aleVariance: number;
}

/** null where the whole is certain, infinite, or the part is not known. */
function shareOf(part: number | null, whole: number): number | null {
  return part === null || !(whole > 0) || !Number.isFinite(whole) || !Number.isFinite(part) ? null : part / whole;
}

export function estimateBar(
  response: Response,
  chosen: readonly number[],
  ofLoss: number | null,
  ofAle: number | null,
  { ales, variance, aleVariance }: Scale,
): Bar {
  const { input } = response;
  return {
    kind: 'estimate',
    path: input.path,
    drawn: input.place.drawn,
    share: shareOf(ofLoss, variance),
    aleShare: shareOf(ofAle, aleVariance),
    swing: swingOf(response, chosen, ales),
    expression: input.place.expression,
  };
}

export function chanceBar({ kind, path }: Chance, ofLoss: number, { variance, aleVariance }: Scale): Bar {
  return {
    kind,
    path,
    drawn: 'per-event',
    share: shareOf(ofLoss, variance),
    aleShare: shareOf(0, aleVariance),
    swing: null,
    expression: null,
  };
}

function swingOf(
  { input, at, threats }: Response,
  chosen: readonly number[],
  ales: ReadonlyMap<number, number>,
): Swing | null {
  const { law } = input;
  const [p5, p95] = [law.quantile(0.05), law.quantile(0.95)];
  const [low, high] = [at(p5), at(p95)];
  if (low === null || high === null) return null;
  // Members that it does not move keep their ALE.
  const moved = new Set(chosen.map((i) => threats[i]));
  let rest = 0;
  for (const [t, ale] of ales) if (!moved.has(t)) rest += ale;
  const sum = (given: readonly number[]): number => chosen.reduce((all, i) => all + given[i], rest);
  return { p5, p95, aleAtP5: sum(low), aleAtP95: sum(high) };
}

/** By falling share; where that is the same, by falling swing. */
export function byShare(bars: readonly Bar[]): Bar[] {
  const width = ({ swing }: Bar): number => (swing ? Math.abs(swing.aleAtP95 - swing.aleAtP5) : 0);
  return [...bars].sort((a, b) => (b.share ?? 0) - (a.share ?? 0) || width(b) - width(a));
}
