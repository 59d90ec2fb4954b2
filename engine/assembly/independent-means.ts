/** Means along `leads to` where every yearly quantity counts in one place only: they multiply, however long the chain. */
import { closureOf } from '../exact/block.ts';
import { type StateModel, sharedIn } from '../exact/state-model.ts';
import { type Environment, isCertain, momentsOf } from '../expressions/index.ts';
import type { Expression } from '../model.ts';

/** Expected events a year of a threat: its own and those that others set off. */
export function meanEvents(model: StateModel, t: number, env: Environment): number {
  return meanEventsOf(model, closureOf(model, [t]), env).get(t) ?? 0;
}

/** The same for several threats, each listed after those that lead to it. */
export function meanEventsOf(model: StateModel, threats: readonly number[], env: Environment): Map<number, number> {
  const events = new Map<number, number>();
  for (const u of threats) {
    const own = model.threats[u].frequency;
    const all = (events.get(u) ?? 0) + (own === null ? 0 : productOfMeans(own, env));
    events.set(u, all);
    for (const { target, probability } of model.threats[u].leadsTo)
      events.set(target, (events.get(target) ?? 0) + all * momentsOf(probability, env).mean);
  }
  return events;
}

/** Expected loss of an event of a threat and of all that it sets off, with the expected loss of one event of each. */
export function meanWithConsequences(
  model: StateModel,
  t: number,
  loss: (u: number) => number,
  env: Environment,
  known: Map<number, number> = new Map(),
): number {
  const before = known.get(t);
  if (before !== undefined) return before;
  let sum = loss(t);
  for (const { target, probability } of model.threats[t].leadsTo)
    sum += momentsOf(probability, env).mean * meanWithConsequences(model, target, loss, env, known);
  known.set(t, sum);
  return sum;
}

/** Whether no uncertain shared quantity, followed to what it is made of, counts twice in the expressions. */
export function areIndependent(expressions: Iterable<Expression>, env: Environment): boolean {
  const seen = new Set<number>();
  const visit = (e: Expression): boolean => {
    for (const index of sharedIn(e)) {
      const inner = env.scope.shared[index].expression;
      if (isCertain(inner, env)) continue;
      if (seen.has(index)) return false;
      seen.add(index);
      if (!visit(inner)) return false;
    }
    return true;
  };
  for (const e of expressions) if (!visit(e)) return false;
  return true;
}

/** All that the frequency of a threat is made of: of its own events and of those that lead to it. */
export function frequencyParts(model: StateModel, t: number): Expression[] {
  const closure = closureOf(model, [t]);
  const inside = new Set(closure);
  return closure.flatMap((u) => [
    ...(model.threats[u].frequency ?? []),
    ...model.threats[u].leadsTo.filter((c) => inside.has(c.target)).map((c) => c.probability),
  ]);
}

/** In how many ways events come to a threat, itself included, up to `most`. */
export function waysTo(model: StateModel, t: number, most: number): number {
  const ways = new Map<number, number>();
  for (const u of closureOf(model, [t])) {
    const count = Math.min(most, (ways.get(u) ?? 0) + 1);
    ways.set(u, count);
    for (const { target } of model.threats[u].leadsTo)
      ways.set(target, Math.min(most, (ways.get(target) ?? 0) + count));
  }
  return ways.get(t) ?? 1;
}

function productOfMeans(factors: readonly Expression[], env: Environment): number {
  return factors.reduce((product, factor) => product * momentsOf(factor, env).mean, 1);
}
