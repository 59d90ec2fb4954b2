/** The sets that no other beats: none costs less, or as much, and leaves less. */
import { breathe } from '../cancellation.ts';
import { type Problem, rounding } from './problem.ts';
import { type CandidateSet, costOf, emptySet, plus } from './sets.ts';

export interface FrontierPoint {
  readonly set: CandidateSet;
  readonly cost: number;
  readonly value: number;
}

export interface Frontier {
  /** By rising cost and falling value, the empty set first where nothing is free. */
  readonly points: readonly FrontierPoint[];
  /** Whether every set was looked at or ruled out. */
  readonly complete: boolean;
}

/** Points that no other point of a list beats. Of equal ones the set with fewer, then earlier candidates stays. */
export function unbeaten(points: readonly FrontierPoint[]): FrontierPoint[] {
  const sorted = [...points].sort(
    (a, b) => a.cost - b.cost || a.value - b.value || sizeOf(a.set) - sizeOf(b.set) || (a.set < b.set ? -1 : 1),
  );
  const kept: FrontierPoint[] = [];
  for (const point of sorted) {
    const last = kept[kept.length - 1];
    if (last !== undefined && point.value >= last.value * (1 - rounding)) continue;
    kept.push(point);
  }
  return kept;
}

function sizeOf(set: CandidateSet): number {
  let count = 0;
  for (let rest = set; rest > 0n; rest >>= 1n) if (rest & 1n) count++;
  return count;
}

/**
 * Every unbeaten set, depth first: a branch is left when a known set costs no more than what the branch has chosen and
 * leaves no more than all of its candidates together. Incomplete past `limit`.
 */
export async function frontierOf(problem: Problem, limit: number): Promise<Frontier> {
  const { costs, value } = problem;
  const none = await value(emptySet);
  let kept: FrontierPoint[] = [{ set: emptySet, cost: 0, value: none }];
  const worth: number[] = [];
  for (const [i, cost] of costs.entries())
    worth.push(cost > 0 ? (none - (await value(plus(emptySet, i)))) / cost : Number.POSITIVE_INFINITY);
  const order = [...costs.keys()].sort((a, b) => worth[b] - worth[a] || a - b);
  const rest: CandidateSet[] = [emptySet];
  for (const i of [...order].reverse()) rest.unshift(plus(rest[0], i));

  const add = async (set: CandidateSet): Promise<void> => {
    const point = { set, cost: costOf(set, costs), value: await value(set) };
    if (!kept.some((k) => k.cost <= point.cost && k.value <= point.value * (1 + rounding)))
      kept = unbeaten([...kept, point]);
  };
  // The way of the largest saving for its cost comes first, so that later branches have something to be measured by.
  let way = emptySet;
  for (const i of order) {
    way = plus(way, i);
    await add(way);
  }
  const open: { chosen: CandidateSet; next: number }[] = [{ chosen: emptySet, next: 0 }];
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    if (problem.spent() > limit) return { points: kept, complete: false };
    await breathe(problem.cancellation);
    const { chosen, next } = branch;
    if (next >= order.length) continue;
    const least = await value(chosen | rest[next]);
    const cost = costOf(chosen, costs);
    // What is on the frontier itself beats no completion that costs more and leaves less.
    if (kept.some((k) => k.cost <= cost && k.value <= least * (1 + rounding))) continue;
    const larger = plus(chosen, order[next]);
    await add(larger);
    open.push({ chosen, next: next + 1 }, { chosen: larger, next: next + 1 });
  }
  return { points: kept, complete: true };
}
