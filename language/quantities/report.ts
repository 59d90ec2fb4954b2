/** How lowering says what it found: findings at nodes, collected in order, the same one only once. */
import { type AstNode, AstUtils } from 'langium';
import type { Severity } from '../../protocol/index.ts';
import { nodeForProperty } from '../parser/property-nodes.ts';
import type { Finding, Fix, FixAlternative, TextRange } from '../stages.ts';

export type QuantityCode =
  | 'syntax'
  | 'unit'
  | 'range'
  | 'range-scale'
  | 'infinite'
  | 'reference'
  | 'duplicate'
  | 'cycle'
  | 'exchange'
  | 'heavy'
  | 'wide-pert'
  | 'equal-ends'
  | 'no-update'
  | 'surprise'
  | 'double-count';

const warnings: ReadonlySet<QuantityCode> = new Set([
  'heavy',
  'wide-pert',
  'equal-ends',
  'no-update',
  'surprise',
  'double-count',
]);

export interface Extra {
  /** The property of the node to point at. */
  readonly property?: string;
  readonly index?: number;
  readonly related?: Finding['related'];
  readonly fix?: Fix;
}

/** Takes a finding at a node. */
export type Report = (code: QuantityCode, node: AstNode, message: string, extra?: Extra) => void;

export interface Findings {
  readonly report: Report;
  /** Takes a finding that was made elsewhere. */
  readonly add: (finding: Finding) => void;
  /** In the order in which they were found. */
  readonly all: readonly Finding[];
}

const nowhere: TextRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The range of a node or of one of its properties. */
export function rangeOf(node: AstNode, property?: string, index?: number): TextRange {
  const part = property === undefined ? undefined : nodeForProperty(node.$cstNode, property, index);
  const range = (part ?? node.$cstNode)?.range;
  return range === undefined ? nowhere : { start: { ...range.start }, end: { ...range.end } };
}

/** URI of the document of a node. */
export function uriOf(node: AstNode): string {
  return AstUtils.getDocument(node).uri.toString();
}

/** The text of a node as it was written. */
export function textOf(node: AstNode): string {
  return node.$cstNode?.text ?? '';
}

function severityOf(code: QuantityCode): Severity {
  return warnings.has(code) ? 'warning' : 'error';
}

/** A collector of findings. */
export function collectFindings(): Findings {
  const all: Finding[] = [];
  const seen = new Set<string>();
  const add = (finding: Finding): void => {
    const { code, uri, range, message } = finding;
    const key = `${code} ${uri} ${range.start.line}:${range.start.character} ${message}`;
    if (seen.has(key)) return;
    seen.add(key);
    all.push(finding);
  };
  const report: Report = (code, node, message, extra = {}) => {
    const uri = uriOf(node);
    const range = rangeOf(node, extra.property, extra.index);
    // Text that is quoted may be broken over several lines; a message is not.
    const sentence = message.replace(/\s+/g, ' ');
    const finding = { code, severity: severityOf(code), uri, range, message: sentence, related: extra.related ?? [] };
    add(extra.fix === undefined ? finding : { ...finding, fix: extra.fix });
  };
  return { report, add, all };
}

/** A fix that writes `newText` over a node or one of its properties. */
export function replacement(
  title: string,
  node: AstNode,
  newText: string,
  options: { readonly property?: string; readonly preferred?: boolean } = {},
): FixAlternative {
  const edit = { uri: uriOf(node), range: rangeOf(node, options.property), newText };
  return { title, preferred: options.preferred ?? true, edits: [edit] };
}

/** A fix of one alternative. */
export function oneFix(alternative: FixAlternative): Fix {
  return { alternatives: [alternative] };
}
