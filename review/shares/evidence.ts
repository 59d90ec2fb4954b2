/** What evidence adds to a frequency, apart from it: one side's evidence may stand beside the other side's estimate. */
import { type Expression, type Frequency, meanOf, type Observation, type Threat } from '../../engine/index.ts';
import type { ReportEffect, ReportEvidence } from '../../protocol/index.ts';

export interface EvidencePart {
  /** Alerts, as `observed N in DURATION`; null: none moves the threat events. */
  readonly threatEvents: Observation | null;
  /** q; null: no finding moves the vulnerability. */
  readonly wayIn: number | null;
}

export const noEvidence: EvidencePart = { threatEvents: null, wayIn: null };

/** The frequency as its author estimated it. */
export function estimatedIn({ frequency, prior }: Threat): Frequency | null {
  return prior ?? frequency;
}

export function evidenceIn({ frequency, prior }: Threat): EvidencePart {
  if (prior === undefined || frequency?.by !== 'factors' || prior.by !== 'factors') return noEvidence;
  const events = frequency.threatEvents.by === 'rate' ? frequency.threatEvents.threatEvents : null;
  const before = prior.threatEvents.by === 'rate' ? prior.threatEvents.threatEvents : null;
  const moved = JSON.stringify(events) !== JSON.stringify(before);
  return {
    threatEvents: moved && events?.kind === 'observed' ? (events.observations.at(-1) ?? null) : null,
    wayIn: frequency.vulnerability.wayIn ?? null,
  };
}

/** A frequency with evidence put to it as lowering does: alerts never lower the mean. */
export function withEvidence(frequency: Frequency | null, evidence: EvidencePart): Frequency | null {
  if (frequency?.by !== 'factors') return frequency;
  const { threatEvents, vulnerability } = frequency;
  return {
    by: 'factors',
    threatEvents:
      threatEvents.by === 'rate' && evidence.threatEvents !== null
        ? { by: 'rate', threatEvents: observed(threatEvents.threatEvents, evidence.threatEvents) }
        : threatEvents,
    vulnerability: evidence.wayIn === null ? vulnerability : { ...vulnerability, wayIn: evidence.wayIn },
  };
}

function observed(estimate: Expression, observation: Observation): Expression {
  if (estimate.kind === 'constant' || holdsShared(estimate)) return estimate;
  const of = estimate.kind === 'observed' ? estimate.of : estimate;
  const before = estimate.kind === 'observed' ? estimate.observations : [];
  const moved: Expression = { kind: 'observed', of, observations: [...before, observation] };
  return meanOf(moved) > meanOf(estimate) ? moved : estimate;
}

function holdsShared(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return (value as { kind?: unknown }).kind === 'shared' || Object.values(value).some(holdsShared);
}

/** What moved a factor, in words: `CVE-2021-44228 and CVE-2022-1111, q = 0.5`; null: nothing. */
export function evidenceInWords(
  evidence: ReportEvidence | null,
  threat: string,
  factor: ReportEffect['factor'],
): string | null {
  const effect = effectOf(evidence, threat, factor);
  if (effect === undefined || !effect.moved) return null;
  if (effect.factor === 'threat-events') {
    const rules = [...new Set(effect.steps.map(({ rule }) => rule))];
    return `${listedShort(rules)}, observed ${effect.count} in ${effect.days} ${effect.days === 1 ? 'day' : 'days'}`;
  }
  return `${listedShort(effect.steps.map(({ id }) => id))}, q = ${Number(effect.wayIn.toPrecision(3))}`;
}

export function effectOf(
  evidence: ReportEvidence | null,
  threat: string,
  factor: ReportEffect['factor'],
): ReportEffect | undefined {
  return evidence?.effects.find((effect) => effect.threat === threat && effect.factor === factor);
}

function listedShort(items: readonly string[]): string {
  const shown = items.slice(0, 3).join(', ');
  return items.length > 3 ? `${shown} and ${items.length - 3} more` : shown;
}
