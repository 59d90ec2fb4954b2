/** Where the server meets the language and the report: a system is read, its figures are assessed. */
import { URI } from 'langium';
import type { Cancellation, SolverCache } from '../engine/index.ts';
import { assessLowered, checkOnly } from '../language/assess.ts';
import type { RiskServices } from '../language/services.ts';
import type { LinkedSystem } from '../language/stages.ts';
import { modelHash, systemReport } from '../report/index.ts';
import type { SystemFigures, SystemState } from './systems/state.ts';

export interface ReadOptions {
  /** The day that decides what has expired, `2026-03-01`. */
  readonly today: string;
  /** The root of a file: reports name files relative to it. */
  rootOf(uri: URI): URI;
}

/** Lowers and checks a system, without figures. Findings have their levels and ignores applied. */
export function readSystem(services: RiskServices, linked: LinkedSystem, { today, rootOf }: ReadOptions): SystemState {
  const options = { today, fileOf: (uri: string) => relativeFile(rootOf(URI.parse(uri)), uri) };
  const { lowered, findings } = checkOnly(services, linked, options);
  return {
    id: linked.id,
    linked,
    trees: linked.documents.map((document) => document.parseResult.value),
    today,
    lowered,
    findings,
    modelHash: modelHash(lowered.model),
  };
}

/** The figures of a system as it was read. Rejects with `Cancelled` when the computation is cancelled. */
export async function assessFigures(
  services: RiskServices,
  state: SystemState,
  options: { readonly cancellation: Cancellation; readonly cache: SolverCache },
): Promise<SystemFigures> {
  const { figures, findings, expectations } = await assessLowered(services, state.lowered, {
    today: state.today,
    ...options,
  });
  if (figures === null) throw new Error('An assessment came without figures.');
  const { description, model } = state.lowered;
  return { state, figures, findings, report: systemReport({ description, model, figures, expectations }) };
}

/**
 * Figures of an equal model under the text as it is now: places and titles move without a figure changing. What was
 * expected keeps its result until it is judged again.
 */
export function rejoin(state: SystemState, { figures, report }: SystemFigures): SystemFigures {
  const { description, model } = state.lowered;
  const judged = new Map(report.expectations.map((one) => [one.text, one]));
  const expectations = description.expectations.map((one) => {
    const before = judged.get(one.text);
    return { ...one, found: before?.found ?? null, holds: before?.holds ?? null };
  });
  return { state, figures, findings: null, report: systemReport({ description, model, figures, expectations }) };
}

function relativeFile(root: URI, uri: string): string {
  const base = `${root.toString().replace(/\/$/, '')}/`;
  return decodeURIComponent(uri.startsWith(base) ? uri.slice(base.length) : URI.parse(uri).path);
}
