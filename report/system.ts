import type { ModelFigures, RiskModel } from '../engine/index.ts';
import type { ReportExpectation, ReportSensitivity, ReportSystem, SystemDescription } from '../protocol/index.ts';
import { reportAppetite } from './appetite.ts';
import { reportControls } from './controls.ts';
import { reportEvidence } from './evidence.ts';
import { reportGroups } from './groups.ts';
import { modelHash } from './model-hash.ts';
import { reportStates } from './states.ts';
import { reportThreats } from './threats.ts';

/** What a system's report is made of: the same things that an assessment of the language holds. */
export interface SystemParts {
  readonly description: SystemDescription;
  readonly model: RiskModel;
  /** null: not computed; then every figure of the report is null. */
  readonly figures: ModelFigures | null;
  /** Empty if not judged: then those of the description stand without a result. */
  readonly expectations: readonly ReportExpectation[];
  /** Left out: not asked for. */
  readonly sensitivity?: ReportSensitivity;
}

/** One system of `risk-report/1`. Names are joined here: names to places and titles, indices to names. */
export function systemReport({ description, model, figures, expectations, sensitivity }: SystemParts): ReportSystem {
  const { place } = description;
  let hash: string | undefined;
  return {
    name: description.name,
    title: description.title,
    file: place?.file ?? null,
    line: place?.line ?? null,
    column: place?.column ?? null,
    endLine: place?.endLine ?? null,
    endColumn: place?.endColumn ?? null,
    currency: description.currency,
    horizonYears: description.horizonYears,
    discount: description.discount,
    seed: model.seed,
    trials: model.trials,
    // Of a large model it takes a while, and most who read a report (an editor, a comparison) do not look at it.
    get modelHash() {
      hash ??= modelHash(model);
      return hash;
    },
    total: reportStates(figures?.total),
    uncounted: description.uncounted.map(({ threat, reason, message }) => ({ threat, reason, message })),
    threats: reportThreats(description, figures),
    ...reportGroups(description, figures),
    controls: reportControls(description, figures),
    appetite: reportAppetite(description, figures),
    expectations: expectations.length > 0 ? expectations.map(reportExpectation) : unjudged(description),
    evidence: reportEvidence(description, figures),
    sensitivity: sensitivity ?? null,
  };
}

function unjudged(description: SystemDescription): ReportExpectation[] {
  return description.expectations.map((expectation) => reportExpectation({ ...expectation, found: null, holds: null }));
}

function reportExpectation(expectation: ReportExpectation): ReportExpectation {
  const { file, line, column, endLine, endColumn, text, found, holds } = expectation;
  return { file, line, column, endLine, endColumn, text, found, holds };
}
