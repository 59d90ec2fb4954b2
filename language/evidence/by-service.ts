/** What the evidence says of each service, and which threats it moves there. */
import type { EvidenceEffect, EvidenceOfService } from '../../protocol/index.ts';
import { recordsOf, type SystemEvidence } from './system-evidence.ts';

/** In the order of the names. `effects`: of all threats, in the order of the text. */
export function evidenceByService(
  { assessment, byThreat }: SystemEvidence,
  effects: readonly EvidenceEffect[],
): readonly EvidenceOfService[] {
  const counts = new Map<string, { findings: number; alerts: number }>();
  const countOf = (service: string) => {
    const known = counts.get(service) ?? { findings: 0, alerts: 0 };
    counts.set(service, known);
    return known;
  };
  for (const { services } of assessment.findings) for (const { service } of services) countOf(service).findings++;
  for (const alert of assessment.alerts)
    for (const { service } of alert.services) countOf(service).alerts += recordsOf(alert);
  const moves = new Map<string, Set<string>>();
  for (const effect of effects) {
    if (!effect.moved) continue;
    for (const service of servicesIn(effect, byThreat.get(effect.threat))) {
      const threats = moves.get(service) ?? new Set();
      moves.set(service, threats.add(effect.threat));
    }
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, { findings, alerts }]) => ({ service, findings, alerts, moves: [...(moves.get(service) ?? [])] }));
}

/** Services on which something was found that moves the factor of the effect. */
function servicesIn(
  { threat, factor }: EvidenceEffect,
  found: ReturnType<SystemEvidence['byThreat']['get']>,
): readonly string[] {
  if (factor === 'threat-events') return (found?.alerts?.counted ?? []).map(({ service }) => service);
  return (found?.vulnerability?.combined.steps ?? []).flatMap(({ finding }) =>
    finding.threats.filter((match) => match.threat === threat).flatMap(({ services }) => services),
  );
}
