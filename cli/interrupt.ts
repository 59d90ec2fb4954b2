/** Ctrl-C: work that may leave something half done is asked to end, any other is ended. */
import { exit } from './exit.ts';
import type { Host } from './host.ts';

/** Milliseconds in which work that was asked to end may do so. */
const grace = 400;

export interface Interrupt {
  readonly cancelled: () => boolean;
  readonly computing: Host['computing'];
}

/** Listens to this process's Ctrl-C from now on. */
export function listenForInterrupt(): Interrupt {
  let cancelled = false;
  const listener = (): void => {
    // A second Ctrl-C, or work that cannot be stopped in time, ends at once: every file is written whole or not at all.
    if (cancelled) process.exit(exit.interrupted);
    cancelled = true;
    setTimeout(() => process.exit(exit.interrupted), grace).unref();
  };
  process.on('SIGINT', listener);
  return {
    cancelled: () => cancelled,
    // A listener is only called between two steps of the work. Without one the system ends the process, whatever it is at;
    // but for the first of a container, which it only asks.
    computing: async (work) => {
      if (process.pid === 1) return work();
      process.off('SIGINT', listener);
      try {
        return await work();
      } finally {
        process.on('SIGINT', listener);
      }
    },
  };
}
