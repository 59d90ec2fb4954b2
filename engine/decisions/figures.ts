/** What a decision about planned controls looks like. Money in the currency of the model, unrounded. */

/** What is made small: the expected annual loss, or its mean in the worst year of twenty. */
export type DecisionMeasure = 'ale' | 'tvar95';

export interface ChosenControl {
  /** Index in `RiskModel.controls`. */
  readonly control: number;
  readonly name: string;
  /** Money in the first year: once and one year's running, means. */
  readonly cost: number;
  /** Its Shapley share of what the set saves; the shares of a set add up to the saving. */
  readonly share: number;
  /** What it saves on its own, and what it saves when all others of the set are there. */
  readonly alone: number;
  readonly last: number;
}

export interface ChosenSet {
  /** In the order of the model. */
  readonly controls: readonly ChosenControl[];
  readonly cost: number;
  /** What remains of the measure, a year. */
  readonly remaining: number;
  readonly saving: number;
  /** Whether it is proven that no set within the budget leaves less. */
  readonly optimal: boolean;
  /** No set within the budget leaves less than this. */
  readonly bound: number;
  /** Whether the shares are means over all orders; else over some random ones, and they still add up. */
  readonly sharesExact: boolean;
}

export interface FrontierSet {
  /** Indices in `RiskModel.controls`, rising. */
  readonly controls: readonly number[];
  readonly cost: number;
  readonly remaining: number;
}

export interface Decision {
  readonly by: DecisionMeasure;
  /** Money in the first year; null: any amount. */
  readonly budget: number | null;
  /** Planned controls that can be chosen, in the order of the model. */
  readonly candidates: readonly { readonly control: number; readonly name: string; readonly cost: number }[];
  /** Indices of threats that are left out: without a figure in the current or target state, or with an infinite mean. */
  readonly leftOut: readonly number[];
  /** The measure without any candidate, and with all of them. */
  readonly withNone: number;
  readonly withAll: number;
  readonly chosen: ChosenSet;
  /** Rising cost, falling rest; begins with the best that costs nothing. */
  readonly frontier: readonly FrontierSet[];
  /** Whether every set was looked at or ruled out. */
  readonly frontierComplete: boolean;
  /** How sets were solved; simulated ones share their random numbers. */
  readonly method: 'exact' | 'simulation';
}
