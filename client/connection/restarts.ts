/** More ends than this within the time, in milliseconds, and the server stays down until somebody starts it. */
export const limit = { ends: 4, within: 3 * 60_000 };

/** Whether a server that ended at these times, in milliseconds, should be started again. */
export function mayRestart(ends: readonly number[], now: number): boolean {
  return ends.filter((time) => now - time < limit.within).length <= limit.ends;
}
