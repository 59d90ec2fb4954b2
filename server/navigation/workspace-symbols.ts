/** Every declaration of the workspace by a part of its name or title. */
import { type LangiumDocument, URI } from 'langium';
import type { LangiumSharedServices, WorkspaceSymbolProvider } from 'langium/lsp';
import type { WorkspaceSymbol } from 'vscode-languageserver-types';
import { isRiskFile } from '../../language/generated/ast.ts';
import { nameRange } from '../text/nodes.ts';
import { labelOf, symbolKindOf, wordOf } from './outline.ts';

const maxSymbols = 1000;

export function createWorkspaceSymbols(services: LangiumSharedServices): WorkspaceSymbolProvider {
  const documents = services.workspace.LangiumDocuments;
  return {
    async getSymbols({ query }) {
      const found: WorkspaceSymbol[] = [];
      for (const document of documents.all) {
        for (const symbol of symbolsIn(document, query, services)) {
          if (found.push(symbol) >= maxSymbols) return found;
        }
      }
      return found;
    },
  };
}

function symbolsIn(document: LangiumDocument, query: string, services: LangiumSharedServices): WorkspaceSymbol[] {
  const file = document.parseResult.value;
  if (!isRiskFile(file)) return [];
  const matches = (text: string) => services.lsp.FuzzyMatcher.match(query, text);
  return file.declarations.flatMap((node) => {
    const range = nameRange(node);
    const title = 'title' in node ? (node.title ?? '') : '';
    const label = labelOf(node);
    if (!range || !(matches(label) || (query.length > 2 && title.toLowerCase().includes(query.toLowerCase()))))
      return [];
    return [
      {
        name: label,
        kind: symbolKindOf(node),
        location: { uri: URI.revive(document.uri).toString(), range },
        containerName: title || wordOf(node),
      },
    ];
  });
}
