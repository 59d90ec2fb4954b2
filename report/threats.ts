import type { ModelFigures } from '../engine/index.ts';
import type { ReportThreat, SystemDescription } from '../protocol/index.ts';
import { byName } from './items.ts';
import { reportStates } from './states.ts';

/** Every threat in the order of the description; one without figures has null in every state and says what is missing. */
export function reportThreats(description: SystemDescription, figures: ModelFigures | null): ReportThreat[] {
  const computed = byName(figures?.threats ?? []);
  return description.threats.map((threat) => {
    const { name, title, file, line, column, endLine, endColumn } = threat;
    const own = computed.get(name);
    const { inherent, current, target } = reportStates(own);
    // As in the description they come from: no spread, which is slow by the thousand.
    return {
      name,
      title,
      file,
      line,
      column,
      endLine,
      endColumn,
      stride: threat.stride,
      on: threat.on,
      affects: threat.affects,
      by: threat.by,
      cwe: threat.cwe,
      owner: threat.owner,
      zones: threat.zones,
      inherent,
      current,
      target,
      aleWithConsequences: {
        inherent: own?.aleWithConsequences.inherent ?? null,
        current: own?.aleWithConsequences.current ?? null,
        target: own?.aleWithConsequences.target ?? null,
      },
      factors: own === undefined ? {} : reportFactors(own.factors),
      reducedBy: threat.reducedBy,
      leadsTo: threat.leadsTo,
      accepted: threat.accepted,
      tickets: threat.tickets,
      missing: threat.missing,
      lacks: threat.lacks,
    };
  });
}

function reportFactors(factors: ModelFigures['threats'][number]['factors']): ReportThreat['factors'] {
  return Object.fromEntries(
    Object.entries(factors).map(([name, { mean, p5, p50, p95 }]) => [name, { mean, p5, p50, p95 }]),
  );
}
