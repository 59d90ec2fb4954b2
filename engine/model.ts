/**
 * The risk model: what the engine computes from. Plain, serialisable data without a syntax tree, file or editor.
 *
 * Everything is resolved: names to indices, `distribution`s to their text, units to the base units below, money to the
 * system's currency. Base units: money in the currency of the system, time in years, frequencies in events per year,
 * probabilities and percentages as plain numbers (10 % is 0.1), counts as plain numbers.
 */

/** Whether a quantity is drawn once a year or afresh for each event depends on where it stands, not on the law. */
export type Law =
  | { readonly law: 'pert'; readonly min: number; readonly mode: number; readonly max: number; readonly shape: number }
  | { readonly law: 'triangular'; readonly min: number; readonly mode: number; readonly max: number }
  | { readonly law: 'uniform'; readonly min: number; readonly max: number }
  | { readonly law: 'normal'; readonly mean: number; readonly sd: number }
  /** ln X is normal with mean `mu` and standard deviation `sigma`. */
  | { readonly law: 'lognormal'; readonly mu: number; readonly sigma: number }
  /** ln(X / (1 − X)) is normal with mean `mu` and standard deviation `sigma`. */
  | { readonly law: 'logit-normal'; readonly mu: number; readonly sigma: number }
  /** J-QPD-S (Hadlock and Bickel 2017) through P5, P50 and P95; `scale` says on which scale g it is built. */
  | {
      readonly law: 'quantile-parameterized';
      readonly p5: number;
      readonly p50: number;
      readonly p95: number;
      readonly scale: 'log' | 'logit';
    }
  | { readonly law: 'beta'; readonly alpha: number; readonly beta: number }
  /** Mean `shape`·`scale`. */
  | { readonly law: 'gamma'; readonly shape: number; readonly scale: number }
  | { readonly law: 'exponential'; readonly mean: number }
  /** Type I: P(X > x) = (min / x)^shape. */
  | { readonly law: 'pareto'; readonly min: number; readonly shape: number }
  | { readonly law: 'poisson'; readonly mean: number }
  /** Atoms in rising order of value; the weights add up to 1. `empirical` arrives here with equal weights. */
  | { readonly law: 'discrete'; readonly values: readonly number[]; readonly weights: readonly number[] };

/** Conjugate-looking evidence: the likelihood of a count given the factor x (each times the constant `exposure`). */
export type Observation =
  /** `count` events in `years`: x^count · e^(−x·scale·years). `scale` is the mean multiplier of the `under` controls. */
  | { readonly observed: 'events'; readonly count: number; readonly years: number; readonly scale: number }
  /** `successes` of `trials`: (x·scale)^successes · (1 − x·scale)^(trials − successes). */
  | { readonly observed: 'share'; readonly successes: number; readonly trials: number; readonly scale: number };

/**
 * A quantity. Each `draw` node is a draw of its own: two nodes with equal laws are independent. Affine currency and
 * unit conversion is already applied to the numbers.
 */
export type Expression =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'draw'; readonly law: Law }
  /** The value of `RiskModel.shared[index]`: one draw a year, the same wherever it stands. */
  | { readonly kind: 'shared'; readonly index: number }
  /** The value of `Loss.lets[index]` of the loss it stands in: one draw an event. */
  | { readonly kind: 'let'; readonly index: number }
  | { readonly kind: 'sum'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'difference'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'product'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'quotient'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'min'; readonly items: readonly Expression[] }
  | { readonly kind: 'max'; readonly items: readonly Expression[] }
  /** `of`'s own draws conditioned on min ≤ x ≤ max; `of` holds neither `shared` nor `let`. */
  | { readonly kind: 'truncate'; readonly of: Expression; readonly min: number | null; readonly max: number | null }
  /** The law of `of` reweighted by the likelihoods and normalised; `of` holds neither `shared` nor `let`. */
  | { readonly kind: 'observed'; readonly of: Expression; readonly observations: readonly Observation[] }
  /**
   * P(left > right), strictly, given the values of the `shared` in them, their draws integrated out: the vulnerability
   * that follows from a contest. The exact solver makes it; a model has `Vulnerability` in its place.
   */
  | { readonly kind: 'exceedance'; readonly left: Expression; readonly right: Expression };

/** A quantity with one draw a year shared by every use: an `estimate`, or an asset's `size` or `value`. */
export interface SharedQuantity {
  /** Stable name for the draw's stream, for example `estimate Exposure` or `asset Orders.size`. */
  readonly name: string;
  /** May use `shared` of a lower index only. */
  readonly expression: Expression;
}

export type LossForm = 'productivity' | 'response' | 'replacement' | 'competitive-advantage' | 'fines' | 'reputation';

/** Money lost in one form; `unspecified` where the text gives only a total. */
export interface LossTerm {
  readonly form: LossForm | 'unspecified';
  readonly amount: Expression;
}

/** A stakeholder's reaction: follows a share `probability` of the loss events, each with its own coin. */
export interface SecondaryLoss {
  readonly title: string;
  /** A year's parameter. */
  readonly probability: Expression;
  readonly terms: readonly LossTerm[];
}

/** Loss magnitude of one event: money. Draws are per event, `shared` per year, `lets` once per event. */
export interface Loss {
  /** A `let` may use `let`s of a lower index. */
  readonly lets: readonly Expression[];
  readonly primary: readonly LossTerm[];
  readonly secondary: readonly SecondaryLoss[];
}

export type ThreatEvents =
  | { readonly by: 'rate'; readonly threatEvents: Expression }
  | { readonly by: 'contact'; readonly contact: Expression; readonly action: Expression };

export type Vulnerability = (
  | { readonly by: 'probability'; readonly vulnerability: Expression }
  /**
   * P(capability > resistance), strictly. Draws vary from threat event to threat event (so that they integrate out);
   * `shared` keeps the year's value (so that the vulnerability is then a function of it).
   */
  | { readonly by: 'contest'; readonly capability: Expression; readonly resistance: Expression }
) & {
  /** q, 0 to 1: the chance of a further way in, of known weaknesses. v becomes v + (1 − v)·q (a noisy-or); absent: 0. */
  readonly wayIn?: number;
};

/** Loss event frequency: events per year. Every factor is a year's parameter. */
export type Frequency =
  | { readonly by: 'loss-events'; readonly lossEventFrequency: Expression }
  | { readonly by: 'factors'; readonly threatEvents: ThreatEvents; readonly vulnerability: Vulnerability };

/** Every loss event, own or itself set off, sets off one of `threats[target]` with this probability (a year's parameter). */
export interface Consequence {
  readonly target: number;
  readonly probability: Expression;
}

export interface Threat {
  readonly name: string;
  /** null: it happens only when others lead to it. */
  readonly frequency: Frequency | null;
  /** The frequency as its author estimated it, where evidence moved it: it gives `ModelFigures.withoutEvidence`. */
  readonly prior?: Frequency;
  readonly loss: Loss;
  readonly leadsTo: readonly Consequence[];
  /** States that have no figures because a control that works in them is broken. */
  readonly unknownIn: readonly State[];
}

export type Factor =
  | 'contact'
  | 'action'
  | 'threat-events'
  | 'vulnerability'
  | 'frequency'
  | 'loss'
  | 'primary'
  | 'secondary'
  | 'secondary-probability'
  | LossForm;

/** One `reduces` line: the factor of each listed threat is reduced by `by` (one value a year for all threats). */
export interface Effect {
  readonly factor: Factor;
  readonly by: Expression;
  /** Indices of threats, rising; only threats that have the factor. */
  readonly threats: readonly number[];
}

export type ControlStatus = 'planned' | 'in-place';

export interface Control {
  readonly name: string;
  readonly status: ControlStatus;
  /** Money, once. */
  readonly costOnce: Expression | null;
  /** Money per year. */
  readonly costPerYear: Expression | null;
  /** Shares, one value a year; null is 100 %. */
  readonly coverage: Expression | null;
  readonly reliability: Expression | null;
  readonly effects: readonly Effect[];
}

/** A set of threats whose annual losses are added up, each once. */
export interface Group {
  readonly kind: GroupKind;
  readonly name: string;
  /** Indices of threats, rising. */
  readonly threats: readonly number[];
}

export type GroupKind = 'element' | 'asset' | 'zone' | 'agent' | 'stride' | 'owner';

export type State = 'inherent' | 'current' | 'target';

export const states: readonly State[] = ['inherent', 'current', 'target'];

/** At most `probability` chance of an annual loss above `above` (money). */
export interface AppetitePoint {
  readonly probability: number;
  readonly above: number;
}

/** One system, ready to be computed. Retired controls and threats without figures are not in it. */
export interface RiskModel {
  readonly name: string;
  readonly shared: readonly SharedQuantity[];
  readonly threats: readonly Threat[];
  readonly controls: readonly Control[];
  /** All of the system's threats are the group that the engine adds by itself. */
  readonly groups: readonly Group[];
  readonly appetite: readonly AppetitePoint[];
  readonly horizonYears: number;
  /** Discount rate per year, 0.08 for 8 %. */
  readonly discount: number;
  readonly seed: string;
  readonly trials: number;
}
