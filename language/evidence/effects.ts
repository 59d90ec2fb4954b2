/** How evidence moves the factors of a threat. The author's estimate is the prior; nothing moves without `with evidence`. */

import { type Expression, likelihoodIsZero, meanOf, type Observation } from '../../engine/index.ts';
import type { AlertCount, AssessedFinding } from '../../evidence/index.ts';
import type { EvidenceAlertStep, EvidenceStep, ThreatEventsEffect, VulnerabilityEffect } from '../../protocol/index.ts';
import type { QuantityScope } from '../quantities/index.ts';
import type { SystemEvidence } from './system-evidence.ts';

type Where = Pick<VulnerabilityEffect, 'threat' | 'text' | 'file' | 'line'>;

const daysOfYear = 365.25;

/** Findings as further ways in; null: none concerns the threat. */
export function vulnerabilityEffect(
  evidence: SystemEvidence,
  where: Where,
  prior: number | null,
): VulnerabilityEffect | null {
  const found = evidence.byThreat.get(where.threat)?.vulnerability ?? null;
  if (found === null) return null;
  const { combined, weight, q } = found;
  const moved = q > 0;
  const count = combined.steps.length;
  return {
    ...where,
    factor: 'vulnerability',
    prior,
    posterior: prior === null ? null : prior + (1 - prior) * q,
    moved,
    because: moved
      ? `${count} ${count === 1 ? 'weakness is' : 'weaknesses are'} known: with S = ${rounded(combined.value)} and the weight ${rounded(weight)} every v becomes v + (1 − v) · ${rounded(q)}.`
      : 'The findings have no strength, so nothing moves.',
    weight,
    combined: combined.value,
    wayIn: q,
    steps: combined.steps.map(({ finding, strength, discount, combined: upTo }) =>
      stepOf(finding, strength, discount, upTo),
    ),
    left: combined.left.length,
  };
}

function stepOf(assessed: AssessedFinding, strength: number, discount: number, combined: number): EvidenceStep {
  const { finding, path, services } = assessed;
  const factors = assessed.strength!;
  return {
    id: finding.id,
    title: finding.title,
    tool: finding.tool,
    service: services[0]?.service ?? null,
    package: finding.package === null ? null : packageOf(finding.package),
    strength,
    threat: factors.threat,
    reach: factors.reach,
    ease: factors.ease,
    discount,
    combined,
    file: path,
    place: finding.place,
    at: finding.at,
  };
}

/** `log4j-core 2.14.0`. */
export function packageOf({ name, version }: { readonly name: string; readonly version: string | null }): string {
  return version === null ? name : `${name} ${version}`;
}

export interface MovedThreatEvents {
  readonly expression: Expression;
  readonly effect: ThreatEventsEffect;
}

/** Alerts as `observed N in DURATION`: they may raise the mean and never lower it. null: none concerns the threat. */
export function movedThreatEvents(
  evidence: SystemEvidence,
  where: Where,
  estimate: Expression,
  scope: QuantityScope,
): MovedThreatEvents | null {
  const counted = evidence.byThreat.get(where.threat)?.alerts ?? null;
  if (counted === null || counted.count === 0) return null;
  const { count, days, from, to } = counted;
  // The estimate holds no names: what is asked of it depends on its text alone.
  const ask = <T>(what: string, compute: () => T): T =>
    evidence.answered(`${what} ${JSON.stringify([estimate, count, days])}`, compute);
  const prior = ask('prior', () => meanOf(estimate, scope.laws));
  const observed = `observed ${count} in ${days} ${days === 1 ? 'day' : 'days'}`;
  const keep = (because: string): MovedThreatEvents => ({
    expression: estimate,
    effect: { ...base, posterior: prior, moved: false, because },
  });
  const base = {
    ...where,
    factor: 'threat-events' as const,
    prior,
    count,
    days,
    from,
    to,
    steps: alertSteps(evidence, counted),
  };
  if (estimate.kind === 'constant')
    return keep('The estimate is one number, which nothing that is observed can move. Give it a range.');
  const observation: Observation = { observed: 'events', count, years: days / daysOfYear, scale: 1 };
  const of = estimate.kind === 'observed' ? estimate.of : estimate;
  const before = estimate.kind === 'observed' ? estimate.observations : [];
  const observations = [...before, observation];
  if (ask('zero', () => likelihoodIsZero(of, observations, scope.laws)))
    return keep(`The alerts, ${observed}, cannot happen under the estimate, which stays. Widen it.`);
  const expression: Expression = { kind: 'observed', of, observations };
  const posterior = ask('posterior', () => meanOf(expression, scope.laws));
  // Nothing is claimed of a move that is smaller than what the integration can tell.
  if (!(posterior > prior * (1 + 1e-9)))
    return keep(`The alerts, ${observed}, would lower the mean. Alerts are partial, so the estimate stays.`);
  return {
    expression,
    effect: { ...base, posterior, moved: true, because: `The alerts count as \`${observed}\`.` },
  };
}

function alertSteps({ fileOfAlert }: SystemEvidence, { counted }: AlertCount): readonly EvidenceAlertStep[] {
  return counted.map(({ rule, service, day, alerts, first }) => ({
    rule,
    tool: first.tool,
    service,
    day,
    alerts,
    file: fileOfAlert(first),
    place: first.place,
  }));
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
