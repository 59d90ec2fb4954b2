import type { AstNode } from 'langium';
import type { Finding } from '../stages.ts';
import type { Check } from './check.ts';
import { alternative, replace } from './edits.ts';
import { findingAt, relatedAt } from './finding.ts';
import { duplicate } from './language-codes.ts';
import { type Body, opposites, repetitionsIn, words } from './once.ts';

export const duplicateProperty: Check = {
  info: duplicate,
  run: ({ nodes }) => nodes.filter(hasLines).flatMap((body) => [...repeated(body), ...opposed(body)]),
};

/** Whether something stands in it that could stand there again. */
function hasLines(body: AstNode): boolean {
  const { properties, notes } = body as Body;
  return (properties?.length ?? 0) + (notes?.length ?? 0) > 1;
}

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
  const parts = (body as Body).properties ?? [];
  return parts.flatMap((part) => {
    const opposite = parts.find((other) => other.$type === opposites[part.$type]);
    if (opposite === undefined) return [];
    const [word, other] = [words[part.$type], words[opposite.$type]];
    const message = `The flow is said to be both \`${other}\` and \`${word}\`. Keep the one that is true.`;
    return [findingAt(duplicate, part, message, { related: [relatedAt(opposite, `Here it is \`${other}\`.`)] })];
  });
}
