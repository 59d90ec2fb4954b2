/** Figures that are means only: for what is compared by its expected annual loss, and nothing else. */
import { solveWithPoints } from '../exact/hybrid/solve.ts';
import type { Figures } from '../figures.ts';
import type { Pieces } from '../pieces.ts';
import { type Exact, meansOfAll, type SolvedState } from './exact-figures.ts';
import { figuresOf } from './figures-of.ts';

/** What has a law of its annual loss besides its means. Groups and threats by their indices. */
export interface Outline {
  readonly threats: ReadonlySet<number>;
  readonly groups: ReadonlySet<number>;
  /** States in which the total has one. */
  readonly total: ReadonlySet<string>;
}

/** As `exactFigures`, but without the spread of the expected loss (NaN), which can take as long as the law itself. */
export function* lawFigures(state: SolvedState, members: readonly number[]): Pieces<Exact | null> {
  const means = meansOfAll(state, members);
  if (means === null) return null;
  const solved = yield* solveWithPoints(state.model, members, means.ale, state.workspace);
  if ('outside' in solved) return null;
  return { ...solved, figures: figuresOf(solved, means, [Number.NaN, Number.NaN]) };
}

/** Means in closed form; what needs the law is NaN, and the curve is empty. null: there is no closed form. */
export function expectedFigures(state: SolvedState, members: readonly number[]): Figures | null {
  const means = meansOfAll(state, members);
  if (means === null) return null;
  const unknown = Number.NaN;
  return {
    method: 'exact',
    ale: means.ale,
    aleStandardError: means.error,
    aleP5: unknown,
    aleP95: unknown,
    p10: unknown,
    p50: unknown,
    p90: unknown,
    p95: unknown,
    p99: unknown,
    tvar95: unknown,
    standardErrors: null,
    numericError: 0,
    probabilityOfLoss: unknown,
    eventsPerYear: means.events,
    meanLossPerEvent: means.events > 0 ? means.ale / means.events : null,
    primaryAle: means.primary,
    secondaryAle: means.secondary,
    curve: [],
  };
}
