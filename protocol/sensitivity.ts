/** `sensitivity` of a system in `risk-report/1`: which estimates its losses depend on. */

export interface ReportBar {
  /** `estimate`: written down and uncertain; `events`: how many there are; `chance`: what happens in an event. */
  readonly kind: 'estimate' | 'events' | 'chance';
  /** In words: `OrderLeak vulnerability`, `Exposure`, `MutualTls coverage`, `OrderLeak number of events`. */
  readonly name: string;
  /** The threat or control that it belongs to; both null: a quantity that others share. */
  readonly threat: string | null;
  readonly control: string | null;
  /** In the words of the language: `vulnerability`, `response`, `secondary-probability`, `coverage`; null: shared. */
  readonly factor: string | null;
  readonly drawn: 'yearly' | 'per-event';
  /** Share in the variance of the annual loss; null where that is infinite or 0. */
  readonly share: number | null;
  /** Share in the variance of the expected annual loss given the year's parameters; null where that is certain. */
  readonly aleShare: number | null;
  /** The ALE while the estimate goes from its P5 to its P95, all others integrated over; null for events and chance. */
  readonly swing: {
    readonly p5: number;
    readonly p95: number;
    readonly aleAtP5: number;
    readonly aleAtP95: number;
  } | null;
  /** Where the estimate is written, and its text; null where it has no place. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly text: string | null;
}

export interface ReportSensitivityOf {
  /** Of the annual loss and of its expectation given the year's parameters; null: infinite. */
  readonly variance: number | null;
  readonly aleVariance: number | null;
  /** Falling share. */
  readonly bars: readonly ReportBar[];
  /** What no bar explains alone; null where shares are null. */
  readonly interaction: number | null;
  readonly aleInteraction: number | null;
}

export interface ReportInformation
  extends Pick<
    ReportBar,
    'name' | 'threat' | 'control' | 'factor' | 'file' | 'line' | 'column' | 'endLine' | 'endColumn' | 'text'
  > {
  /** Expected value of perfect information for the choice of planned controls: money over the horizon. */
  readonly value: number;
}

export interface ReportSensitivity {
  readonly state: 'inherent' | 'current' | 'target';
  readonly total: ReportSensitivityOf;
  /** Of the threats that have one. */
  readonly threats: readonly (ReportSensitivityOf & { readonly name: string })[];
  /** Threats that the total leaves out. */
  readonly leftOut: readonly string[];
  /** Falling value, only what is worth knowing; null: no planned controls. */
  readonly information: readonly ReportInformation[] | null;
  /** The planned controls that are best with what is known; null as above. */
  readonly bestControls: readonly string[] | null;
}
