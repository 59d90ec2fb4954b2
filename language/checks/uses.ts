/** Which declarations of a system anything uses. */
import type { AstNode, ReferenceInfo } from 'langium';
import type { Quantity, Rate } from '../generated/ast.ts';
import type { SystemView } from './view.ts';
import { addReferencesOf, nodesOf } from './walk.ts';

export interface Uses {
  /** Declarations that another declaration names. */
  readonly declarations: ReadonlySet<AstNode>;
  /** Words that stand where a unit does. */
  readonly units: ReadonlySet<string>;
}

/** Walks the whole system once. A declaration that only names itself is not used. */
export function usesOf(view: SystemView): Uses {
  const declarations = new Set<AstNode>();
  const units = new Set<string>();
  for (const declaration of view.declarations) {
    const references: ReferenceInfo[] = [];
    for (const node of nodesOf(declaration)) {
      if (node.$type === 'Quantity' || node.$type === 'Rate') {
        const { unit } = node as Quantity | Rate;
        if (unit !== undefined) units.add(unit);
      }
      addReferencesOf(node, references);
    }
    for (const { reference } of references) {
      const target = 'ref' in reference ? reference.ref : undefined;
      if (target !== undefined && target !== declaration) declarations.add(target);
    }
  }
  return { declarations, units };
}
