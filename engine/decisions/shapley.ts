/** How much of what a set of controls saves is due to each: Shapley values. */
import { fillMarks, type Stream } from '../random/stream.ts';
import { type CandidateSet, emptySet, membersOf, plus } from './sets.ts';

/** Up to so many members all subsets are solved. */
export const mostExact = 10;
/** Random orders otherwise, each with its reverse. */
const orders = 48;

export interface Shares {
  /** By candidate; they add up to value(∅) − value(set). */
  readonly shares: ReadonlyMap<number, number>;
  /** Whether all orders were averaged over, and not some random ones. */
  readonly exact: boolean;
}

/**
 * φ_i = Σ over S ⊆ set∖{i} of |S|!(n−|S|−1)!/n! · (value(S) − value(S ∪ {i})): the saving of i averaged over all orders
 * in which the set can be bought (Shapley 1953). `value` is what remains. `stream` is used for large sets only.
 */
export async function shapleyShares(
  set: CandidateSet,
  value: (set: CandidateSet) => Promise<number>,
  stream: () => Stream,
): Promise<Shares> {
  const members = membersOf(set);
  return members.length <= mostExact
    ? { shares: await overSubsets(members, value), exact: true }
    : { shares: await overOrders(members, value, stream()), exact: false };
}

async function overSubsets(
  members: readonly number[],
  value: (set: CandidateSet) => Promise<number>,
): Promise<Map<number, number>> {
  const n = members.length;
  /** |S|!(n−|S|−1)!/n! = 1 / (n · C(n−1, |S|)). */
  const weights: number[] = [];
  let choose = 1;
  for (let k = 0; k < n; k++) {
    weights.push(1 / (n * choose));
    choose = (choose * (n - 1 - k)) / (k + 1);
  }
  const values: number[] = [];
  for (let bits = 0; bits < 1 << n; bits++) {
    let subset = emptySet;
    members.forEach((m, j) => {
      if ((bits >> j) & 1) subset = plus(subset, m);
    });
    values.push(await value(subset));
  }
  const shares = new Map<number, number>();
  members.forEach((m, j) => {
    let share = 0;
    for (let bits = 0; bits < values.length; bits++) {
      if ((bits >> j) & 1) continue;
      share += weights[countBits(bits)] * (values[bits] - values[bits | (1 << j)]);
    }
    shares.set(m, share);
  });
  return shares;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

async function overOrders(
  members: readonly number[],
  value: (set: CandidateSet) => Promise<number>,
  stream: Stream,
): Promise<Map<number, number>> {
  const shares = new Map(members.map((m) => [m, 0]));
  const marks = new Float64Array(members.length);
  for (let k = 0; k < orders; k++) {
    fillMarks(stream, marks, marks.length);
    const order = [...members.keys()].sort((a, b) => marks[a] - marks[b]).map((j) => members[j]);
    for (const way of [order, [...order].reverse()]) {
      let set = emptySet;
      let before = await value(set);
      for (const m of way) {
        set = plus(set, m);
        const after = await value(set);
        shares.set(m, (shares.get(m) as number) + (before - after) / (2 * orders));
        before = after;
      }
    }
  }
  return shares;
}
