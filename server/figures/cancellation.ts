/** A computation on the event loop's time: it lets requests be answered every few milliseconds and stops when told to. */
import type { Cancellation } from '../../engine/index.ts';
import type { Host } from '../host.ts';

/** Milliseconds of work between two breaths: below what a person notices while typing. */
const slice = 8;

export interface Computation extends Cancellation {
  cancel(): void;
}

export function createComputation(host: Pick<Host, 'now' | 'breathe'>): Computation {
  let cancelled = false;
  let since = host.now();
  return {
    get cancelled() {
      return cancelled;
    },
    cancel() {
      cancelled = true;
    },
    async breathe() {
      if (host.now() - since < slice) return;
      await host.breathe();
      since = host.now();
    },
  };
}
