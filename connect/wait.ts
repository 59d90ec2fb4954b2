/** How long to wait before a request is made again. */

/** What a connection cannot do without the world: passed in, so that tests need no time. */
export interface Timing {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** A service that limits without saying for how long is left alone for a minute first, as GitHub asks. */
const limitedWait = 60_000;
const failedWait = 1_000;

/**
 * Milliseconds before the next try; `attempt` counts from 0. The service's word counts (`Retry-After` in seconds or as a
 * date; `x-ratelimit-reset` in seconds since 1970 where nothing remains); else twice as long each time, with up to a
 * quarter more at random so that many runs do not come back at once.
 */
export function waitBefore(attempt: number, limited: boolean, headers: Headers, { now, random }: Timing): number {
  const asked = askedWait(headers, now());
  if (asked !== null) return asked;
  const base = limited ? limitedWait : failedWait;
  return Math.round(base * 2 ** attempt * (1 + random() / 4));
}

/** What the headers ask for, in milliseconds; null: nothing. */
export function askedWait(headers: Headers, now: number): number | null {
  const after = headers.get('retry-after');
  if (after !== null) {
    const seconds = /^\d+(\.\d+)?$/.test(after.trim()) ? Number(after) : (Date.parse(after) - now) / 1000;
    if (!Number.isNaN(seconds)) return Math.max(0, Math.ceil(seconds * 1000));
  }
  const reset = headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset');
  const remaining = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining');
  if (remaining?.trim() !== '0' || reset === null || !/^\d+$/.test(reset.trim())) return null;
  return Math.max(0, Number(reset) * 1000 - now);
}
