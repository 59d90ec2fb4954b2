/** From everything that was found to what is said: levels, ignores and order, once and in one place. */
import type { Finding, LinkedSystem } from '../stages.ts';
import { allCodes, codeInfo } from './codes.ts';
import { ignoreCommentsIn } from './ignore-comments.ts';
import { applyIgnores, ignoreCode } from './ignores.ts';
import { leveled, levelsOf } from './levels.ts';

export interface SettleOptions {
  readonly today: string;
  /** Whether the findings hold those that need figures. */
  readonly judged: boolean;
}

/** Applies the system's levels, then its `risk-ignore` comments; sorts by file, place and code. */
export function settle(found: readonly Finding[], system: LinkedSystem, options: SettleOptions): readonly Finding[] {
  const levels = levelsOf(system.node, allCodes);
  const atLevel = (finding: Finding) => leveled(finding, codeInfo(finding.code), levels.set) ?? [];
  const shown = [...found, ...levels.findings].flatMap(atLevel);
  const comments = system.documents.flatMap(ignoreCommentsIn);
  const left = applyIgnores(shown, comments, { ...options, codes: allCodes });
  return left.flatMap((finding) => (finding.code === ignoreCode.code ? atLevel(finding) : finding)).sort(inOrder);
}

/** By file, line, column, code and message: the same on every run. */
function inOrder(a: Finding, b: Finding): number {
  return (
    compare(a.uri, b.uri) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
