/** Uses of a declaration, across files. */
import type { AstNode, ReferenceDescription } from 'langium';
import type { LangiumServices } from 'langium/lsp';

export function usesOf(services: LangiumServices, node: AstNode): readonly ReferenceDescription[] {
  return services.references.References.findReferences(node, { includeDeclaration: false }).toArray();
}
