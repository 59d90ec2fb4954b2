import type { ByState, Figures } from '../engine/index.ts';
import type { ReportFigures, ReportStates } from '../protocol/index.ts';

/** What has no figure in any state. */
export const noFigures: ReportStates = { inherent: null, current: null, target: null };

/** The three states of one thing, in the report's order of keys. */
export function reportStates(figures: ByState<Figures | null> | null | undefined): ReportStates {
  if (!figures) return noFigures;
  return {
    inherent: reportFigures(figures.inherent),
    current: reportFigures(figures.current),
    target: reportFigures(figures.target),
  };
}

/** Copied key by key: what the engine keeps beside them never gets into the stable format by accident. */
function reportFigures(figures: Figures | null): ReportFigures | null {
  if (figures === null) return null;
  return {
    method: figures.method,
    ale: figures.ale,
    aleStandardError: figures.aleStandardError,
    aleP5: figures.aleP5,
    aleP95: figures.aleP95,
    p10: figures.p10,
    p50: figures.p50,
    p90: figures.p90,
    p95: figures.p95,
    p99: figures.p99,
    tvar95: figures.tvar95,
    standardErrors: figures.standardErrors === null ? null : { ...figures.standardErrors },
    numericError: figures.numericError,
    probabilityOfLoss: figures.probabilityOfLoss,
    eventsPerYear: figures.eventsPerYear,
    meanLossPerEvent: figures.meanLossPerEvent,
    primaryAle: figures.primaryAle,
    secondaryAle: figures.secondaryAle,
    curve: figures.curve,
  };
}
