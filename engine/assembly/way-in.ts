/** Known weaknesses as a further way in: v′ = v + (1 − v)·q = q + (1 − q)·v, the noisy-or of both. */
import type { Expression, Vulnerability } from '../model.ts';

/** A vulnerability v, 0 to 1, moved by the further way in. */
export function withWayIn(chance: number, { wayIn = 0 }: Vulnerability): number {
  return wayIn === 0 ? chance : wayIn + (1 - wayIn) * chance;
}

/** The same of an expression: its draws stay the draws of v. */
export function expressionWithWayIn(chance: Expression, { wayIn = 0 }: Vulnerability): Expression {
  if (wayIn === 0) return chance;
  const kept: Expression = { kind: 'product', left: { kind: 'constant', value: 1 - wayIn }, right: chance };
  return { kind: 'sum', left: { kind: 'constant', value: wayIn }, right: kept };
}
