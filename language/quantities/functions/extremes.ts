import type { Expression } from '../../../engine/index.ts';
import { knownNumber, type Value } from '../value.ts';
import type { ListFunction, ListItem } from './function.ts';

export const min: ListFunction = {
  kind: 'list',
  name: 'min',
  help: 'The smaller: min(e, $5M) caps a loss.',
  items: 'estimates',
  make: (items) => extreme('min', items),
};

export const max: ListFunction = {
  kind: 'list',
  name: 'max',
  help: 'The larger of some estimates.',
  items: 'estimates',
  make: (items) => extreme('max', items),
};

function extreme(kind: 'min' | 'max', items: readonly ListItem[]): Value {
  const { dimension } = items[0].value;
  const percent = items.every((item) => item.value.percent);
  const named = items.some((item) => item.value.named);
  const known = items.map((item) => knownNumber(item.value.expression));
  const numbers = known.filter((number): number is number => number !== null);
  const expression: Expression =
    numbers.length === known.length
      ? { kind: 'constant', value: Math[kind](...numbers) }
      : { kind, items: items.map((item) => item.value.expression) };
  return { expression, dimension, percent, named };
}
