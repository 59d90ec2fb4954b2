/** A computation on the event loop's time: it lets requests be answered every few milliseconds and stops when told to. */
import type { Cancellation } from '../../engine/index.ts';
import type { Host } from '../host.ts';

/** Milliseconds of work between two breaths: below what a person notices while typing. */
const slice = 8;

export interface Computation extends Cancellation {
  cancel(): void;
  /** Called once when it is cancelled; at once if it is already. */
  onCancel(listener: () => void): void;
}

export function createComputation(host: Pick<Host, 'now' | 'breathe'>): Computation {
  let cancelled = false;
  let since = host.now();
  const listeners: (() => void)[] = [];
  return {
    get cancelled() {
      return cancelled;
    },
    cancel() {
      if (cancelled) return;
      cancelled = true;
      for (const listener of listeners) listener();
    },
    onCancel(listener) {
      if (cancelled) listener();
      else listeners.push(listener);
    },
    async breathe() {
      if (host.now() - since < slice) return;
      await host.breathe();
      since = host.now();
    },
  };
}
