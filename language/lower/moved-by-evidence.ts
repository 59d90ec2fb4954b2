/** A frequency as evidence moves it: after what was `observed`, before the controls, in every state. */
import { type Frequency as EngineFrequency, meanOf, type Vulnerability } from '../../engine/index.ts';
import { type EvidenceEffect, listed } from '../../protocol/index.ts';
import { movedThreatEvents, vulnerabilityEffect } from '../evidence/effects.ts';
import type { SystemEvidence } from '../evidence/system-evidence.ts';
import type { Estimate, Factor, Frequency, Threat, WithEvidence } from '../generated/ast.ts';
import { isControl } from '../generated/ast.ts';
import { rangeOf, textOf, uriOf } from '../quantities/report.ts';
import type { Base } from './base.ts';
import type { ScopeFor } from './observed-factor.ts';

export interface ThreatEvidenceScope {
  /** null: nobody looked for evidence, or there is none. */
  readonly evidence: SystemEvidence | null;
  readonly fileOf: (uri: string) => string;
}

export interface MovedFrequency {
  readonly frequency: EngineFrequency;
  /** null: nothing moved. */
  readonly prior: EngineFrequency | null;
  readonly effects: readonly EvidenceEffect[];
}

/** The two factors that evidence may move, and the words at which the author lets it. */
interface Marks {
  readonly threatEvents: Marked | null;
  readonly vulnerability: Marked | null;
}

interface Marked {
  readonly words: WithEvidence;
  /** The estimate without `with evidence`. */
  readonly text: string;
}

type Factors = Extract<EngineFrequency, { by: 'factors' }>;

/** null: the words stand where they cannot mean anything, which is reported. */
export function movedBy(
  base: Base,
  { evidence, fileOf }: ThreatEvidenceScope,
  threat: Threat,
  node: Frequency,
  prior: Factors,
  scopeFor: ScopeFor,
): MovedFrequency | null {
  const marks = marksIn(node);
  const eventsScope = scopeFor(threat, ['threat-events']);
  const { threatEvents: events } = prior;
  if (marks.threatEvents !== null && events.by === 'rate' && hasShared(events.threatEvents)) {
    base.findings.report(
      'reference',
      marks.threatEvents.words,
      "The estimate holds an `estimate` or an asset's property, which other places use, too, and alerts of one threat cannot move it. Write the rate itself, or a `distribution`.",
    );
    return null;
  }
  if (evidence === null) return { frequency: prior, prior: null, effects: [] };
  const whereOf = ({ words, text }: Marked) => ({
    threat: threat.name,
    text,
    file: fileOf(uriOf(words)),
    line: rangeOf(words).start.line + 1,
  });
  let moved: Factors = prior;
  const effects: EvidenceEffect[] = [];
  if (marks.threatEvents !== null && events.by === 'rate') {
    const found = movedThreatEvents(evidence, whereOf(marks.threatEvents), events.threatEvents, eventsScope);
    if (found !== null) {
      effects.push(found.effect);
      if (found.effect.moved) moved = { ...moved, threatEvents: { ...events, threatEvents: found.expression } };
    }
  }
  if (marks.vulnerability !== null) {
    const { vulnerability } = prior;
    const effect = vulnerabilityEffect(evidence, whereOf(marks.vulnerability), priorMean(base, vulnerability));
    if (effect !== null) {
      effects.push(effect);
      if (effect.moved) moved = { ...moved, vulnerability: { ...vulnerability, wayIn: effect.wayIn } };
    }
  }
  for (const effect of effects) warnOfDoubleCount(base, evidence, threat, effect, marks, scopeFor);
  return { frequency: moved, prior: moved === prior ? null : prior, effects };
}

/** Of a contest the chance is computed with the figures. */
function priorMean(base: Base, vulnerability: Vulnerability): number | null {
  return vulnerability.by === 'probability' ? meanOf(vulnerability.vulnerability, base.scope.laws) : null;
}

function marksIn({ properties }: Frequency): Marks {
  let threatEvents: Marked | null = null;
  let vulnerability: Marked | null = null;
  for (const property of properties) {
    switch (property.$type) {
      case 'ThreatEvents':
        threatEvents ??= markOf(property.estimate);
        break;
      case 'Capability':
      case 'Resistance':
        vulnerability ??= markOf(property.estimate);
        break;
      case 'Vulnerability':
        vulnerability ??=
          property.estimate !== undefined
            ? markOf(property.estimate)
            : property.evidence.length === 0
              ? null
              : {
                  words: property.evidence[0],
                  text: `of ${property.element?.$refText ?? ''} to ${property.agent?.$refText ?? ''}`,
                };
        break;
    }
  }
  return { threatEvents, vulnerability };
}

function markOf(estimate: Estimate | undefined): Marked | null {
  const words = estimate?.evidence?.[0];
  if (estimate === undefined || words === undefined) return null;
  const observed = estimate.observations.map(textOf);
  return { words, text: [textOf(estimate.value), ...observed].join(' ') };
}

function hasShared(expression: unknown): boolean {
  if (typeof expression !== 'object' || expression === null) return false;
  if ((expression as { kind?: unknown }).kind === 'shared') return true;
  return Object.values(expression).some(hasShared);
}

/** A sensor, or a probe of what runs, saw what the controls in place let through: they would count twice. */
function warnOfDoubleCount(
  base: Base,
  evidence: SystemEvidence,
  threat: Threat,
  effect: EvidenceEffect,
  marks: Marks,
  scopeFor: ScopeFor,
): void {
  if (!effect.moved) return;
  const behind =
    effect.factor === 'threat-events'
      ? 'The alerts'
      : evidence.byThreat
            .get(threat.name)
            ?.vulnerability?.combined.steps.some(({ finding }) => finding.finding.kind === 'dynamic')
        ? 'Findings of a probe of the running service'
        : null;
  const marked = effect.factor === 'threat-events' ? marks.threatEvents : marks.vulnerability;
  if (behind === null || marked === null) return;
  const factors: readonly Factor[] = [effect.factor];
  const names = scopeFor(threat, factors)
    .reducedInPlace.filter(isControl)
    .map(({ name }) => name);
  if (names.length === 0) return;
  base.findings.report(
    'double-count',
    marked.words,
    `${behind} were made behind ${listed(names)}, in place, which ${names.length === 1 ? 'reduces' : 'reduce'} \`${effect.factor}\` once more. Let the line reduce what comes before, or take \`with evidence\` out.`,
  );
}
