/** Declarations: the nodes at the top of a file. */
import type { AstNode } from 'langium';
import {
  type Agent,
  type Asset,
  type Citation,
  type Control,
  type Declaration,
  type Distribution,
  type External,
  type Flow,
  isRiskFile,
  type NamedEstimate,
  type Service,
  type Store,
  type Threat,
  type Zone,
} from '../generated/ast.ts';

/** What the name space of a system holds: everything with a name but the system itself and its units. */
export type NamedDeclaration =
  | Zone
  | Asset
  | External
  | Agent
  | Service
  | Store
  | Flow
  | Threat
  | Control
  | NamedEstimate
  | Distribution
  | Citation;

/** The declaration around a node, or the node itself if it is one; undefined for the file. */
export function declarationOf(node: AstNode): Declaration | undefined {
  let current: AstNode | undefined = node;
  while (current !== undefined) {
    if (current.$container !== undefined && isRiskFile(current.$container)) return current as Declaration;
    current = current.$container;
  }
  return undefined;
}

const apart: ReadonlySet<string> = new Set<Declaration['$type']>([
  ...(['System', 'UnitDeclaration', 'Expectation', 'Evidence', 'Feed'] as const),
]);

/** Whether the declaration stands in the name space of its system. A name may be missing in a broken text. */
export function isNamedDeclaration(node: Declaration): node is NamedDeclaration {
  const { $type: type, name } = node as NamedDeclaration;
  return !apart.has(type) && name !== undefined && name !== '';
}

const kinds: Readonly<Record<string, string>> = {
  System: 'a system',
  Zone: 'a zone',
  Asset: 'an asset',
  External: 'an external',
  Agent: 'an agent',
  Service: 'a service',
  Store: 'a store',
  Flow: 'a flow',
  Threat: 'a threat',
  Control: 'a control',
  NamedEstimate: 'an estimate',
  Distribution: 'a distribution',
  UnitDeclaration: 'a unit',
  Citation: 'a citation',
  Let: 'a `let`',
};

/** `an asset`, `a threat`: the kind of a declaration in words. */
export function kindOf(type: string): string {
  return kinds[type] ?? 'a declaration';
}
