/** Sets of candidates as the bits of a whole number: candidate i is in the set if bit i is set. */
export type CandidateSet = bigint;

export const emptySet: CandidateSet = 0n;

export function setOf(members: Iterable<number>): CandidateSet {
  let set = emptySet;
  for (const i of members) set |= 1n << BigInt(i);
  return set;
}

export function has(set: CandidateSet, i: number): boolean {
  return ((set >> BigInt(i)) & 1n) === 1n;
}

export function plus(set: CandidateSet, i: number): CandidateSet {
  return set | (1n << BigInt(i));
}

export function minus(set: CandidateSet, i: number): CandidateSet {
  return set & ~(1n << BigInt(i));
}

/** Rising. */
export function membersOf(set: CandidateSet): number[] {
  const found: number[] = [];
  for (let rest = set, i = 0; rest > 0n; rest >>= 1n, i++) if (rest & 1n) found.push(i);
  return found;
}

/** Sum of the costs of the members, in the order of their indices, so that equal sets cost the same to the last digit. */
export function costOf(set: CandidateSet, costs: readonly number[]): number {
  return membersOf(set).reduce((sum, i) => sum + costs[i], 0);
}
