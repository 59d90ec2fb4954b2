/**
 * How much a finding weighs: s = threat · reach · ease, each from 0 to 1. A heuristic, uncalibrated: every factor is kept
 * with its reason, so that it can be argued with.
 */
import type { VectorReader } from '../cvss/choose.ts';
import type { AttackVector } from '../cvss/vector.ts';
import type { Finding, Severity } from '../finding.ts';
import { epssOf, exploitedBecause, type Intelligence } from './intelligence.ts';

export interface Factor {
  readonly value: number;
  /** `EPSS 0.42 of 2026-03-01`, `attack over the network, from another zone`. */
  readonly because: string;
  /** Nothing was measured: the value is one of this project's choosing. */
  readonly assumed: boolean;
}

export interface Strength {
  /** Product of the three. */
  readonly value: number;
  readonly threat: Factor;
  readonly reach: Factor;
  readonly ease: Factor;
}

/** Where neither KEV nor EPSS knows a finding. Of this project's choosing; 0 where the tool itself sees no risk. */
export const threatBySeverity: Readonly<Record<Severity, number>> = {
  critical: 0.2,
  high: 0.1,
  medium: 0.04,
  low: 0.01,
  none: 0,
  unknown: 0.02,
};

const reachBelowNetwork: Readonly<Record<Exclude<AttackVector, 'network'>, number>> = {
  adjacent: 0.3,
  local: 0.1,
  physical: 0.1,
};

/** `fromOtherZone`: a flow from another zone leads to the service that has the finding. */
export function strengthOf(
  found: Finding,
  fromOtherZone: boolean,
  intelligence: Intelligence,
  read: VectorReader,
): Strength {
  const threat = threatOf(found, intelligence);
  const metrics = found.cvss?.vector ? read(found.cvss.vector) : null;
  const reach = reachOf(metrics?.attackVector ?? null, fromOtherZone);
  const ease: Factor =
    metrics === null
      ? { value: 1, because: 'no CVSS vector says that an attack is hard', assumed: true }
      : easeOf(metrics.highComplexity, metrics.privileges, metrics.userInteraction);
  return { value: threat.value * reach.value * ease.value, threat, reach, ease };
}

function threatOf(found: Finding, intelligence: Intelligence): Factor {
  const ids = [found.id, ...found.aliases];
  if (found.kind === 'malware') return { value: 1, because: 'the package is malicious', assumed: false };
  const exploited = exploitedBecause(ids, intelligence);
  if (exploited !== null) return { value: 1, because: exploited, assumed: false };
  if (found.kev === true) return { value: 1, because: `${found.tool} reports that it is in KEV`, assumed: false };
  const fed = epssOf(ids, intelligence.epss);
  const epss = fed ?? found.epss;
  if (epss !== null) {
    const day = epss.date === null ? '' : ` of ${epss.date}`;
    const whose = fed === null ? `, as ${found.tool} reports` : '';
    return { value: epss.probability, because: `EPSS ${epss.probability}${day}${whose}`, assumed: false };
  }
  return { value: threatBySeverity[found.severity], because: `no EPSS; severity ${found.severity}`, assumed: true };
}

function reachOf(vector: AttackVector | null, fromOtherZone: boolean): Factor {
  if (vector !== null && vector !== 'network') {
    return { value: reachBelowNetwork[vector], because: `attack vector ${vector}`, assumed: false };
  }
  const said = vector === null ? 'no attack vector is known, network taken' : 'attack over the network';
  return {
    value: fromOtherZone ? 1 : 0.5,
    because: `${said}, ${fromOtherZone ? 'a flow comes' : 'no flow comes'} from another zone`,
    assumed: vector === null,
  };
}

function easeOf(highComplexity: boolean, privileges: 'none' | 'low' | 'high', userInteraction: boolean): Factor {
  const halvings: string[] = [];
  if (highComplexity) halvings.push('high attack complexity');
  if (privileges !== 'none') halvings.push(`${privileges} privileges`);
  if (privileges === 'high') halvings.push('high ones again');
  if (userInteraction) halvings.push('user interaction');
  return {
    value: 0.5 ** halvings.length,
    because: halvings.length === 0 ? 'nothing makes an attack hard' : `halved for ${halvings.join(', for ')}`,
    assumed: false,
  };
}
