import { type AstNode, AstUtils, type CstNode, GrammarUtils } from 'langium';
import type { Severity } from '../../protocol/index.ts';
import { leavesOf } from '../parser/leaves.ts';
import { nodeForProperty } from '../parser/property-nodes.ts';
import type { Finding, Fix, TextRange } from '../stages.ts';
import type { CodeInfo } from './code.ts';

const nowhere: TextRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export interface Where {
  /** The property of the node to point at; without it, or where it is missing, the whole node. */
  readonly property?: string;
  /** Which item of a list property. */
  readonly index?: number;
}

export interface Extra extends Where {
  readonly severity?: Severity;
  readonly related?: Finding['related'];
  readonly fix?: Fix | undefined;
}

/** URI of the document of a node. */
export function uriOf(node: AstNode): string {
  return AstUtils.getDocument(node).uri.toString();
}

/** The text range of a node or of one of its properties; where the property is missing, of the node up to its body. */
export function rangeOf(node: AstNode, where: Where = {}): TextRange {
  const cst = node.$cstNode;
  if (where.property === undefined) return cst?.range ?? nowhere;
  const property = nodeForProperty(cst, where.property, where.index);
  return property?.range ?? headOf(cst) ?? nowhere;
}

/** What stands before the body: a squiggle under a whole declaration would hide all others in it. */
function headOf(cst: CstNode | undefined): TextRange | undefined {
  const brace = GrammarUtils.findNodeForKeyword(cst, '{');
  if (cst === undefined || brace === undefined) return cst?.range;
  const before = leavesOf(cst).filter((leaf) => !leaf.hidden && leaf.end <= brace.offset);
  return { start: cst.range.start, end: before.at(-1)?.range.end ?? cst.range.end };
}

/** A finding of a check at a node or one of its properties. */
export function findingAt(info: CodeInfo, node: AstNode, message: string, extra: Extra = {}): Finding {
  const base = {
    code: info.code,
    severity: extra.severity ?? info.severity,
    uri: uriOf(node),
    range: rangeOf(node, extra),
    message,
    related: extra.related ?? [],
  };
  return extra.fix === undefined ? base : { ...base, fix: extra.fix };
}

/** A place that belongs to a finding: the first of two duplicates, say. */
export function relatedAt(node: AstNode, message: string, where: Where = {}): Finding['related'][number] {
  return { uri: uriOf(node), range: rangeOf(node, where), message };
}
