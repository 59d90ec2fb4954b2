/** The units of a system: the built-in ones and those that it declares. */
import type { UnitDeclaration } from '../generated/ast.ts';
import type { Report } from '../quantities/index.ts';
import { type DeclaredUnit, type UnitTable, unitTable } from '../units/index.ts';

/**
 * The unit table; a word that is a unit already keeps its first meaning. One that the language has is reported here, one
 * that is declared twice with the other names.
 */
export function unitsOf(declarations: readonly UnitDeclaration[], report: Report): UnitTable {
  const builtIn = unitTable([]);
  const taken = new Set<string>();
  const declared: DeclaredUnit[] = [];
  for (const node of declarations) {
    if (!node.name) continue;
    const words = [node.name, node.plural].filter((word) => word !== undefined);
    const known = words.find((word) => builtIn.find(word) !== null);
    if (known !== undefined) {
      const property = known === node.name ? 'name' : 'plural';
      report('duplicate', node, `\`${known}\` is a unit already. Remove this line, or declare another word.`, {
        property,
      });
      continue;
    }
    if (words.some((word) => taken.has(word))) continue;
    for (const word of words) taken.add(word);
    declared.push({ name: node.name, plural: node.plural ?? null });
  }
  return unitTable(declared);
}
