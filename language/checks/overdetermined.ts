import type { AstNode } from 'langium';
import { listed } from '../../protocol/index.ts';
import type * as ast from '../generated/ast.ts';
import type { Finding } from '../stages.ts';
import type { Check } from './check.ts';
import { findingAt, relatedAt } from './finding.ts';
import { duplicate } from './language-codes.ts';
import { words } from './once.ts';
import { properties } from './view.ts';

/** Each factor and the finer ones that would say the same once more. */
const alternatives: readonly { readonly whole: string; readonly parts: readonly string[] }[] = [
  { whole: 'ThreatEvents', parts: ['Contact', 'Action'] },
  { whole: 'Vulnerability', parts: ['Capability', 'Resistance'] },
];

export interface Overdetermined {
  readonly whole: AstNode;
  readonly parts: readonly AstNode[];
}

/** The factors of a frequency that are given directly and by their parts as well. */
export function overdeterminedIn(frequency: ast.Frequency): readonly Overdetermined[] {
  return alternatives.flatMap(({ whole, parts }) => {
    const direct = frequency.properties.find((property) => property.$type === whole);
    const finer = frequency.properties.filter((property) => parts.includes(property.$type));
    return direct !== undefined && finer.length > 0 ? [{ whole: direct, parts: finer }] : [];
  });
}

export const overdetermined: Check = {
  info: duplicate,
  run: ({ view }) => view.threats.flatMap((threat) => properties(threat, 'Frequency').flatMap(findingsIn)),
};

function findingsIn(frequency: ast.Frequency): readonly Finding[] {
  return overdeterminedIn(frequency).map(({ whole, parts }) => {
    const direct = words[whole.$type];
    const finer = listed(parts.map((part) => `\`${words[part.$type]}\``));
    const message =
      `The frequency has \`${direct}\` and ${finer} as well, which say the same in two ways. ` +
      `Keep \`${direct}\`, or remove it and keep its parts.`;
    const related = parts.map((part) => relatedAt(part, 'A part of the same factor.'));
    return findingAt(duplicate, whole, message, { related });
  });
}
