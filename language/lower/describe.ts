/** What a system says besides numbers. */
import type { GroupDescription, SystemDescription } from '../../protocol/index.ts';
import { nameOf, properties } from '../checks/view.ts';
import type { Control, Flow, Threat } from '../generated/ast.ts';
import { textOf } from '../quantities/report.ts';
import { describeElements } from './describe-elements.ts';
import { describeThreat } from './describe-threats.ts';
import type { Membership, NamedGroup } from './groups.ts';
import { appetitePoints } from './limits.ts';
import type { Parts } from './model.ts';
import { ownOwner, systemOwner } from './owners.ts';
import { type FileOf, namedOf, placeOf } from './places.ts';

/** The description beside the model; threats and declarations stand in the order of the text. */
export function describeSystem(
  parts: Parts,
  memberships: ReadonlyMap<Threat, Membership>,
  fileOf: FileOf,
): Omit<SystemDescription, 'evidence'> {
  const { base, settings, countable } = parts;
  const { view, system } = base;
  const context = { ...parts, memberships, fileOf };
  const flows = new Map([...view.links.values()].flat().map((link) => [nameOf(link), link.flow] as const));
  return {
    name: system.name,
    title: system.node?.title ?? null,
    place: system.node === null ? null : placeOf(system.node, fileOf, 'name'),
    ...settings,
    threats: view.threats.map((threat) => describeThreat(threat, context)),
    elements: describeElements(base, fileOf),
    zones: view.zones.map((zone) => ({ ...namedOf(zone, fileOf), parent: zone.parent?.ref?.name ?? null })),
    assets: view.assets.map((asset) => ({
      ...namedOf(asset, fileOf),
      data: properties(asset, 'DataClass')[0]?.level ?? 'confidential',
    })),
    agents: view.agents.map((agent) => namedOf(agent, fileOf)),
    controls: view.controls.map((control) => ({
      ...namedOf(control, fileOf),
      status: parts.controls.get(control)?.status ?? 'planned',
      threats: caughtBy(parts, control),
      owner: ownersOfControl(parts, control),
      tickets: properties(control, 'Ticket').map((ticket) => ticket.text),
    })),
    groups: parts.groups.flatMap((group) => describeGroup(parts, group, flows, fileOf)),
    uncounted: view.threats.flatMap((threat) => countable.uncounted.get(threat) ?? []),
    appetite: appetitePoints(base).flatMap((point) => {
      const limit = parts.limits.get(point);
      return limit === undefined ? [] : [{ probability: limit.low, above: limit.high, ...placeOf(point, fileOf) }];
    }),
    expectations: view.expectations.map((expectation) => ({
      text: textOf(expectation).replace(/\s+/g, ' '),
      ...placeOf(expectation, fileOf),
    })),
  };
}

function caughtBy({ catches }: Parts, control: Control): readonly string[] {
  return [...new Set((catches.byControl.get(control) ?? []).flatMap(({ threats }) => threats.map(({ name }) => name)))];
}

function ownersOfControl({ base }: Parts, control: Control): readonly string[] {
  const own = ownOwner(control);
  return own === undefined ? systemOwner(base.system) : [own];
}

function describeGroup(
  parts: Parts,
  group: NamedGroup,
  flows: ReadonlyMap<string, Flow>,
  fileOf: FileOf,
): readonly GroupDescription[] {
  const { view, system } = parts.base;
  const node =
    group.kind === 'element'
      ? elementNode(parts, group.name, flows)
      : group.kind === 'stride' || group.kind === 'owner'
        ? undefined
        : system.declarations.get(group.name)?.[0];
  // A category or an owner is declared nowhere: it is found at the first threat that has it.
  const first = node ?? group.threats[0] ?? group.lacks[0] ?? system.node ?? view.declarations[0];
  if (first === undefined) return [];
  const hasName = 'name' in first && first.name !== undefined;
  return [
    {
      ...placeOf(first, fileOf, hasName ? 'name' : undefined),
      name: group.name,
      title: node !== undefined && 'title' in node ? (node.title ?? null) : null,
      kind: group.kind,
      threats: group.threats.map((threat) => threat.name),
      lacks: group.lacks.map((threat) => threat.name),
    },
  ];
}

function elementNode(
  { base }: Parts,
  name: string,
  flows: ReadonlyMap<string, Flow>,
): Parts['base']['view']['declarations'][number] | undefined {
  const declared = base.system.declarations.get(name)?.[0];
  if (declared !== undefined) return declared;
  return flows.get(name);
}
