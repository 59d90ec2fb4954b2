/** Rewrites of what stands at the cursor that are no repairs: another form of a range or rate, a name for an estimate. */
import { AstUtils, type LangiumDocument } from 'langium';
import { type CodeAction, CodeActionKind, type Range, type TextEdit } from 'vscode-languageserver-types';
import * as ast from '../../language/generated/ast.ts';
import type { SystemState } from '../systems/state.ts';
import { leafAt } from '../text/nodes.ts';
import { extractions } from './extract.ts';
import { rateRewrites } from './rates.ts';
import { citationFor } from './repeated-source.ts';

export interface RewriteRequest {
  readonly document: LangiumDocument;
  readonly file: ast.RiskFile;
  readonly state: SystemState;
  readonly range: Range;
  readonly today: string;
}

export function rewritesAt(request: RewriteRequest): CodeAction[] {
  const offset = request.document.textDocument.offsetAt(request.range.start);
  const leaf = leafAt(request.file, offset) ?? leafAt(request.file, offset - 1);
  if (!leaf) return [];
  const source = AstUtils.getContainerOfType(leaf.astNode, ast.isSource);
  if (source) return citationFor(source, request);
  const estimate = AstUtils.getContainerOfType(leaf.astNode, ast.isEstimate);
  const range = AstUtils.getContainerOfType(leaf.astNode, ast.isRange);
  return [
    ...(range ? operatorRewrite(range, request) : []),
    ...(estimate ? [...rateRewrites(estimate, request), ...extractions(estimate, request)] : []),
  ];
}

/** `a..b` as a 90 % interval, `a to b` as a range with ends: another law, so the title says what changes. */
function operatorRewrite(range: ast.Range, request: RewriteRequest): CodeAction[] {
  const operands = [range.low, ...range.bounds].map((operand) => operand?.$cstNode);
  if (operands.length < 2 || operands.some((operand) => operand === undefined)) return [];
  const toInterval = range.operator === '..';
  const edits = operands.slice(1).map(
    (operand, index): TextEdit => ({
      range: { start: operands[index]!.range.end, end: operand!.range.start },
      newText: toInterval ? ' to ' : '..',
    }),
  );
  const title = toInterval
    ? 'Write it as a 90 % interval with "to"'
    : 'Write it as a range that never leaves its ends with ".."';
  return [rewrite(title, CodeActionKind.RefactorRewrite, request, edits)];
}

export function rewrite(
  title: string,
  kind: CodeActionKind,
  { document }: RewriteRequest,
  edits: TextEdit[],
): CodeAction {
  return { title, kind, edit: { changes: { [document.uri.toString()]: edits } } };
}
