import { constantValue, knownNumber, type Value } from '../value.ts';
import type { ListItem } from './function.ts';

/** The law of values with weights: sorted, equal values put together, the weights scaled to 1. */
export function atomsOf(items: readonly ListItem[]): Value {
  const weights = new Map<number, number>();
  let total = 0;
  for (const { value, weight } of items) {
    const number = knownNumber(value.expression) ?? 0;
    weights.set(number, (weights.get(number) ?? 0) + weight);
    total += weight;
  }
  const { dimension } = items[0].value;
  const percent = items.every((item) => item.value.percent);
  const values = [...weights.keys()].sort((a, b) => a - b);
  if (values.length === 1) return constantValue(values[0], dimension, percent);
  const law = { law: 'discrete', values, weights: values.map((value) => (weights.get(value) ?? 0) / total) } as const;
  return { expression: { kind: 'draw', law }, dimension, percent, named: false };
}
