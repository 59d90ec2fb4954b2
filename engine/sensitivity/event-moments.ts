/** Mean and variance of the loss of one event, and of all that one event brings about. */
import { constant, productOfAll, type StateModel } from '../exact/state-model.ts';
import { type Environment, expectationOf, type Moments, momentsOf } from '../expressions/index.ts';
import type { Expression } from '../model.ts';

/** 1 with the chance, else 0. */
function coin(chance: number): Expression {
  if (chance <= 0 || chance >= 1) return constant(chance >= 1 ? 1 : 0);
  return { kind: 'draw', law: { law: 'discrete', values: [0, 1], weights: [1 - chance, chance] } };
}

/**
 * The loss of one event of a threat as an expression over its `let`s, followed by a coin for each control and each
 * stakeholder. Chances are taken at their means given the values in `env`; the loss and its square are linear in them.
 */
function eventLoss(model: StateModel, t: number, env: Environment): { loss: Expression; lets: Expression[] } {
  const { lets, coins, lines, secondary } = model.threats[t];
  const chanceOf = (e: Expression): number => expectationOf(e, env);
  const works = lets.length;
  const reacts = works + coins.length;
  const all = [...lets, ...coins.map((c) => coin(chanceOf(c))), ...secondary.map((s) => coin(chanceOf(s)))];
  const sums = new Map<number, Expression>();
  for (const line of lines) {
    const factors: Expression[] = [line.amount];
    for (const k of new Set(line.cuts.map((cut) => cut.coin))) {
      const left = productOfAll(line.cuts.filter((cut) => cut.coin === k).map((cut) => cut.by));
      // 1 − B·(1 − left).
      const off: Expression = { kind: 'difference', left: constant(1), right: left };
      const cut = productOfAll([off, { kind: 'let', index: works + k }]);
      factors.push({ kind: 'difference', left: constant(1), right: cut });
    }
    const amount = productOfAll(factors);
    const before = sums.get(line.secondary);
    sums.set(line.secondary, before ? { kind: 'sum', left: before, right: amount } : amount);
  }
  const parts = [...sums].map(
    ([j, sum]): Expression => (j < 0 ? sum : productOfAll([{ kind: 'let', index: reacts + j }, sum])),
  );
  const loss =
    parts.length === 0 ? constant(0) : parts.reduce((left, right): Expression => ({ kind: 'sum', left, right }));
  return { loss, lets: all };
}

/**
 * Moments of what one event of `s` costs the members and of what it sets off, directly or further on, what has no value in
 * `env` drawn afresh. Right where nothing without a value in `env` is used in two places.
 */
export function clusterMoments(
  model: StateModel,
  s: number,
  members: ReadonlySet<number>,
  env: Environment,
  known: Map<number, Moments> = new Map(),
): Moments {
  const found = known.get(s);
  if (found) return found;
  let mean = 0;
  let variance = 0;
  if (members.has(s)) {
    const { loss, lets } = eventLoss(model, s, env);
    const own = momentsOf(loss, { ...env, scope: { shared: env.scope.shared, lets }, lets: [] });
    mean += own.mean;
    variance += own.variance;
  }
  for (const { target, probability } of model.threats[s].leadsTo) {
    const p = expectationOf(probability, env);
    if (!(p > 0)) continue;
    const set = clusterMoments(model, target, members, env, known);
    if (set.mean === 0 && set.variance === 0) continue;
    mean += p * set.mean;
    variance += p * set.variance + p * (1 - p) * set.mean * set.mean;
  }
  const moments = { mean, variance };
  known.set(s, moments);
  return moments;
}
