/** The frequency of a threat: directly, or by threat events and vulnerability. */
import type { Frequency as EngineFrequency, Expression, ThreatEvents, Vulnerability } from '../../engine/index.ts';
import type { EvidenceEffect } from '../../protocol/index.ts';
import { repetitionsIn } from '../checks/once.ts';
import { overdeterminedIn } from '../checks/overdetermined.ts';
import type {
  Agent,
  Capability,
  Estimate,
  Factor,
  Frequency,
  FrequencyProperty,
  Resistance,
  Service,
  Store,
  Threat,
} from '../generated/ast.ts';
import { isDamaged } from '../parser/damage.ts';
import { lowerEstimate, type Place, percentilePlace, probabilityPlace, ratePlace } from '../quantities/index.ts';
import { type Base, record } from './base.ts';
import { movedBy, type ThreatEvidenceScope } from './moved-by-evidence.ts';
import type { ScopeFor } from './observed-factor.ts';

export interface LoweredFrequency {
  /** null: there is none, or it is incomplete or in error. */
  readonly frequency: EngineFrequency | null;
  /** Factors that are not written. */
  readonly missing: readonly string[];
  readonly broken: boolean;
  /** The frequency before evidence; null: evidence moved nothing. */
  readonly prior: EngineFrequency | null;
  /** What evidence did to its factors, or why it did nothing. */
  readonly effects: readonly EvidenceEffect[];
}

/** Factors of controls that multiply what is estimated. */
const lossEventFactors: readonly Factor[] = ['frequency', 'vulnerability', 'threat-events'];

const nothing: LoweredFrequency = { frequency: null, missing: [], broken: false, prior: null, effects: [] };
const broken: LoweredFrequency = { ...nothing, broken: true };

/** The frequency of a threat, by its one `frequency` property. */
export function lowerFrequency(
  base: Base,
  threat: Threat,
  node: Frequency,
  scopeFor: ScopeFor,
  evidence: ThreatEvidenceScope,
): LoweredFrequency {
  const lower: Lower = (estimate, place, factors, takesEvidence = false) => {
    const scope = scopeFor(threat, factors);
    const value = lowerEstimate(estimate, place, takesEvidence ? { ...scope, takesEvidence } : scope);
    record(base, estimate, value, 'yearly');
    return value === null ? null : value.expression;
  };
  if (node.estimate !== undefined) {
    const lossEventFrequency = lower(node.estimate, ratePlace, lossEventFactors);
    return lossEventFrequency === null ? broken : { ...nothing, frequency: { by: 'loss-events', lossEventFrequency } };
  }
  const events = threatEventsOf(node, lower);
  const vulnerability = vulnerabilityOf(base, node, lower);
  if (
    events === 'broken' ||
    vulnerability === 'broken' ||
    repetitionsIn(node).some(({ again }) => isFactor(again.$type)) ||
    overdeterminedIn(node).length > 0
  )
    return broken;
  const missing = [...missingOf(events), ...missingOf(vulnerability)];
  if (isMissing(events) || isMissing(vulnerability)) return { ...nothing, missing };
  const prior: EngineFrequency = { by: 'factors', threatEvents: events, vulnerability };
  const moved = movedBy(base, evidence, threat, node, prior, scopeFor);
  if (moved === null) return broken;
  return { frequency: moved.frequency, missing, broken: false, prior: moved.prior, effects: moved.effects };
}

type Lower = (
  estimate: Estimate | undefined,
  place: Place,
  factors: readonly Factor[],
  takesEvidence?: boolean,
) => Expression | null;

interface Missing {
  readonly missing: readonly string[];
}

function isMissing(part: object): part is Missing {
  return 'missing' in part;
}

function missingOf(part: object): readonly string[] {
  return isMissing(part) ? part.missing : [];
}

function isFactor(type: string): boolean {
  return ['ThreatEvents', 'Contact', 'Action', 'Vulnerability', 'Capability', 'Resistance'].includes(type);
}

function part<Type extends FrequencyProperty['$type']>(
  node: Frequency,
  type: Type,
): Extract<FrequencyProperty, { $type: Type }> | undefined {
  return node.properties.find((property) => property.$type === type) as
    | Extract<FrequencyProperty, { $type: Type }>
    | undefined;
}

function threatEventsOf(node: Frequency, lower: Lower): ThreatEvents | Missing | 'broken' {
  const direct = part(node, 'ThreatEvents');
  const contactNode = part(node, 'Contact');
  const actionNode = part(node, 'Action');
  if (direct !== undefined) {
    const threatEvents = lower(direct.estimate, ratePlace, ['threat-events'], true);
    return threatEvents === null ? 'broken' : { by: 'rate', threatEvents };
  }
  const contact = contactNode && lower(contactNode.estimate, ratePlace, ['contact']);
  const action = actionNode && lower(actionNode.estimate, probabilityPlace, ['action']);
  if (contact === null || action === null) return 'broken';
  if (contact === undefined && action === undefined) return { missing: ['threat-events'] };
  if (contact === undefined) return { missing: ['contact'] };
  return action === undefined ? { missing: ['action'] } : { by: 'contact', contact, action };
}

function vulnerabilityOf(base: Base, node: Frequency, lower: Lower): Vulnerability | Missing | 'broken' {
  const direct = part(node, 'Vulnerability');
  if (direct !== undefined && direct.estimate === undefined)
    return referredContest(base, direct.element?.ref, direct.agent?.ref);
  if (direct !== undefined) {
    const vulnerability = lower(direct.estimate, probabilityPlace, ['vulnerability'], true);
    return vulnerability === null ? 'broken' : { by: 'probability', vulnerability };
  }
  const capabilityNode = part(node, 'Capability');
  const resistanceNode = part(node, 'Resistance');
  const capability = capabilityNode && percentile(base, capabilityNode.estimate, true);
  const resistance = resistanceNode && percentile(base, resistanceNode.estimate, true);
  if (capability === null || resistance === null) return 'broken';
  if (capability === undefined && resistance === undefined) return { missing: ['vulnerability'] };
  if (capability === undefined) return { missing: ['capability'] };
  return resistance === undefined ? { missing: ['resistance'] } : { by: 'contest', capability, resistance };
}

/** A percentile of the threat population: it varies from threat event to threat event. */
function percentile(base: Base, estimate: Estimate | undefined, takesEvidence = false): Expression | null {
  const value = lowerEstimate(estimate, percentilePlace, { ...base.scope, takesEvidence });
  record(base, estimate, value, 'per-event');
  return value === null ? null : value.expression;
}

/** `vulnerability of ELEMENT to AGENT`: the element's resistance against the agent's capability. */
function referredContest(
  base: Base,
  element: Service | Store | undefined,
  agent: Agent | undefined,
): Vulnerability | Missing | 'broken' {
  if (element === undefined || agent === undefined || isDamaged(element) || isDamaged(agent)) return 'broken';
  const resistances = element.properties.filter((property): property is Resistance => property.$type === 'Resistance');
  const capabilities = agent.properties.filter((property): property is Capability => property.$type === 'Capability');
  if (resistances.length > 1 || capabilities.length > 1) return 'broken';
  const missing = [
    ...(capabilities.length === 0 ? [`the capability of ${agent.name}`] : []),
    ...(resistances.length === 0 ? [`the resistance of ${element.name}`] : []),
  ];
  if (missing.length > 0) return { missing };
  const capability = percentile(base, capabilities[0].estimate);
  const resistance = percentile(base, resistances[0].estimate);
  return capability === null || resistance === null ? 'broken' : { by: 'contest', capability, resistance };
}
