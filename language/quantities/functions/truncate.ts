import { valueInWords } from '../../units/index.ts';
import { chanceWithin } from '../properties.ts';
import { textOf } from '../report.ts';
import { unitWordsOf } from '../scope.ts';
import { knownNumber } from '../value.ts';
import type { GivenArguments, PlainFunction } from './function.ts';

/** Less likely windows are an error: the draws in them say more about the tail's formula than about the quantity. */
const leastChance = 1e-6;

export const truncate: PlainFunction = {
  kind: 'plain',
  name: 'truncate',
  help: 'The draws of an estimate that lie between two bounds; one bound is enough.',
  parameters: [
    { name: 'e', help: 'The estimate; no named estimate, let or asset property.', takes: 'estimate' },
    { name: 'min', help: 'The lower bound.', takes: 'quantity', optional: true },
    { name: 'max', help: 'The upper bound.', takes: 'quantity', optional: true },
  ],
  make: (given) => {
    const { scope } = given;
    const of = given.argument('e');
    const min = given.has('min') ? given.number('min') : null;
    const max = given.has('max') ? given.number('max') : null;
    if (min === null && max === null) {
      scope.report('syntax', given.node, '`truncate` takes one bound at least: write `min: …` or `max: …`.');
      return null;
    }
    if (of.value.named) {
      scope.report(
        'reference',
        of.node,
        `\`truncate\` conditions draws of its own, and \`${textOf(of.node)}\` holds an estimate, a let or an asset's property that others use, too. Truncate it where it is declared, or use a distribution.`,
      );
      return null;
    }
    if (refuseEmpty(given, min, max)) return null;
    const known = knownNumber(of.value.expression);
    const expression =
      known === null ? ({ kind: 'truncate', of: of.value.expression, min, max } as const) : of.value.expression;
    return { expression, dimension: of.value.dimension, percent: of.value.percent, named: false };
  },
};

function refuseEmpty(given: GivenArguments, min: number | null, max: number | null): boolean {
  const { scope } = given;
  const of = given.argument('e');
  const words = (value: number): string =>
    valueInWords(value, of.value.dimension, unitWordsOf(scope), of.value.percent);
  if (min !== null && max !== null && min >= max) {
    scope.report(
      'range',
      given.node,
      `The lower bound is less than the upper one: found ${words(min)} and ${words(max)}.`,
    );
    return true;
  }
  const chance = chanceWithin(of.value.expression, min, max, scope);
  if (chance >= leastChance) return false;
  const window =
    min === null
      ? `below ${words(max ?? 0)}`
      : max === null
        ? `above ${words(min)}`
        : `between ${words(min)} and ${words(max)}`;
  scope.report(
    'range',
    given.node,
    `\`${textOf(of.node)}\` lies ${window} with a chance below one in a million, so there is next to nothing to draw from. Widen the bounds.`,
  );
  return true;
}
