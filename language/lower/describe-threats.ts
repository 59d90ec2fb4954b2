/** Threats in words: names, places and what they are tied to. */
import { meanOf } from '../../engine/index.ts';
import type { ReductionDescription, ThreatDescription } from '../../protocol/index.ts';
import { hasReason } from '../checks/reasons.ts';
import { nameOf, properties } from '../checks/view.ts';
import type { Threat } from '../generated/ast.ts';
import type { Base } from './base.ts';
import type { Catches } from './catches.ts';
import type { ControlValues } from './controls.ts';
import type { Countable } from './countable.ts';
import type { Membership } from './groups.ts';
import { type FileOf, namedOf } from './places.ts';

export interface ThreatContext {
  readonly base: Base;
  readonly catches: Catches;
  readonly controls: ReadonlyMap<Catches['all'][number]['control'], ControlValues>;
  readonly countable: Countable;
  readonly memberships: ReadonlyMap<Threat, Membership>;
  readonly fileOf: FileOf;
}

/** What a threat says besides numbers. */
export function describeThreat(threat: Threat, context: ThreatContext): ThreatDescription {
  const { base, countable } = context;
  const membership = context.memberships.get(threat)!;
  const accepted = properties(threat, 'Accepted').find(hasReason);
  const cwe = properties(threat, 'Weaknesses').flatMap(({ ids }) => ids);
  // Name by name: of a thousand threats, spreads took most of the time.
  const { name, title, file, line, column, endLine, endColumn } = namedOf(threat, context.fileOf);
  return {
    name,
    title,
    file,
    line,
    column,
    endLine,
    endColumn,
    stride: membership.stride,
    on: [...new Set([...(base.view.strikes.get(threat) ?? [])].map(nameOf))],
    affects: membership.asset,
    by: membership.agent,
    cwe: [...new Set(cwe.map((id) => Number(id.replace(/^CWE-/, ''))))],
    owner: membership.owner,
    zones: membership.zone,
    reducedBy: reductionsOf(threat, context),
    leadsTo: properties(threat, 'LeadsTo').flatMap((consequence) => consequence.threat?.ref?.name ?? []),
    accepted:
      accepted === undefined
        ? null
        : { until: accepted.until ?? '', by: accepted.who ?? '', because: accepted.reason ?? '' },
    tickets: properties(threat, 'Ticket').map((ticket) => ticket.text),
    missing: countable.missing.get(threat) ?? [],
    lacks: [...(countable.lacks.get(threat) ?? [])].map((source) => source.name),
  };
}

function reductionsOf(threat: Threat, { base, catches, controls }: ThreatContext): readonly ReductionDescription[] {
  return (catches.byThreat.get(threat) ?? []).map(({ control, line }) => {
    const values = controls.get(control);
    const by = values?.reductions.get(line) ?? null;
    const mean = values === undefined || by === null || values.broken ? null : meanReduction(base, values, by);
    return { control: control.name, factor: line.factor, mean, status: values?.status ?? 'planned' };
  });
}

/** E[P] · E[coverage] · E[reliability], by one mean where they share a draw. */
function meanReduction(base: Base, values: ControlValues, by: NonNullable<ControlValues['coverage']>): number {
  const parts = [by, values.coverage, values.reliability].filter((part) => part !== null);
  const product = parts.reduce((left, right) => ({ kind: 'product', left, right }));
  return meanOf(product, base.scope.laws);
}
