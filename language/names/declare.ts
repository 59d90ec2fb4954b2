/** The quick fix that declares a name which is used and not declared. */
import type { AstNode } from 'langium';
import { insertAfter } from '../checks/edits.ts';
import type { FixAlternative } from '../stages.ts';
import { declarationOf } from './declarations.ts';

const texts: Readonly<Record<string, (name: string) => string>> = {
  Zone: (name) => `zone ${name}`,
  Asset: (name) => `asset ${name} {\n  data confidential\n}`,
  External: (name) => `external ${name}`,
  Agent: (name) => `agent ${name}`,
  Service: (name) => `service ${name}`,
  Store: (name) => `store ${name}`,
  Threat: (name) => `threat ${name} {\n}`,
  Control: (name) => `control ${name} {\n}`,
  Citation: (name) => `citation ${name} {\n}`,
};

const kindsOf: Readonly<Record<string, readonly string[]>> = {
  Component: ['Service', 'Store'],
  FlowEnd: ['Service', 'Store', 'External'],
  Element: ['Service', 'Store', 'External'],
  ScopePlace: ['Zone', 'Service', 'Store'],
  Measured: ['Threat', 'Control'],
};

/** Ways to declare `name` so that a reference to `type` finds it, after the declaration that uses it. */
export function declareFixes(node: AstNode, name: string, type: string): readonly FixAlternative[] {
  const user = declarationOf(node);
  if (user === undefined) return [];
  return (kindsOf[type] ?? [type])
    .filter((kind) => texts[kind] !== undefined)
    .map((kind) => ({
      title: `Declare ${kind.toLowerCase()} \`${name}\``,
      preferred: false,
      edits: [insertAfter(user, `\n\n${texts[kind](name)}`)],
    }));
}
