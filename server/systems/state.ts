import type { ModelFigures } from '../../engine/index.ts';
import type { EvidenceSnapshot } from '../../language/evidence/files.ts';
import type { RiskFile } from '../../language/generated/ast.ts';
import type { Finding, LinkedSystem, LoweredSystem } from '../../language/stages.ts';
import type { FindingsListing, ReportSystem } from '../../protocol/index.ts';

/** A system as its text says it now: everything that needs no figures. */
export interface SystemState {
  readonly id: string;
  readonly linked: LinkedSystem;
  /** Syntax trees of its documents when it was read, and the day. */
  readonly trees: readonly RiskFile[];
  readonly today: string;
  /** What its evidence said then. */
  readonly evidence: EvidenceSnapshot | undefined;
  readonly lowered: LoweredSystem;
  /** Findings that need no figures. */
  readonly findings: readonly Finding[];
  /** The risk model as text: equal models have equal figures. Comparing it costs less than hashing it. */
  readonly modelKey: string;
}

/** Figures of a system, with the state of the text that they were computed from. */
export interface SystemFigures {
  readonly state: SystemState;
  readonly figures: ModelFigures;
  readonly report: ReportSystem;
  /** What scanners and sensors found, one by one, with its money; null: no evidence. Made when it is asked for first. */
  readonly listing: () => FindingsListing | null;
  /** Everything there is to say of this text. */
  readonly findings: readonly Finding[];
}

/** What can be shown of a system's figures. */
export interface Shown {
  /** The last figures; null: there were none yet. */
  readonly figures: SystemFigures | null;
  /** Fresh: they belong to the text as it is now. */
  readonly state: 'stale' | 'fresh';
}
