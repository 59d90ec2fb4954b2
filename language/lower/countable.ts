/** Which threats have figures, and why the others have none. */
import { listed, type Uncounted } from '../../protocol/index.ts';
import type { Threat } from '../generated/ast.ts';
import type { Base } from './base.ts';
import { orderByDependency } from './graph.ts';
import type { LoweredThreat } from './threats.ts';

export interface Countable {
  /** Threats with figures. */
  readonly counted: ReadonlySet<Threat>;
  readonly uncounted: ReadonlyMap<Threat, Uncounted>;
  /** What each threat lacks to have figures. */
  readonly missing: ReadonlyMap<Threat, readonly string[]>;
  /** Threats without figures that lead to a threat, directly or further on: its figures are "at least". */
  readonly lacks: ReadonlyMap<Threat, ReadonlySet<Threat>>;
}

/** Sorts threats into those with figures and those without; reports circles of `leads to`. */
export function countable(base: Base, threats: ReadonlyMap<Threat, LoweredThreat>): Countable {
  const nodes = [...threats.keys()];
  const targets = (threat: Threat): readonly Threat[] => threats.get(threat)?.leadsTo.map(({ target }) => target) ?? [];
  const { order, cycles } = orderByDependency(nodes, targets);
  const circular = new Set(cycles.flat());
  reportCycles(base, cycles);
  const sources = new Map<Threat, Threat[]>();
  for (const threat of nodes)
    for (const target of targets(threat)) {
      const list = sources.get(target);
      if (list === undefined) sources.set(target, [threat]);
      else list.push(threat);
    }
  const counted = new Set<Threat>();
  const uncounted = new Map<Threat, Uncounted>();
  const missing = new Map<Threat, readonly string[]>();
  const lacks = new Map<Threat, Set<Threat>>();
  // The order has targets first: from its end, every threat comes after those that lead to it.
  for (const threat of [...order].reverse()) {
    const lowered = threats.get(threat);
    if (lowered === undefined) continue;
    const before = (sources.get(threat) ?? []).filter((source) => source !== threat);
    const without = new Set(
      before.flatMap((source) => [...(counted.has(source) ? [] : [source]), ...(lacks.get(source) ?? [])]),
    );
    lacks.set(threat, without);
    const lacking = lowered.onlySetOff && before.length === 0 ? ['frequency', ...lowered.missing] : lowered.missing;
    missing.set(threat, lacking);
    const reason = circular.has(threat) ? cycleReason(threat) : reasonOf(lowered, lacking, before, counted);
    if (reason === null) counted.add(threat);
    else uncounted.set(threat, reason);
  }
  return { counted, uncounted, missing, lacks };
}

function cycleReason(threat: Threat): Uncounted {
  return { threat: threat.name, reason: 'cycle', message: `${threat.name} leads to itself through other threats.` };
}

function reasonOf(
  lowered: LoweredThreat,
  missing: readonly string[],
  before: readonly Threat[],
  counted: ReadonlySet<Threat>,
): Uncounted | null {
  const { name } = lowered.node;
  if (lowered.broken)
    return { threat: name, reason: 'error', message: `${name} has an error in what its figures rest on.` };
  if (missing.length > 0) {
    const reason = reasonCode(missing);
    return { threat: name, reason, message: `${name} lacks ${listed(missing)}.` };
  }
  if (!lowered.onlySetOff || before.some((source) => counted.has(source))) return null;
  const names = listed(
    before.map((source) => source.name),
    3,
  );
  return {
    threat: name,
    reason: 'missing-frequency',
    message: `${name} happens only when ${names} does, which has no figures.`,
  };
}

function reasonCode(missing: readonly string[]): Uncounted['reason'] {
  if (missing.some((factor) => ['frequency', 'threat-events', 'contact', 'action'].includes(factor)))
    return 'missing-frequency';
  return missing.every((factor) => factor === 'loss') ? 'missing-loss' : 'missing-vulnerability';
}

function reportCycles(base: Base, cycles: readonly (readonly Threat[])[]): void {
  for (const cycle of cycles) {
    const path = listed([...cycle, cycle[0]].map((threat) => threat.name)).replaceAll(/, | and /g, ' → ');
    for (const threat of cycle)
      base.findings.report(
        'cycle',
        threat,
        `\`${threat.name}\` leads to itself: ${path}. Take one of these \`leads to\` out.`,
        { property: 'name' },
      );
  }
}
