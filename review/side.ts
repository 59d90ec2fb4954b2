/** What a comparison needs of one version: reports, models and texts, all plain data. */
import type { RiskModel } from '../engine/index.ts';
import type { Diagnostic, DiffDamage, DiffVersion, ReportSystem, SystemTexts } from '../protocol/index.ts';

/** One system of a version. */
export interface SystemSide {
  readonly report: ReportSystem;
  readonly model: RiskModel;
  readonly texts: SystemTexts;
}

/** A file that could not be read, or not as a whole. */
export interface DamagedFile extends Omit<DiffDamage, 'side'> {
  /** Names of threats that its text seems to declare; null: nothing is known of its content. */
  readonly threats: readonly string[] | null;
}

export interface Side {
  readonly version: DiffVersion;
  readonly systems: readonly SystemSide[];
  readonly damaged: readonly DamagedFile[];
  /** Of the whole version. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A system on both sides; null where a side does not have it. */
export interface SystemPair {
  readonly base: SystemSide | null;
  readonly head: SystemSide | null;
}
