/** Long work of the engine that a Ctrl-C ends. */
import { type Cancellation, Cancelled } from '../../engine/index.ts';
import { Interrupted } from '../exit.ts';
import type { Host } from '../host.ts';

/** Milliseconds. */
const pause = 50;

/** Lets the event loop take a Ctrl-C, but not more often than is felt. */
export function cancellationOf(stop: Host['stop']): Cancellation {
  let last = Date.now();
  return {
    get cancelled() {
      return stop.cancelled;
    },
    breathe: async () => {
      if (Date.now() - last < pause) return;
      await new Promise((resolve) => setImmediate(resolve));
      last = Date.now();
    },
  };
}

/** Runs work that leaves nothing behind. */
export async function stoppable<T>(host: Host, work: (cancellation: Cancellation) => Promise<T>): Promise<T> {
  const cancellation = cancellationOf(host.stop);
  try {
    return await host.computing(() => work(cancellation));
  } catch (error) {
    throw error instanceof Cancelled ? new Interrupted() : error;
  }
}
