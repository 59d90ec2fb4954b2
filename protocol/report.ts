/** `risk-report/1` and `risk-check/1`: the stable JSON. Keys may be added, never changed or dropped. */
import type { Diagnostic, Place } from './diagnostic.ts';
import type { ReportEvidence } from './evidence.ts';
import type { ReportSensitivity } from './sensitivity.ts';

export type Interval = readonly [low: number, high: number];

/** Figures of an annual loss. Money in the system's currency, unrounded. */
export interface ReportFigures {
  readonly method: 'exact' | 'hybrid' | 'simulation';
  readonly ale: number;
  readonly aleStandardError: number | null;
  readonly aleP5: number;
  readonly aleP95: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly tvar95: number;
  /** By the key of a figure: two standard errors on either side of it. */
  readonly standardErrors: Readonly<Record<string, Interval>> | null;
  readonly numericError: number;
  readonly probabilityOfLoss: number;
  readonly eventsPerYear: number;
  readonly meanLossPerEvent: number | null;
  readonly primaryAle: number;
  readonly secondaryAle: number;
  readonly curve: readonly (readonly [loss: number, probability: number])[];
}

export interface ReportStates {
  readonly inherent: ReportFigures | null;
  readonly current: ReportFigures | null;
  readonly target: ReportFigures | null;
}

interface ReportItem extends Place {
  readonly name: string;
  readonly title: string | null;
}

export interface ReportThreat extends ReportItem, ReportStates {
  readonly stride: readonly string[];
  readonly on: readonly string[];
  readonly affects: readonly string[];
  readonly by: readonly string[];
  readonly cwe: readonly number[];
  readonly owner: readonly string[];
  readonly zones: readonly string[];
  readonly aleWithConsequences: {
    readonly inherent: number | null;
    readonly current: number | null;
    readonly target: number | null;
  };
  readonly factors: Readonly<
    Record<string, { readonly mean: number; readonly p5: number; readonly p50: number; readonly p95: number }>
  >;
  readonly reducedBy: readonly {
    readonly control: string;
    readonly factor: string;
    readonly mean: number | null;
    readonly status: string;
  }[];
  readonly leadsTo: readonly string[];
  readonly accepted: { readonly until: string; readonly by: string; readonly because: string } | null;
  readonly tickets: readonly string[];
  readonly missing: readonly string[];
  readonly lacks: readonly string[];
}

/** `lacks` names threats without figures: with any, every figure of the group is "at least". */
export interface ReportGroup extends ReportItem, ReportStates {
  readonly threats: readonly string[];
  readonly lacks: readonly string[];
}

export interface ReportElement extends ReportGroup {
  readonly kind: 'service' | 'store' | 'external' | 'flow';
  readonly zone: string | null;
  readonly assets: readonly string[];
  readonly gaps: readonly string[];
  readonly ends: readonly { readonly from: string; readonly to: string }[];
}

/** STRIDE categories and owners are not declared: they have no place. */
export interface ReportCategory extends ReportStates {
  readonly name: string;
  readonly threats: readonly string[];
  readonly lacks: readonly string[];
}

export interface ReportControl extends ReportItem {
  readonly status: 'planned' | 'in-place' | 'retired';
  /** Means of the costs, 0 where nothing is paid; null where the control has no figures (retired, or in error). */
  readonly costOnce: number | null;
  readonly costPerYear: number | null;
  readonly firstYearCost: number | null;
  readonly aleWithout: number | null;
  readonly aleWith: number | null;
  readonly riskReduction: number | null;
  readonly roi: number | null;
  readonly rosi: number | null;
  readonly netBenefit: number | null;
  readonly paybackYears: number | null;
  readonly lastIn: number | null;
  readonly threats: readonly string[];
  /** Threats without figures: with any, what it saves is "at least". */
  readonly lacks: readonly string[];
  readonly byThreat: readonly { readonly threat: string; readonly riskReduction: number | null }[];
}

export interface ReportAppetite {
  readonly probability: number;
  readonly above: number;
  readonly actual: number | null;
  readonly target: number | null;
  /** null: cannot be decided (no figures, or within two standard errors). */
  readonly within: boolean | null;
}

export interface ReportExpectation extends Place {
  readonly text: string;
  readonly found: number | null;
  readonly holds: boolean | null;
}

export interface ReportSystem {
  readonly name: string | null;
  readonly title: string | null;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  readonly currency: string;
  readonly horizonYears: number;
  readonly discount: number;
  readonly seed: string;
  readonly trials: number;
  /** sha256 of the risk model: equal models give equal figures. */
  readonly modelHash: string;
  readonly total: ReportStates;
  readonly uncounted: readonly { readonly threat: string; readonly reason: string; readonly message: string }[];
  readonly threats: readonly ReportThreat[];
  readonly elements: readonly ReportElement[];
  readonly assets: readonly ReportGroup[];
  readonly zones: readonly (ReportGroup & { readonly parent: string | null })[];
  readonly agents: readonly ReportGroup[];
  readonly stride: readonly ReportCategory[];
  readonly owners: readonly ReportCategory[];
  readonly controls: readonly ReportControl[];
  readonly appetite: readonly ReportAppetite[];
  readonly expectations: readonly ReportExpectation[];
  /** null: it names no evidence. */
  readonly evidence: ReportEvidence | null;
  /** null: not asked for. */
  readonly sensitivity: ReportSensitivity | null;
}

export interface RiskReport {
  readonly format: 'risk-report/1';
  readonly tool: { readonly name: 'risk'; readonly version: string };
  /** The date that decides what has expired. */
  readonly asOf: string;
  readonly systems: readonly ReportSystem[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface RiskCheck {
  readonly format: 'risk-check/1';
  readonly tool: { readonly name: 'risk'; readonly version: string };
  readonly asOf: string;
  readonly diagnostics: readonly Diagnostic[];
}
