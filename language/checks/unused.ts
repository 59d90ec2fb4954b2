import type * as ast from '../generated/ast.ts';
import type { Check } from './check.ts';
import type { CodeInfo } from './code.ts';
import { alternative, replace } from './edits.ts';
import { findingAt } from './finding.ts';
import { type Uses, usesOf } from './uses.ts';

const info: CodeInfo = {
  code: 'unused',
  severity: 'hint',
  title: 'A declaration that nothing uses',
  help: 'Nothing in the system refers to the declaration: it moves no figure, and perhaps a line that names it is missing.',
  adjustable: true,
  needs: 'text',
};

type Usable =
  | ast.NamedEstimate
  | ast.Distribution
  | ast.UnitDeclaration
  | ast.Citation
  | ast.Agent
  | ast.Asset
  | ast.Zone
  | ast.FlowEnd;

const kinds: Readonly<Record<Usable['$type'], string>> = {
  NamedEstimate: 'estimate',
  Distribution: 'distribution',
  UnitDeclaration: 'unit',
  Citation: 'citation',
  Agent: 'agent',
  Asset: 'asset',
  Zone: 'zone',
  Service: 'service',
  Store: 'store',
  External: 'external',
};

export const unused: Check = {
  info,
  run: ({ view }) => {
    // Where something could not be read, the missing use may stand just there.
    const broken = view.system.documents.some(
      ({ parseResult }) => parseResult.parserErrors.length > 0 || parseResult.lexerErrors.length > 0,
    );
    if (broken) return [];
    const uses = usesOf(view);
    const usable: Usable[] = [
      ...view.estimates,
      ...view.distributions,
      ...view.units,
      ...view.citations,
      ...view.agents,
      ...view.assets,
      ...view.zones,
      ...view.ends,
    ];
    return usable
      .filter((node) => node.name !== undefined && !isUsed(node, uses))
      .map((node) =>
        findingAt(
          info,
          node,
          `Nothing uses the ${kinds[node.$type]} ${node.name}. Use it where it belongs, or remove it.`,
          { property: 'name', fix: { alternatives: [alternative(`Remove ${node.name}`, [replace(node, '')])] } },
        ),
      );
  },
};

function isUsed(node: Usable, uses: Uses): boolean {
  if (node.$type === 'UnitDeclaration') {
    const { name, plural } = node;
    const forms = [name, `${name}s`, `${name}es`, name.replace(/y$/, 'ies'), ...(plural === undefined ? [] : [plural])];
    return forms.some((form) => uses.units.has(form));
  }
  return uses.declarations.has(node);
}
