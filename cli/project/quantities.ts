/** What a named estimate, a distribution or an asset's size stands for: its law, its text and who uses it. */
import { AstUtils } from 'langium';
import { type Description, describe } from '../../engine/index.ts';
import { isDistribution, isNamedEstimate, isReference } from '../../language/generated/ast.ts';
import type { Assessment } from '../../language/stages.ts';
import type { Quantity } from '../../report/index.ts';
import { writtenIn } from './written.ts';

/** The quantity of that name; null if there is none, or if its text is in error. */
export function quantityNamed(name: string, { lowered }: Assessment, root: string): Quantity | null {
  const node = lowered.system.declarations.get(name)?.find((each) => isNamedEstimate(each) || isDistribution(each));
  if (node === undefined || !(isNamedEstimate(node) || isDistribution(node)) || node.estimate === undefined)
    return null;
  const [written] = writtenIn(node, lowered.system, root);
  const estimate = lowered.estimates.get(node.estimate);
  if (written === undefined || estimate === undefined) return null;
  const { mean, p5, p50, p95 }: Description = describe(estimate.expression, { shared: lowered.model.shared, lets: [] });
  return {
    name,
    title: node.title ?? null,
    kind: isNamedEstimate(node) ? 'estimate' : 'distribution',
    unit: estimate.unit,
    spread: { mean, p5, p50, p95 },
    written,
    usedBy: usersOf(name, lowered.system.declarations.values()),
  };
}

type Declarations = ReturnType<Assessment['lowered']['system']['declarations']['values']>;

/** Names of the declarations whose estimates name it. */
function usersOf(name: string, declarations: Declarations): readonly string[] {
  const users = [...declarations]
    .flat()
    .filter((node) =>
      AstUtils.streamAllContents(node).some((part) => isReference(part) && part.target?.$refText === name),
    );
  return [...new Set(users.flatMap((node) => ('name' in node && typeof node.name === 'string' ? [node.name] : [])))];
}
