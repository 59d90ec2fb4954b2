/** The outline of a file: declarations, and within them what has a value of its own. */
import type { DocumentSymbolProvider } from 'langium/lsp';
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { type Declaration, isFlow, isRiskFile } from '../../language/generated/ast.ts';
import { nameRange, nodeRange } from '../text/nodes.ts';

export function createOutline(): DocumentSymbolProvider {
  return {
    getSymbols(document) {
      const file = document.parseResult.value;
      return isRiskFile(file) ? file.declarations.flatMap((declaration) => symbolOf(declaration) ?? []) : [];
    },
  };
}

function symbolOf(node: Declaration): DocumentSymbol | null {
  const range = nodeRange(node);
  const selectionRange = nameRange(node);
  if (!range || !selectionRange) return null;
  const title = 'title' in node && node.title ? node.title : null;
  return {
    name: labelOf(node),
    detail: title ?? wordOf(node),
    kind: symbolKindOf(node),
    range,
    selectionRange,
    children: partsOf(node),
  };
}

/** The word that starts a declaration. */
export function wordOf(node: Declaration): string {
  switch (node.$type) {
    case 'NamedEstimate':
      return 'estimate';
    case 'UnitDeclaration':
      return 'unit';
    case 'Expectation':
      return 'expect';
    default:
      return node.$type.toLowerCase();
  }
}

/** The name of a declaration; what identifies it where it has none. Never empty: editors refuse such symbols. */
export function labelOf(node: Declaration): string {
  if ('name' in node && node.name) return node.name;
  if (isFlow(node)) {
    const ends = [node.sources, node.targets].map((list) => list.map(({ $refText }) => $refText).join(', '));
    return `${ends[0]} to ${ends[1]}`;
  }
  if (node.$type === 'Expectation')
    return `${node.system ? 'system' : (node.target?.$refText ?? '')} ${node.measure ?? ''}`.trim() || 'expect';
  if (node.$type === 'Evidence' || node.$type === 'Feed') return node.path || wordOf(node);
  return wordOf(node);
}

function partsOf(node: Declaration): DocumentSymbol[] {
  const properties = 'properties' in node ? node.properties : [];
  return properties.flatMap((property) => {
    const range = nodeRange(property);
    if (!range || !parts.has(property.$type)) return [];
    const word = property.$cstNode?.text.split(/[\s{]/, 1)[0] || property.$type.toLowerCase();
    const rest = property.$cstNode?.text.slice(word.length).trim().split('\n', 1)[0] ?? '';
    return [{ name: word, detail: rest === '{' ? '' : rest, kind: SymbolKind.Property, range, selectionRange: range }];
  });
}

const parts = new Set([
  'Frequency',
  'Loss',
  'LeadsTo',
  'Reduces',
  'Cost',
  'Size',
  'Value',
  'Appetite',
  'Resistance',
  'Capability',
]);

export function symbolKindOf(node: { readonly $type: string }): SymbolKind {
  switch (node.$type) {
    case 'System':
      return SymbolKind.Package;
    case 'Zone':
      return SymbolKind.Namespace;
    case 'Service':
      return SymbolKind.Class;
    case 'Store':
      return SymbolKind.Struct;
    case 'External':
    case 'Agent':
      return SymbolKind.Object;
    case 'Flow':
      return SymbolKind.Interface;
    case 'Threat':
      return SymbolKind.Event;
    case 'Control':
      return SymbolKind.Method;
    case 'Asset':
      return SymbolKind.Field;
    case 'NamedEstimate':
    case 'Distribution':
      return SymbolKind.Variable;
    case 'Expectation':
      return SymbolKind.Boolean;
    default:
      return SymbolKind.Constant;
  }
}
