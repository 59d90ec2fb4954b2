/** Names declared more than once: said at every declaration, naming the others. */
import type { AstNode } from 'langium';
import { findingAt, relatedAt } from '../checks/finding.ts';
import { duplicate } from '../checks/language-codes.ts';
import { properties } from '../checks/view.ts';
import { isLet, isThreat, isUnitDeclaration, type Let, type System, type UnitDeclaration } from '../generated/ast.ts';
import type { Finding, LinkedSystem } from '../stages.ts';
import { kindOf } from './declarations.ts';

/** Every `duplicate` name of a system: declarations, `let`s and units. */
export function duplicateNames(system: LinkedSystem): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [name, nodes] of system.declarations) {
    if (nodes.length > 1) findings.push(...sayAtEach(name, nodes));
  }
  for (const threat of system.documents.flatMap(({ parseResult }) => parseResult.value.declarations.filter(isThreat))) {
    for (const loss of properties(threat, 'Loss')) {
      findings.push(...duplicateLets(loss.properties.filter(isLet), system));
    }
  }
  return [...findings, ...duplicateUnits(system)];
}

/** A second `system` in a folder. */
export function duplicateSystems(system: LinkedSystem, surplus: readonly System[]): readonly Finding[] {
  const first = system.node;
  if (first === null) return [];
  const documents = new Set<unknown>(system.documents);
  const others = surplus.filter((node) => documents.has(node.$container.$document) && sameFolder(node, first));
  if (others.length === 0) return [];
  const all = [first, ...others];
  return all.map((node) =>
    findingAt(
      duplicate,
      node,
      `This folder has ${all.length} systems: ${all.map((one) => `\`${one.name}\``).join(', ')}. A folder has one system. Move the other one, with its files, to a folder of its own.`,
      { property: 'name', related: relatedTo(node, all) },
    ),
  );
}

function sameFolder(a: System, b: System): boolean {
  const folder = (node: System) => node.$container.$document?.uri.toString().replace(/[^/]*$/, '');
  return folder(a) === folder(b);
}

function sayAtEach(name: string, nodes: readonly AstNode[]): Finding[] {
  const kinds = new Map<string, number>();
  for (const node of nodes) kinds.set(kindOf(node.$type), (kinds.get(kindOf(node.$type)) ?? 0) + 1);
  const times = nodes.length === 2 ? 'twice' : `${nodes.length} times`;
  return nodes.map((node) => {
    const own = kindOf(node.$type);
    const others = [...kinds].flatMap(([kind, count]) => (kind === own && count === 1 ? [] : [kind]));
    const message = `\`${name}\` is declared ${times}: here, and as ${others.join(' and as ')} elsewhere in the system. Give each its own name.`;
    return findingAt(duplicate, node, message, { property: 'name', related: relatedTo(node, nodes) });
  });
}

/** Places that a finding names beside its own. */
const mostRelated = 20;

function relatedTo(node: AstNode, nodes: readonly AstNode[]): Finding['related'] {
  return nodes
    .slice(0, mostRelated + 1)
    .filter((other) => other !== node)
    .slice(0, mostRelated)
    .map((other) => relatedAt(other, 'Also declared here.', { property: 'name' }));
}

/** Two `let`s of one loss, or a `let` that hides a name of the system. */
function duplicateLets(lets: readonly Let[], system: LinkedSystem): Finding[] {
  const byName = new Map<string, Let[]>();
  for (const node of lets) if (node.name) byName.set(node.name, [...(byName.get(node.name) ?? []), node]);
  const findings: Finding[] = [];
  for (const [name, nodes] of byName) {
    const declared = system.declarations.get(name) ?? [];
    if (nodes.length + declared.length < 2) continue;
    const all: AstNode[] = [...nodes, ...declared];
    findings.push(...sayAtEach(name, all).slice(0, declared.length > 1 ? nodes.length : all.length));
  }
  return findings;
}

function duplicateUnits(system: LinkedSystem): Finding[] {
  const byName = new Map<string, UnitDeclaration[]>();
  for (const document of system.documents) {
    for (const node of document.parseResult.value.declarations) {
      if (!isUnitDeclaration(node)) continue;
      for (const name of new Set([node.name, node.plural])) {
        if (!name) continue;
        const same = byName.get(name);
        if (same === undefined) byName.set(name, [node]);
        else same.push(node);
      }
    }
  }
  return [...byName].flatMap(([name, nodes]) => (nodes.length > 1 ? sayAtEach(name, nodes) : []));
}
