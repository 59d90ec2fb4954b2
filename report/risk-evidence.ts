import type { Diagnostic, EvidenceFinding, ReportSystem, RiskEvidence } from '../protocol/index.ts';
import type { ReportHead } from './report.ts';

/** `risk-evidence/1`: the files, findings and effects of all systems, each with the name of its system. */
export function riskEvidence(
  { version, asOf }: ReportHead,
  parts: readonly { readonly system: ReportSystem; readonly findings: readonly EvidenceFinding[] }[],
  diagnostics: readonly Diagnostic[],
): RiskEvidence {
  const named = <T>(system: ReportSystem, items: readonly T[]) =>
    items.map((item) => ({ ...item, system: system.name }));
  return {
    format: 'risk-evidence/1',
    tool: { name: 'risk', version },
    asOf,
    systems: parts.map(({ system }) => ({
      name: system.name,
      currency: system.currency,
      aleBefore: system.evidence?.aleBefore ?? null,
      aleAfter: system.evidence?.aleAfter ?? null,
    })),
    files: parts.flatMap(({ system }) => named(system, system.evidence?.files ?? [])),
    findings: parts.flatMap(({ system, findings }) => named(system, findings)),
    effects: parts.flatMap(({ system }) => named(system, system.evidence?.effects ?? [])),
    diagnostics,
  };
}
