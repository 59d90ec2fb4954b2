/**
 * The stages between text and figures, each a type of its own:
 * document (text, syntax tree) → LinkedSystem → LoweredSystem (risk model, plain data) → Assessment (with figures).
 */
import type { AstNode, LangiumDocument, URI } from 'langium';
import type { Expression, ModelFigures, RiskModel } from '../engine/index.ts';
import type { ReportExpectation, Severity, SystemDescription } from '../protocol/index.ts';
import type { SystemView } from './checks/view.ts';
import type { SystemEvidence } from './evidence/system-evidence.ts';
import type { Declaration, RiskFile, System } from './generated/ast.ts';

/** Zero-based, as in LSP. */
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Something to say about the text. `fix` is what a quick fix needs; its form belongs to the code. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** URI of the document, as a string. */
  readonly uri: string;
  readonly range: TextRange;
  readonly message: string;
  readonly related: readonly { readonly uri: string; readonly range: TextRange; readonly message: string }[];
  readonly fix?: Fix;
}

/** Ready-made edits with a title; what the editor offers and nothing else has to know. */
export interface Fix {
  readonly alternatives: readonly FixAlternative[];
}

export interface FixAlternative {
  readonly title: string;
  /** The one that `fix all` and the preferred key take. */
  readonly preferred: boolean;
  readonly edits: readonly { readonly uri: string; readonly range: TextRange; readonly newText: string }[];
}

/** All files that share one name space. */
export interface LinkedSystem {
  /** null: the unnamed system of what no system covers. */
  readonly name: string | null;
  /** Stable: URI of its folder, or `unnamed`. */
  readonly id: string;
  readonly folder: URI | null;
  readonly node: System | null;
  /** In the order of their URIs. */
  readonly documents: readonly LangiumDocument<RiskFile>[];
  /** By name; more than one node is a duplicate. */
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>;
}

/** What an estimate in the text became. */
export interface LoweredEstimate {
  readonly expression: Expression;
  /** In words for people: `events per year`, `USD`, `%`, `records`. */
  readonly unit: string;
  /** Yearly parameter, drawn per event, or shared by name. */
  readonly drawn: 'yearly' | 'per-event';
}

/** A known number, or two, in base units. */
export interface Limit {
  readonly low: number;
  /** Equal to `low` where only one number is written. */
  readonly high: number;
}

export interface LoweredSystem {
  readonly system: LinkedSystem;
  /** The declarations of the system as lowering and checks look at them. */
  readonly view: SystemView;
  readonly model: RiskModel;
  readonly description: SystemDescription;
  /** null: it names no evidence, or nobody looked for it. */
  readonly evidence: SystemEvidence | null;
  /** What lowering found: units, ranges, supports, cycles, factors. */
  readonly findings: readonly Finding[];
  /** Keyed by the `Estimate` node (language/generated/ast.ts). */
  readonly estimates: ReadonlyMap<AstNode, LoweredEstimate>;
  /**
   * Keyed by the `Expectation` node: what follows `below`, `above` or `within`, in the system's currency, as a share, or
   * as a plain number. Keyed by `AppetitePoint`: `low` is the probability, `high` the money. Absent: in error.
   */
  readonly limits: ReadonlyMap<AstNode, Limit>;
  /** How often each `estimate`, `distribution` and asset property is used, by its declaration (`Asset`: both together). */
  readonly uses: ReadonlyMap<AstNode, number>;
  /** Index in `model.threats` / `model.controls` by name; absent: without figures. */
  readonly threatIndex: ReadonlyMap<string, number>;
  readonly controlIndex: ReadonlyMap<string, number>;
}

export interface Assessment {
  readonly lowered: LoweredSystem;
  /** null while they are not computed. */
  readonly figures: ModelFigures | null;
  /** Everything to say, with levels and ignores applied; sorted by file, place, code. */
  readonly findings: readonly Finding[];
  readonly expectations: readonly ReportExpectation[];
}
