import type { AstNode } from 'langium';
import type { Finding } from '../stages.ts';
import type { Check } from './check.ts';
import { alternative, replace } from './edits.ts';
import { findingAt, relatedAt } from './finding.ts';
import { duplicate } from './language-codes.ts';
import { opposites, repetitionsIn, words } from './once.ts';

export const duplicateProperty: Check = {
  info: duplicate,
  run: ({ nodes }) => nodes.flatMap((body) => [...repeated(body), ...opposed(body)]),
};

function repeated(body: AstNode): readonly Finding[] {
  return repetitionsIn(body).map(({ first, again }) => {
    const word = words[again.$type] ?? again.$type;
    const message = `\`${word}\` is already written above, and may stand once. Keep one of the two lines.`;
    return findingAt(duplicate, again, message, {
      related: [relatedAt(first, `The first \`${word}\`.`)],
      fix: { alternatives: [alternative(`Remove this \`${word}\``, [replace(again, '')])] },
    });
  });
}

function opposed(body: AstNode): readonly Finding[] {
  const parts = (body as { properties?: readonly AstNode[] }).properties ?? [];
  return parts.flatMap((part) => {
    const opposite = parts.find((other) => other.$type === opposites[part.$type]);
    if (opposite === undefined) return [];
    const [word, other] = [words[part.$type], words[opposite.$type]];
    const message = `The flow is said to be both \`${other}\` and \`${word}\`. Keep the one that is true.`;
    return [findingAt(duplicate, part, message, { related: [relatedAt(opposite, `Here it is \`${other}\`.`)] })];
  });
}
