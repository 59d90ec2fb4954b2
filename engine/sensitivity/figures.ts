/** What the sensitivity of an annual loss looks like. Money in the currency of the model, unrounded; shares 0–1. */
import type { Expression, State } from '../model.ts';

/** Where an estimate stands in the model, in the words of the language. */
export interface EstimatePath {
  /** `shared`: an estimate or an asset's property; else the threat or control that holds it. */
  readonly of: 'shared' | 'threat' | 'control';
  /** Of the threat or control; of a shared quantity as in `SharedQuantity.name`. */
  readonly name: string;
  /**
   * `contact`, `action`, `threat-events`, `vulnerability`, `capability`, `resistance`, `frequency`; a form of loss, or `loss`;
   * `let`, `secondary-probability`, `leads-to`; of a control `coverage`, `reliability`, `reduces`, `cost`, `cost-per-year`;
   * `events` for the number of events and `works` for a control's working in an event. null: shared.
   */
  readonly factor: string | null;
  /** Index of the stakeholder whose reaction it belongs to; null: none. */
  readonly secondary: number | null;
  /** Among those with the same words so far, from 0. */
  readonly position: number;
  /** The threat that is led to, or the control that works. */
  readonly other: string | null;
  /** Which of the independent parts of the written estimate; null if it is all of it. */
  readonly part: number | null;
}

/**
 * `estimate`: something written down that is uncertain. `events`: how many events there are, given the rate. `chance`: whether a
 * stakeholder reacts, a control works or a consequence follows in an event, given the probability.
 */
export type BarKind = 'estimate' | 'events' | 'chance';

/** The swing of the ALE while one estimate goes from its P5 to its P95 and all others are integrated over. */
export interface Swing {
  /** P5 and P95 of the estimate, in base units. */
  readonly p5: number;
  readonly p95: number;
  readonly aleAtP5: number;
  readonly aleAtP95: number;
}

export interface Bar {
  readonly kind: BarKind;
  readonly path: EstimatePath;
  /** Uncertain knowledge that holds all year, or variation from event to event. */
  readonly drawn: 'yearly' | 'per-event';
  /** Share in the variance of the annual loss; null where that is infinite. */
  readonly share: number | null;
  /** Share in the variance of the expected annual loss given the year's parameters; null where that is certain or infinite. */
  readonly aleShare: number | null;
  readonly swing: Swing | null;
  /** The estimate as it stands in the model, found by identity in what made the model; null for events and chance. */
  readonly expression: Expression | null;
}

/** Sensitivity of the annual loss of a threat, or of the sum of all. */
export interface Sensitivity {
  /** Variance of the annual loss, and of its expectation given the year's parameters; Infinity where there is none. */
  readonly variance: number;
  readonly aleVariance: number;
  /** Falling share; equal shares in the order of the model. */
  readonly bars: readonly Bar[];
  /** What no bar explains alone: 1 less the sum of the shares, never below 0; null where they are null. */
  readonly interaction: number | null;
  readonly aleInteraction: number | null;
}

/** Value of knowing an estimate exactly before the planned controls are chosen. */
export interface Information {
  readonly path: EstimatePath;
  readonly expression: Expression;
  /** Money over the horizon, never below 0. */
  readonly value: number;
}

export interface ModelSensitivity {
  readonly state: State;
  /** As `RiskModel.threats`; null: no figure in this state, or no closed mean. */
  readonly threats: readonly (Sensitivity | null)[];
  /** Of the sum over the threats that have one. */
  readonly total: Sensitivity;
  /** Threats that are left out of the total: indices. */
  readonly leftOut: readonly number[];
  /** Falling value; only estimates that are worth knowing. null: there are no planned controls. */
  readonly information: readonly Information[] | null;
  /** The planned controls that are best with what is known (net benefit over the horizon): indices. null as above. */
  readonly bestControls: readonly number[] | null;
}
