/**
 * A system as the checks see it: its declarations by kind, its flows as pairs of ends, and what each threat strikes.
 * Made once per run, in one pass; what the parser could not read is simply not in it.
 */
import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import { isExternal, isFlow, isService, isStore } from '../generated/ast.ts';
import type { LinkedSystem } from '../stages.ts';
import { innermostZone } from './zones.ts';

/** One pair of ends of a flow: a flow with several ends is a flow for each pair. */
export interface Link {
  readonly flow: ast.Flow;
  readonly from: ast.FlowEnd;
  readonly to: ast.FlowEnd;
  /** Whether it crosses a trust boundary: its ends lie in different zones, or one of them in none. */
  readonly crosses: boolean;
}

/** What a threat can strike. */
export type Struck = ast.FlowEnd | Link;

export interface SystemView {
  readonly system: LinkedSystem;
  readonly declarations: readonly ast.Declaration[];
  readonly zones: readonly ast.Zone[];
  readonly assets: readonly ast.Asset[];
  readonly agents: readonly ast.Agent[];
  /** Services, stores and externals. */
  readonly ends: readonly ast.FlowEnd[];
  readonly flows: readonly ast.Flow[];
  readonly threats: readonly ast.Threat[];
  readonly controls: readonly ast.Control[];
  readonly estimates: readonly ast.NamedEstimate[];
  readonly distributions: readonly ast.Distribution[];
  readonly units: readonly ast.UnitDeclaration[];
  readonly citations: readonly ast.Citation[];
  readonly expectations: readonly ast.Expectation[];
  /** The pairs of each flow. */
  readonly links: ReadonlyMap<ast.Flow, readonly Link[]>;
  /** What each threat strikes, each once. */
  readonly strikes: ReadonlyMap<ast.Threat, ReadonlySet<Struck>>;
}

export function isLink(struck: Struck): struck is Link {
  return (struck as AstNode).$type === undefined;
}

/** The view of a linked system. */
export function viewOf(system: LinkedSystem): SystemView {
  const declarations = system.documents.flatMap((document) => document.parseResult.value.declarations ?? []);
  const byType = new Map<string, ast.Declaration[]>();
  for (const declaration of declarations) {
    const same = byType.get(declaration.$type);
    if (same === undefined) byType.set(declaration.$type, [declaration]);
    else same.push(declaration);
  }
  const all = <Type extends ast.Declaration['$type']>(type: Type) =>
    (byType.get(type) ?? []) as Extract<ast.Declaration, { $type: Type }>[];
  const flows = all('Flow');
  const threats = all('Threat');
  const links = new Map(flows.map((flow) => [flow, linksOf(flow)] as const));
  const byEnds = linksByEnds(links);
  return {
    system,
    declarations,
    flows,
    threats,
    links,
    zones: all('Zone'),
    assets: all('Asset'),
    agents: all('Agent'),
    ends: declarations.filter((node) => isService(node) || isStore(node) || isExternal(node)),
    controls: all('Control'),
    estimates: all('NamedEstimate'),
    distributions: all('Distribution'),
    units: all('UnitDeclaration'),
    citations: all('Citation'),
    expectations: all('Expectation'),
    strikes: new Map(threats.map((threat) => [threat, struckBy(threat, links, byEnds)] as const)),
  };
}

function linksOf(flow: ast.Flow): Link[] {
  return (flow.sources ?? []).flatMap((source) =>
    (flow.targets ?? []).flatMap((target) => {
      const from = source?.ref;
      const to = target?.ref;
      return from && to ? [{ flow, from, to, crosses: innermostZone(from) !== innermostZone(to) }] : [];
    }),
  );
}

type LinksByEnds = ReadonlyMap<ast.FlowEnd, ReadonlyMap<ast.FlowEnd, readonly Link[]>>;

function linksByEnds(links: ReadonlyMap<ast.Flow, readonly Link[]>): LinksByEnds {
  const found = new Map<ast.FlowEnd, Map<ast.FlowEnd, Link[]>>();
  for (const link of [...links.values()].flat()) {
    const from = found.get(link.from) ?? new Map<ast.FlowEnd, Link[]>();
    found.set(link.from, from);
    from.set(link.to, [...(from.get(link.to) ?? []), link]);
  }
  return found;
}

function struckBy(
  threat: ast.Threat,
  links: ReadonlyMap<ast.Flow, readonly Link[]>,
  byEnds: LinksByEnds,
): ReadonlySet<Struck> {
  const struck = new Set<Struck>();
  for (const place of properties(threat, 'On').flatMap((on) => on.places ?? [])) {
    const element = place.element?.ref;
    if (element === undefined) continue;
    if (isFlow(element)) for (const link of links.get(element) ?? []) struck.add(link);
    else if (place.end === undefined) struck.add(element);
    else for (const link of byEnds.get(element)?.get(place.end.ref as ast.FlowEnd) ?? []) struck.add(link);
  }
  return struck;
}

interface Bodied {
  readonly properties?: readonly AstNode[];
}

type PropertyOf<Node extends Bodied> = Node extends { readonly properties: readonly (infer Property)[] }
  ? Property
  : never;

/** The properties of a declaration that are of one type; none where the body is missing. */
export function properties<Node extends Bodied, Type extends string>(
  node: Node,
  type: Type,
): Extract<PropertyOf<Node>, { $type: Type }>[] {
  return (node.properties ?? []).filter((property) => property.$type === type) as Extract<
    PropertyOf<Node>,
    { $type: Type }
  >[];
}

/** The STRIDE categories of a threat, each once. */
export function categoriesOf(threat: ast.Threat): ReadonlySet<ast.Stride> {
  return new Set(properties(threat, 'StrideCategories').flatMap((line) => line.categories ?? []));
}

/** How a struck element is written after `on`. */
export function nameOf(struck: Struck): string {
  if (!isLink(struck)) return struck.name ?? '';
  return struck.flow.name ?? `${struck.from.name} to ${struck.to.name}`;
}
