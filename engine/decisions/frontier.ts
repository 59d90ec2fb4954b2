/** The sets that no other beats: none costs less, or as much, and leaves less. */
import { breathe } from '../cancellation.ts';
import { byLoss, type Problem, restsOf, rounding } from './problem.ts';
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

/** The least that a point leaves whose cost is not above `cost`; infinite: there is none. */
function leastFor(points: readonly FrontierPoint[], cost: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const point of points) {
    if (point.cost > cost) break;
    least = point.value;
  }
  return least;
}

/**
 * Every unbeaten set, depth first: a branch is left when a known set costs no more than what the branch has chosen and
 * leaves no more than all of its candidates together. Begins with all sets that were solved before. Incomplete past `limit`.
 */
export async function frontierOf(problem: Problem, limit: number): Promise<Frontier> {
  const { costs, value, atLeast } = problem;
  const order = await byLoss(problem);
  const rests = restsOf(order);
  await value(emptySet);
  const pointOf = ([set, left]: readonly [CandidateSet, number]): FrontierPoint => ({
    set,
    cost: costOf(set, costs),
    value: left,
  });
  let points = unbeaten([...problem.known].map(pointOf));
  const open: { chosen: CandidateSet; next: number }[] = [{ chosen: emptySet, next: 0 }];
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    if (problem.spent() > limit) return { points: unbeaten([...problem.known].map(pointOf)), complete: false };
    await breathe(problem.cancellation);
    const { chosen, next } = branch;
    const cost = costOf(chosen, costs);
    // What is on the frontier itself beats no completion that costs more and leaves less.
    const known = leastFor(points, cost);
    if ((await atLeast(chosen | rests[next], known)) * (1 + rounding) >= known) continue;
    if (next === order.length) points = unbeaten([...points, { set: chosen, cost, value: await value(chosen) }]);
    else open.push({ chosen, next: next + 1 }, { chosen: plus(chosen, order[next]), next: next + 1 });
  }
  return { points, complete: true };
}
