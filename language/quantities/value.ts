/** What an expression of the language became: an engine expression and what the text says about its meaning. */
import type { Expression } from '../../engine/index.ts';
import type { Dimension } from '../units/index.ts';

export interface Value {
  readonly expression: Expression;
  readonly dimension: Dimension;
  /** Written in hundredths, so that it reads as a percentage. */
  readonly percent: boolean;
  /** Holds an `estimate`, a `let` or an asset's property: drawn once for several places. */
  readonly named: boolean;
}

/** A value that is known exactly, in base units. */
export function constantValue(value: number, dimension: Dimension, percent = false): Value {
  return { expression: { kind: 'constant', value }, dimension, percent, named: false };
}

/** The number if it is known exactly, else null. */
export function knownNumber(expression: Expression): number | null {
  return expression.kind === 'constant' ? expression.value : null;
}
