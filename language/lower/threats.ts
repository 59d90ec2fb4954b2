/** Threats one by one: frequency, loss, what they lead to, and what is missing or in error. */
import type { Expression, Frequency, Loss } from '../../engine/index.ts';
import type { EvidenceEffect } from '../../protocol/index.ts';
import { properties } from '../checks/view.ts';
import type { Threat } from '../generated/ast.ts';
import { lowerEstimate, probabilityPlace } from '../quantities/index.ts';
import { type Base, isUnique, record } from './base.ts';
import { type Damage, damageOf } from './damage.ts';
import { lowerFrequency } from './frequency.ts';
import { lowerLoss } from './loss.ts';
import type { ThreatEvidenceScope } from './moved-by-evidence.ts';
import type { NamedQuantities } from './named.ts';
import type { ScopeFor } from './observed-factor.ts';

export interface LoweredThreat {
  readonly node: Threat;
  readonly frequency: Frequency | null;
  /** The frequency before evidence; null: evidence moved nothing. */
  readonly prior: Frequency | null;
  readonly effects: readonly EvidenceEffect[];
  readonly loss: Loss | null;
  /** Where the text says where it leads; the probability is null where it is in error. */
  readonly leadsTo: readonly { readonly target: Threat; readonly probability: Expression | null }[];
  /** Factors that are not written; `frequency` is not among them where others may lead to it. */
  readonly missing: readonly string[];
  /** There is no `frequency` at all. */
  readonly onlySetOff: boolean;
  readonly broken: boolean;
  readonly damage: Damage;
}

/** The parts of a threat that carry its figures. */
const quantified: readonly string[] = ['Frequency', 'Loss', 'LeadsTo'];

/** One threat, looked at for itself. */
export function lowerThreat(
  base: Base,
  named: NamedQuantities,
  threat: Threat,
  scopeFor: ScopeFor,
  evidence: ThreatEvidenceScope,
): LoweredThreat {
  const damage = damageOf(threat);
  const frequencies = properties(threat, 'Frequency');
  const losses = properties(threat, 'Loss');
  const frequency = frequencies.map((node) => lowerFrequency(base, threat, node, scopeFor, evidence))[0];
  const loss = losses.map((node) => lowerLoss(base, named, threat, node, scopeFor))[0];
  const consequences = properties(threat, 'LeadsTo').map((node) => {
    const target = node.threat?.ref;
    const scope = target === undefined ? base.scope : scopeFor(target, ['frequency', 'vulnerability']);
    const value = lowerEstimate(node.probability, probabilityPlace, scope);
    record(base, node.probability, value, 'yearly');
    return { target, probability: value === null ? null : value.expression };
  });
  const leadsTo = consequences.flatMap(({ target, probability }) =>
    target === undefined ? [] : [{ target, probability }],
  );
  const broken =
    damage === 'whole' ||
    quantified.some((type) => damage.has(type)) ||
    !isUnique(base, threat) ||
    frequencies.length > 1 ||
    losses.length > 1 ||
    frequency?.broken === true ||
    loss?.broken === true ||
    consequences.some(({ target, probability }) => target === undefined || probability === null);
  return {
    node: threat,
    frequency: frequency?.frequency ?? null,
    prior: frequency?.prior ?? null,
    effects: frequency?.effects ?? [],
    loss: loss?.loss ?? null,
    leadsTo,
    missing: [
      ...(frequency?.missing ?? []),
      ...(loss === undefined || (loss.loss === null && !loss.broken) ? ['loss'] : []),
    ],
    onlySetOff: frequency === undefined,
    broken,
    damage,
  };
}
