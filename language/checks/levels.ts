/** The levels of checks, as the system's `check` lines set them. */

import type { Severity } from '../../protocol/index.ts';
import type * as ast from '../generated/ast.ts';
import type { Finding } from '../stages.ts';
import { nearest } from '../units/nearest.ts';
import type { CodeInfo } from './code.ts';
import { alternative, replace } from './edits.ts';
import { findingAt, relatedAt } from './finding.ts';
import { duplicate, reference } from './language-codes.ts';
import { hasReason } from './reasons.ts';
import { properties } from './view.ts';

export type Level = Severity | 'off';

export interface Levels {
  /** What the `check` lines set, by code. */
  readonly set: ReadonlyMap<string, Level>;
  /** What is wrong with the lines themselves. */
  readonly findings: readonly Finding[];
}

/** Reads the `check` lines of a system. `codes` are all that exist. */
export function levelsOf(system: ast.System | null, codes: readonly CodeInfo[]): Levels {
  const known = new Map(codes.map((info) => [info.code, info]));
  const first = new Map<string, ast.CheckLevel>();
  const set = new Map<string, Level>();
  const findings: Finding[] = [];
  for (const line of system === null ? [] : properties(system, 'CheckLevel')) {
    if (line.code === undefined || line.level === undefined) continue;
    const info = known.get(line.code);
    const before = first.get(line.code);
    if (info === undefined) findings.push(unknownCode(line, codes));
    else if (!info.adjustable) findings.push(fixedLevel(line));
    else if (before !== undefined) findings.push(setTwice(line, before));
    else {
      first.set(line.code, line);
      if (hasReason(line)) set.set(line.code, line.level);
    }
  }
  return { set, findings };
}

const ranks: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/**
 * The finding at the level that the system sets; null where it is off. An error that is part of the language, also one
 * of a code that is otherwise adjustable, keeps its level; and what a check itself says more softly than usual, because
 * it cannot be told for sure, is never made louder.
 */
export function leveled(finding: Finding, info: CodeInfo | undefined, levels: Levels['set']): Finding | null {
  const level = levels.get(finding.code);
  if (level === undefined || info === undefined || !info.adjustable) return finding;
  if (finding.severity === 'error' && info.severity !== 'error') return finding;
  if (level === 'off') return null;
  const softer = ranks.indexOf(finding.severity) > ranks.indexOf(info.severity);
  return softer && ranks.indexOf(level) < ranks.indexOf(finding.severity) ? finding : { ...finding, severity: level };
}

function unknownCode(line: ast.CheckLevel, codes: readonly CodeInfo[]): Finding {
  const adjustable = codes.filter((info) => info.adjustable).map((info) => info.code);
  const near = nearest(line.code, adjustable);
  const hint = near === null ? `The checks are ${adjustable.join(', ')}.` : `Did you mean \`${near}\`?`;
  const fix =
    near === null
      ? undefined
      : { alternatives: [alternative(`Write ${near}`, [replace(line, near, { property: 'code' })], true)] };
  return findingAt(reference, line, `There is no check \`${line.code}\`. ${hint}`, { property: 'code', fix });
}

function fixedLevel(line: ast.CheckLevel): Finding {
  const message =
    `\`${line.code}\` is an error of the language, and its level cannot be set: without it the text has no meaning. ` +
    'Remove the line.';
  return findingAt(reference, line, message, { property: 'code' });
}

function setTwice(line: ast.CheckLevel, before: ast.CheckLevel): Finding {
  const message = `The level of \`${line.code}\` is already set above. Keep one of the two lines.`;
  return findingAt(duplicate, line, message, {
    property: 'code',
    related: [relatedAt(before, 'The first level.', { property: 'code' })],
  });
}
