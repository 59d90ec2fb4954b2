/** Requests to one service: one place for the token, the address, time limits and what may be tried again. */
import type { Connection } from './connection.ts';
import type { Failure } from './failure.ts';
import { readReply } from './reply.ts';
import { send } from './send.ts';
import { askedWait, type Timing, waitBefore } from './wait.ts';

/** What came of one request. */
export type Reply =
  | { readonly kind: 'done'; readonly body: unknown; readonly headers: Headers }
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** Not done, or not known to be done; it may be made again after `wait` milliseconds. */
  | { readonly kind: 'again'; readonly failure: Failure; readonly wait: number };

export interface Client {
  /** Reads, and tries again by itself. */
  readonly get: (path: string) => Promise<Exclude<Reply, { kind: 'again' }>>;
  /** Changes something, once: whoever calls has to look first whether a reply that was lost did its work. */
  readonly change: (method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<Reply>;
  /** Waits; a failure where that would be longer than all patience. */
  readonly pause: (reply: { readonly failure: Failure; readonly wait: number }) => Promise<Failure | null>;
  readonly attempts: number;
}

export function createClient(connection: Connection): Client {
  const { timing, service } = connection;
  let waited = 0;
  let notBefore = 0;
  /** Changes that failed in a row: between them one looks, which may succeed. */
  let failures = 0;

  const pause: Client['pause'] = async ({ failure, wait }) => {
    if (waited + wait > connection.patience.wait) {
      const minutes = Math.round(connection.patience.wait / 60_000);
      const message = `${failure.message} ${service} is left alone: it would take more than ${minutes} minutes of waiting.`;
      return { ...failure, message };
    }
    waited += wait;
    await timing.sleep(wait);
    return null;
  };

  const once = async (method: string, path: string, body: unknown, attempt: number): Promise<Reply> => {
    // Azure DevOps slows down with a wait in a reply that succeeded.
    const delay = Math.min(notBefore - timing.now(), connection.patience.wait - waited);
    if (delay > 0) {
      waited += delay;
      await timing.sleep(delay);
    }
    const answer = await send(connection, method, path, body);
    if ('headers' in answer)
      notBefore = timing.now() + (answer.status < 300 ? (askedDelay(answer.headers, timing) ?? 0) : 0);
    return readReply(answer, connection, (limited, headers) => waitBefore(attempt, limited, headers, timing));
  };

  return {
    attempts: connection.patience.attempts,
    pause,
    change: async (method, path, body) => {
      const reply = await once(method, path, body, failures);
      failures = reply.kind === 'again' ? failures + 1 : 0;
      return reply;
    },
    get: async (path) => {
      for (let attempt = 1; ; attempt++) {
        const reply = await once('GET', path, undefined, attempt - 1);
        if (reply.kind !== 'again') return reply;
        if (attempt === connection.patience.attempts) return { kind: 'refused', failure: reply.failure };
        const failure = await pause(reply);
        if (failure !== null) return { kind: 'refused', failure };
      }
    },
  };
}

/** Only `Retry-After`: that no request remains in a window is no reason to wait before one that may not be made. */
function askedDelay(headers: Headers, timing: Timing): number | null {
  return headers.has('retry-after') ? askedWait(headers, timing.now()) : null;
}
