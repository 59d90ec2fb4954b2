import type { Scanned } from '../finding.ts';

/** Gives one object for all that say the same: a log of a day names the same few workloads a hundred thousand times. */
export type Share = (scanned: Scanned) => Scanned;

const most = 10_000;

export function sharing(): Share {
  const known = new Map<string, Scanned>();
  return (scanned) => {
    const key = JSON.stringify(scanned);
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size < most) known.set(key, scanned);
    return scanned;
  };
}
