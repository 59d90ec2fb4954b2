/** The best set under a budget, by branch and bound. */
import { breathe } from '../cancellation.ts';
import { affordable, byLoss, type Problem, rounding } from './problem.ts';
import { type CandidateSet, costOf, emptySet, membersOf, minus, plus } from './sets.ts';

export interface BestSet {
  readonly set: CandidateSet;
  readonly value: number;
  /** No set within the budget leaves less than this; equal to `value` (to rounding) where the search was complete. */
  readonly bound: number;
  readonly complete: boolean;
}

interface Branch {
  readonly chosen: CandidateSet;
  readonly cost: number;
  /** Position of the next candidate to decide on. */
  readonly next: number;
}

/** Adds what saves most for its cost, as long as something affordable saves at all. */
export async function greedySet(problem: Problem, budget: number): Promise<CandidateSet> {
  const { costs, value } = problem;
  let set = emptySet;
  let left = budget;
  const open = new Set(costs.keys());
  for (;;) {
    const before = await value(set);
    let best = -1;
    let highest = 0;
    for (const i of open) {
      if (!affordable(costs[i], left)) continue;
      await breathe(problem.cancellation);
      const saves = before - (await value(plus(set, i)));
      if (!(saves > rounding * before)) continue;
      const worth = costs[i] > 0 ? saves / costs[i] : Number.POSITIVE_INFINITY;
      if (worth > highest) {
        highest = worth;
        best = i;
      }
    }
    if (best < 0) return set;
    set = plus(set, best);
    left = Math.max(0, left - costs[best]);
    open.delete(best);
  }
}

/** Drops members, dearest first, without which nothing is lost. */
export async function withoutIdle({ costs, value }: Problem, set: CandidateSet): Promise<CandidateSet> {
  let kept = set;
  const goal = await value(set);
  for (const i of membersOf(set).sort((a, b) => costs[b] - costs[a] || b - a)) {
    const smaller = minus(kept, i);
    if ((await value(smaller)) <= goal * (1 + rounding)) kept = smaller;
  }
  return kept;
}

/** The most that a fractional choice of `savings` within `budget` adds up to. */
function fractional(savings: readonly { readonly saves: number; readonly cost: number }[], budget: number): number {
  let left = budget;
  let sum = 0;
  const byWorth = [...savings].sort((a, b) => b.saves * a.cost - a.saves * b.cost);
  for (const { saves, cost } of byWorth) {
    if (cost <= left) {
      sum += saves;
      left -= cost;
    } else {
      sum += (saves * left) / cost;
      break;
    }
  }
  return sum;
}

/** A branch with all that can be afforded in it; what any of its completions leaves is at least `bound`. */
interface Open {
  readonly branch: Branch;
  readonly bound: number;
  readonly all: CandidateSet;
}

/**
 * Depth first, candidates in the order of `byLoss`. A branch is left when no completion can be better than the best set so
 * far: everything affordable together leaves more, or (where savings diminish) the savings of the single candidates beside
 * the chosen ones, taken in fractions, do not suffice. Past `limit` the least bound of what is open is stated.
 */
export async function bestSet(problem: Problem, budget: number, limit: number): Promise<BestSet> {
  const { costs, value, atLeast, diminishing } = problem;
  let best = await withoutIdle(problem, await greedySet(problem, budget));
  let least = await value(best);
  const order = (await byLoss(problem)).filter((i) => affordable(costs[i], budget));

  const opened = async (branch: Branch): Promise<Open> => {
    const { chosen, cost, next } = branch;
    const left = order.slice(next).filter((i) => affordable(cost + costs[i], budget));
    const all = left.reduce(plus, chosen);
    const together = await atLeast(all, least);
    if (!diminishing || together >= least || affordable(costOf(all, costs), budget))
      return { branch, bound: together, all };
    const here = await value(chosen);
    const savings: { saves: number; cost: number }[] = [];
    for (const i of left) savings.push({ saves: Math.max(0, here - (await value(plus(chosen, i)))), cost: costs[i] });
    return { branch, bound: Math.max(together, here - fractional(savings, Math.max(0, budget - cost))), all };
  };

  const open: Open[] = [await opened({ chosen: emptySet, cost: 0, next: 0 })];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item.bound >= least * (1 - rounding)) continue;
    if (problem.spent() > limit) {
      open.push(item);
      break;
    }
    await breathe(problem.cancellation);
    if (affordable(costOf(item.all, costs), budget)) {
      const together = await value(item.all);
      if (together < least) best = item.all;
      least = Math.min(least, together);
      continue;
    }
    const { chosen, cost } = item.branch;
    let { next } = item.branch;
    while (!affordable(cost + costs[order[next]], budget)) next++;
    const i = order[next++];
    open.push(
      await opened({ chosen, cost, next }),
      await opened({ chosen: plus(chosen, i), cost: cost + costs[i], next }),
    );
  }
  const set = await withoutIdle(problem, best);
  const bound = open.reduce((low, item) => Math.min(low, item.bound), await value(set));
  return { set, value: await value(set), bound, complete: open.length === 0 };
}
