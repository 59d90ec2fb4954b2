/** What the engine gives back. Money in the currency of the model, unrounded; frequencies per year; probabilities 0–1. */
import type { State } from './model.ts';

export type Method = 'exact' | 'hybrid' | 'simulation';

/** A point of the loss exceedance curve: [loss, P(annual loss > loss)]. */
export type CurvePoint = readonly [loss: number, probability: number];

export type Interval = readonly [low: number, high: number];

export type Quantile = 'p10' | 'p50' | 'p90' | 'p95' | 'p99';

/**
 * Two standard errors on either side of a figure, as an interval. What is absent has none: a mean in closed form, or one
 * whose error cannot be told, of a loss without a variance or of too few years.
 */
export interface StandardErrors extends Readonly<Record<Quantile, Interval>> {
  readonly tvar95: Interval;
  readonly aleP5?: Interval;
  readonly aleP95?: Interval;
  readonly probabilityOfLoss?: Interval;
  readonly eventsPerYear?: Interval;
  readonly meanLossPerEvent?: Interval;
  readonly primaryAle?: Interval;
  readonly secondaryAle?: Interval;
}

/** Figures of the annual loss of one threat or one group in one state. */
export interface Figures {
  readonly method: Method;
  /** Mean annual loss; null where it cannot be told (no finite mean). */
  readonly ale: number;
  /** Standard error of `ale`: 0 where it is closed form; null where the variance is infinite. */
  readonly aleStandardError: number | null;
  /** P5 and P95 of the expected annual loss given the year's parameters. */
  readonly aleP5: number;
  readonly aleP95: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly tvar95: number;
  /** null for the exact solver. */
  readonly standardErrors: StandardErrors | null;
  /** Relative numeric error of the quantiles (grid doubling); 0 for simulation. */
  readonly numericError: number;
  readonly probabilityOfLoss: number;
  readonly eventsPerYear: number;
  /** ale / eventsPerYear; null without events. */
  readonly meanLossPerEvent: number | null;
  readonly primaryAle: number;
  readonly secondaryAle: number;
  /** Rising losses; at least 64 points where the annual loss is not made of a few steps. */
  readonly curve: readonly CurvePoint[];
}

export type ByState<T> = Readonly<Record<State, T>>;

export interface Spread {
  readonly mean: number;
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

/** Keys of `ThreatFigures.factors`; those that a threat has not are absent. Values before any control. */
export type FactorName =
  | 'contact'
  | 'action'
  | 'threatEventFrequency'
  | 'capability'
  | 'resistance'
  | 'vulnerability'
  | 'lossEventFrequency'
  | 'primaryLoss'
  | 'secondaryLoss'
  | 'secondaryLossEventFrequency'
  | 'lossMagnitude';

export interface ThreatFigures extends ByState<Figures | null> {
  readonly name: string;
  /** ALE of this threat's own events and of all that they set off, directly or further on. */
  readonly aleWithConsequences: ByState<number | null>;
  readonly factors: Readonly<Partial<Record<FactorName, Spread>>>;
}

export interface GroupFigures extends ByState<Figures | null> {
  readonly kind: string;
  readonly name: string;
}

export interface ControlFigures {
  readonly name: string;
  readonly status: 'planned' | 'in-place';
  /** Means; 0 if nothing is paid. */
  readonly costOnce: number;
  readonly costPerYear: number;
  readonly firstYearCost: number;
  /** Planned: current, and current with it. In place: current without it, and current. null: a threat of it has no figure. */
  readonly aleWithout: number | null;
  readonly aleWith: number | null;
  readonly riskReduction: number | null;
  /** null: the figure does not exist (no cost). */
  readonly roi: number | null;
  readonly rosi: number | null;
  readonly netBenefit: number | null;
  readonly paybackYears: number | null;
  /** ALE of the target without it minus ALE of the target. */
  readonly lastIn: number | null;
  /** Risk reduction for each threat it acts on: by index of the threat in the model. */
  readonly byThreat: readonly { readonly threat: number; readonly riskReduction: number | null }[];
}

export interface AppetiteFigures {
  readonly probability: number;
  readonly above: number;
  /** P(current annual loss > above); null without figures. */
  readonly actual: number | null;
  /** Standard error of `actual`, 0 when exact. */
  readonly standardError: number;
  readonly target: number | null;
}

export interface ModelFigures {
  readonly total: ByState<Figures | null>;
  /** As `RiskModel.threats`. */
  readonly threats: readonly ThreatFigures[];
  /** As `RiskModel.groups`. */
  readonly groups: readonly GroupFigures[];
  /** As `RiskModel.controls`. */
  readonly controls: readonly ControlFigures[];
  readonly appetite: readonly AppetiteFigures[];
  /** Where evidence moved a frequency: the ALE of every threat without it, as `RiskModel.threats`. */
  readonly withoutEvidence?: readonly ExpectedLoss[];
}

/** Expected annual loss of a threat. */
export interface ExpectedLoss {
  /** Money a year; null: no figure in that state. */
  readonly current: number | null;
  readonly target: number | null;
  readonly simulated: boolean;
}
