/** Vulnerability as the chance that the capability exceeds the resistance. */
import { countUses, type Environment, isCertain, lawOf } from '../expressions/index.ts';
import { overScores, scoreOf } from '../expressions/panels.ts';
import type { Distribution } from '../laws/index.ts';
import type { Expression } from '../model.ts';

/**
 * P(capability > resistance), strictly, both drawn afresh for every threat event. null where a quantity that keeps its
 * value over the year, and is uncertain, takes part: the chance is then a function of it.
 */
export function contestChance(capability: Expression, resistance: Expression, env: Environment): number | null {
  for (const side of [capability, resistance])
    for (const key of countUses(side, env).keys()) {
      const [place, index] = key.split(':');
      if (place === 'shared' && !isCertain(env.scope.shared[Number(index)].expression, env)) return null;
    }
  return chanceOfExceeding(lawOf(capability, env), lawOf(resistance, env));
}

/** P(X > Y) of independent X, Y: E[P(X > y)] over the score of Y. */
export function chanceOfExceeding(x: Distribution, y: Distribution): number {
  if (y.discrete && y.atoms) {
    let sum = 0;
    for (let i = 0; i < y.atoms.values.length; i++) sum += y.atoms.weights[i] * x.survival(y.atoms.values[i]);
    return sum;
  }
  if (x.discrete && x.atoms) {
    let sum = 0;
    for (let i = 0; i < x.atoms.values.length; i++) sum += x.atoms.weights[i] * y.below(x.atoms.values[i]);
    return sum;
  }
  // The law of X may change within a small part of the range of Y: its own scores bound the pieces too.
  const steps = Array.from({ length: 27 }, (_, i) => x.quantileAtScore((i - 13) / 2));
  const kinks = [
    x.min,
    x.max,
    y.min,
    y.max,
    ...steps,
    ...(x.kinks ?? []),
    ...(y.kinks ?? []),
    ...(x.atoms?.values ?? []),
    ...(y.atoms?.values ?? []),
  ].filter(Number.isFinite);
  let sum = 0;
  overScores(
    kinks
      .flatMap((v) => [scoreOf(y, v), scoreOf({ cdf: y.below, survival: (u) => 1 - y.below(u) }, v)])
      .filter(Number.isFinite),
    (z, w) => {
      sum += w * x.survival(y.quantileAtScore(z));
    },
  );
  return Math.max(0, Math.min(1, sum));
}
