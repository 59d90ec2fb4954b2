/** Where the server meets the language and the report: a system is read, its figures are assessed. */
import { URI } from 'langium';
import { Cancelled, type ModelFigures } from '../engine/index.ts';
import { checkOnly, judgeLowered } from '../language/assess.ts';
import type { EvidenceSnapshot } from '../language/evidence/files.ts';
import { findingRows } from '../language/evidence/rows.ts';
import type { RiskServices } from '../language/services.ts';
import type { LinkedSystem } from '../language/stages.ts';
import type { FindingsListing, ReportSystem } from '../protocol/index.ts';
import { listFindings, systemReport } from '../report/index.ts';
import { fileOfRoot } from './compare/files.ts';
import type { Computation } from './figures/cancellation.ts';
import type { Solver } from './figures/solver.ts';
import type { SystemFigures, SystemState } from './systems/state.ts';

export interface ReadOptions {
  /** The day that decides what has expired, `2026-03-01`. */
  readonly today: string;
  readonly evidence?: EvidenceSnapshot | undefined;
  /** The root of a file: reports name files relative to it. */
  rootOf(uri: URI): URI;
}

/** Lowers and checks a system, without figures. Findings have their levels and ignores applied. */
export function readSystem(
  services: RiskServices,
  linked: LinkedSystem,
  { today, evidence, rootOf }: ReadOptions,
): SystemState {
  const options = {
    today,
    ...(evidence === undefined ? {} : { evidence }),
    fileOf: (uri: string) => fileOfRoot(rootOf(URI.parse(uri)))(uri),
  };
  const { lowered, findings } = checkOnly(services, linked, options);
  return {
    id: linked.id,
    linked,
    trees: linked.documents.map((document) => document.parseResult.value),
    today,
    evidence,
    lowered,
    findings,
    modelKey: JSON.stringify(lowered.model),
  };
}

/** The figures of a system as it was read. Rejects with `Cancelled` when the computation is cancelled. */
export async function assessFigures(
  services: RiskServices,
  state: SystemState,
  solver: Solver,
  computation: Computation,
): Promise<SystemFigures> {
  const figures = await solver.solve(state.lowered.model, computation);
  // Whoever cancels may have unlinked the names that a judgement reads.
  if (computation.cancelled) throw new Cancelled();
  return judge(services, state, figures);
}

/** Figures of a model joined with the text as it is now, and judged: for an equal model nothing is computed again. */
export function judge(services: RiskServices, state: SystemState, figures: ModelFigures): SystemFigures {
  const { findings, expectations } = judgeLowered(services, state.lowered, figures, { today: state.today });
  const { description, model } = state.lowered;
  const report = systemReport({ description, model, figures, expectations });
  return { state, figures, findings, report, listing: listingOf(state, report) };
}

/** A large report has very many rows: they are made for those who ask, and once. */
function listingOf({ lowered }: SystemState, { evidence }: ReportSystem): () => FindingsListing | null {
  let made: FindingsListing | null = null;
  return () => {
    if (lowered.evidence === null || evidence === null) return null;
    made ??= listFindings(findingRows(lowered.evidence, lowered.description.evidence?.effects ?? []), evidence);
    return made;
  };
}
