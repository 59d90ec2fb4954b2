/** Uses of a declaration, across files. */
import type { AstNode, LangiumCoreServices, ReferenceDescription } from 'langium';

export function usesOf(services: LangiumCoreServices, node: AstNode): readonly ReferenceDescription[] {
  return services.references.References.findReferences(node, { includeDeclaration: false }).toArray();
}
