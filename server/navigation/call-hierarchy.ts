/** Calls as the model knows them: elements call along flows, threats along `leads to`. */
import { type AstNode, AstUtils, URI } from 'langium';
import type { CallHierarchyProvider } from 'langium/lsp';
import type { CallHierarchyItem, Range } from 'vscode-languageserver-types';
import {
  type Declaration,
  isExternal,
  isFlow,
  isLeadsTo,
  isService,
  isStore,
  isThreat,
} from '../../language/generated/ast.ts';
import type { Bench } from '../bench.ts';
import { leafAt, nameRange, nodeRange, propertyRange } from '../text/nodes.ts';
import { symbolKindOf, wordOf } from './outline.ts';

/** One call: from one declaration to another, written at some places. */
interface Call {
  readonly from: Declaration;
  readonly to: Declaration;
  readonly range: Range;
}

export function createCallHierarchy(bench: () => Bench): CallHierarchyProvider {
  const find = (item: CallHierarchyItem) => {
    const state = bench().systems.of(URI.parse(item.uri).toString());
    const node = state?.linked.declarations.get(item.name)?.[0];
    return state && node
      ? { node, calls: callsIn(state.linked.documents.flatMap((document) => document.parseResult.value.declarations)) }
      : null;
  };
  return {
    prepareCallHierarchy(document, params) {
      const leaf = leafAt(document.parseResult.value, document.textDocument.offsetAt(params.position));
      const declared = leaf ? bench().risk.references.References.findDeclarations(leaf) : [];
      const own = leaf ? AstUtils.getContainerOfType(leaf.astNode, isCallable) : undefined;
      const target =
        declared.find(isCallable) ??
        (own && propertyRange(own, 'name')?.start.line === leaf?.range.start.line ? own : undefined);
      const item = target && itemOf(target);
      return item ? [item] : undefined;
    },
    incomingCalls({ item }) {
      const found = find(item);
      if (!found) return undefined;
      return grouped(
        found.calls.filter(({ to }) => to === found.node),
        ({ from }) => from,
      ).map(([from, fromRanges]) => ({ from, fromRanges }));
    },
    outgoingCalls({ item }) {
      const found = find(item);
      if (!found) return undefined;
      return grouped(
        found.calls.filter(({ from }) => from === found.node),
        ({ to }) => to,
      ).map(([to, fromRanges]) => ({ to, fromRanges }));
    },
  };
}

type Callable = Extract<Declaration, { readonly $type: 'Service' | 'Store' | 'External' | 'Threat' }>;

function isCallable(node: AstNode): node is Callable {
  return isService(node) || isStore(node) || isExternal(node) || isThreat(node);
}

function callsIn(declarations: readonly Declaration[]): Call[] {
  return declarations.flatMap((node): Call[] => {
    if (isFlow(node)) {
      return node.sources.flatMap((source) =>
        node.targets.flatMap((target) => {
          const range = target.$refNode?.range;
          return source.ref && target.ref && range ? [{ from: source.ref, to: target.ref, range }] : [];
        }),
      );
    }
    if (!isThreat(node)) return [];
    return node.properties.filter(isLeadsTo).flatMap((leads) => {
      const range = nodeRange(leads);
      const to = leads.threat?.ref;
      return to && range ? [{ from: node, to, range }] : [];
    });
  });
}

function grouped(calls: readonly Call[], end: (call: Call) => Declaration): [CallHierarchyItem, Range[]][] {
  const byEnd = new Map<Declaration, Range[]>();
  for (const call of calls) byEnd.set(end(call), [...(byEnd.get(end(call)) ?? []), call.range]);
  return [...byEnd].flatMap(([node, ranges]): [CallHierarchyItem, Range[]][] => {
    const item = itemOf(node);
    return item ? [[item, ranges]] : [];
  });
}

function itemOf(node: Declaration): CallHierarchyItem | null {
  const range = nodeRange(node);
  const selectionRange = nameRange(node);
  if (!range || !selectionRange || !('name' in node) || !node.name) return null;
  const detail = 'title' in node && node.title ? node.title : wordOf(node);
  return {
    name: node.name,
    kind: symbolKindOf(node),
    detail,
    uri: AstUtils.getDocument(node).uri.toString(),
    range,
    selectionRange,
  };
}
