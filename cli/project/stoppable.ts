/** Long work of the engine that a Ctrl-C ends. */
import { type Cancellation, Cancelled } from '../../engine/index.ts';
import { Interrupted } from '../exit.ts';
import type { Host } from '../host.ts';

const pause = 50;

/** Runs the work; it lets the event loop take a Ctrl-C, but not more often than is felt. */
export async function stoppable<T>(
  { stop }: Pick<Host, 'stop'>,
  work: (cancellation: Cancellation) => Promise<T>,
): Promise<T> {
  let last = Date.now();
  const cancellation: Cancellation = {
    get cancelled() {
      return stop.cancelled;
    },
    breathe: async () => {
      if (Date.now() - last < pause) return;
      await new Promise((resolve) => setImmediate(resolve));
      last = Date.now();
    },
  };
  try {
    return await work(cancellation);
  } catch (error) {
    throw error instanceof Cancelled ? new Interrupted() : error;
  }
}
