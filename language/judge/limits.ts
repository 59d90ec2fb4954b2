/** The limits of an `expect`, in base units, and how a figure stands to them. */
import type * as ast from '../generated/ast.ts';
import type { LoweredSystem } from '../stages.ts';
import type { Measured } from './measures.ts';

export interface Limits {
  /** −∞ where there is no lower limit. */
  readonly low: number;
  /** ∞ where there is no upper limit. */
  readonly high: number;
  /** Whether the limits themselves are allowed: `within` is, `below` and `above` are not. */
  readonly closed: boolean;
}

/** null: the limit could not be read, and lowering has said why. */
export function limitsOf(expectation: ast.Expectation, lowered: LoweredSystem): Limits | null {
  const { relation } = expectation;
  const read = lowered.limits.get(expectation);
  if (read === undefined) return null;
  const { low, high } = read;
  if (relation === 'within') return { low, high, closed: true };
  if (relation === 'below') return { low: Number.NEGATIVE_INFINITY, high, closed: false };
  return { low, high: Number.POSITIVE_INFINITY, closed: false };
}

/** Whether a value keeps the limits. */
export function contains({ low, high, closed }: Limits, value: number): boolean {
  return closed ? low <= value && value <= high : low < value && value < high;
}

/** Whether a limit lies within two standard errors of the figure, so that chance decides on which side it comes out. */
export function isNear({ low, high }: Limits, { within }: Measured): boolean {
  return within !== null && [low, high].some((limit) => within[0] <= limit && limit <= within[1]);
}
