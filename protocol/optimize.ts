/** `risk-optimize/1`: the best planned controls for a budget. Money in the system's currency, unrounded. */
import type { Diagnostic } from './diagnostic.ts';

export interface OptimizedControl {
  readonly name: string;
  readonly title: string | null;
  /** Of the first year. */
  readonly cost: number;
  /** Its Shapley share of what the set saves a year; the shares add up to the saving. */
  readonly share: number;
  /** What it saves a year alone, and what it saves beside all others of the set. */
  readonly alone: number;
  readonly last: number;
}

export interface OptimizedSystem {
  readonly name: string | null;
  readonly title: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly currency: string;
  readonly by: 'ale' | 'tvar95';
  /** null: any amount. */
  readonly budget: number | null;
  readonly candidates: readonly { readonly name: string; readonly title: string | null; readonly cost: number }[];
  /** Threats without figures, or with an infinite mean: nothing here counts them. */
  readonly leftOut: readonly string[];
  /** The measure without any planned control, and with all. */
  readonly withNone: number;
  readonly withAll: number;
  readonly chosen: {
    readonly controls: readonly OptimizedControl[];
    readonly cost: number;
    readonly remaining: number;
    readonly saving: number;
    /** Whether it is proven that no set within the budget leaves less. */
    readonly optimal: boolean;
    /** No set within the budget leaves less than this. */
    readonly bound: number;
    readonly sharesExact: boolean;
  };
  /** Sets that no other beats, by rising cost. */
  readonly frontier: readonly {
    readonly controls: readonly string[];
    readonly cost: number;
    readonly remaining: number;
  }[];
  readonly frontierComplete: boolean;
  readonly method: 'exact' | 'simulation';
}

export interface RiskOptimize {
  readonly format: 'risk-optimize/1';
  readonly tool: { readonly name: 'risk'; readonly version: string };
  readonly asOf: string;
  readonly systems: readonly OptimizedSystem[];
  readonly diagnostics: readonly Diagnostic[];
}
