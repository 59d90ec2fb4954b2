/** The units of a system: the built-in ones and those that it declares. */
import type { UnitDeclaration } from '../generated/ast.ts';
import type { Report } from '../quantities/index.ts';
import { type DeclaredUnit, type UnitTable, unitTable } from '../units/index.ts';

/** The unit table; a word that is a unit already is an error, and keeps its first meaning. */
export function unitsOf(declarations: readonly UnitDeclaration[], report: Report): UnitTable {
  const builtIn = unitTable([]);
  const taken = new Set<string>();
  const declared: DeclaredUnit[] = [];
  for (const node of declarations) {
    if (!node.name) continue;
    const again = [node.name, node.plural].find(
      (word) => word !== undefined && (taken.has(word) || builtIn.find(word) !== null),
    );
    if (again !== undefined) {
      const property = again === node.name ? 'name' : 'plural';
      report('duplicate', node, `\`${again}\` is a unit already. Remove this line, or declare another word.`, {
        property,
      });
      continue;
    }
    for (const word of [node.name, node.plural]) if (word !== undefined) taken.add(word);
    declared.push({ name: node.name, plural: node.plural ?? null });
  }
  return unitTable(declared);
}
