/** Colours that a grammar of regular expressions cannot know: what kind of thing a name is. */
import type { AstNode } from 'langium';
import { AbstractSemanticTokenProvider, type LangiumServices, type SemanticTokenAcceptor } from 'langium/lsp';
import { SemanticTokenModifiers, SemanticTokenTypes } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';

const typeOf: Readonly<Record<string, SemanticTokenTypes>> = {
  System: SemanticTokenTypes.namespace,
  Zone: SemanticTokenTypes.namespace,
  Asset: SemanticTokenTypes.struct,
  External: SemanticTokenTypes.interface,
  Agent: SemanticTokenTypes.interface,
  Service: SemanticTokenTypes.class,
  Store: SemanticTokenTypes.class,
  Flow: SemanticTokenTypes.interface,
  Threat: SemanticTokenTypes.event,
  Control: SemanticTokenTypes.method,
  NamedEstimate: SemanticTokenTypes.variable,
  Distribution: SemanticTokenTypes.variable,
  Let: SemanticTokenTypes.parameter,
  UnitDeclaration: SemanticTokenTypes.type,
  Citation: SemanticTokenTypes.property,
};

export class RiskSemanticTokens extends AbstractSemanticTokenProvider {
  constructor(services: LangiumServices) {
    super(services);
  }

  protected override highlightElement(node: AstNode, acceptor: SemanticTokenAcceptor): undefined {
    const declared = typeOf[node.$type];
    if (declared && 'name' in node && typeof node.name === 'string') {
      const modifier = node.$type === 'Distribution' ? [SemanticTokenModifiers.readonly] : [];
      acceptor({ node, property: 'name', type: declared, modifier: [SemanticTokenModifiers.declaration, ...modifier] });
    }
    if (ast.isQuantity(node) && node.unit) acceptor({ node, property: 'unit', type: SemanticTokenTypes.type });
    else if (ast.isRate(node) && node.unit) acceptor({ node, property: 'unit', type: SemanticTokenTypes.type });
    else if (ast.isCall(node)) acceptor({ node, property: 'function', type: SemanticTokenTypes.function });
    else if (ast.isArgument(node) && node.name)
      acceptor({ node, property: 'name', type: SemanticTokenTypes.parameter });
    else this.highlightReferences(node, acceptor);
    return undefined;
  }

  private highlightReferences(node: AstNode, acceptor: SemanticTokenAcceptor): void {
    for (const [property, value] of Object.entries(node)) {
      if (property.startsWith('$')) continue;
      const items = Array.isArray(value) ? value : [value];
      items.forEach((item, index) => {
        const range = item?.$refNode?.range;
        const type = range && typeOf[item.ref?.$type ?? ''];
        if (type)
          acceptor(
            Array.isArray(value) ? ({ node, property, index, type } as never) : ({ node, property, type } as never),
          );
      });
    }
  }
}
