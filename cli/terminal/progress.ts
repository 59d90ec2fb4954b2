/** What long work is doing, on one line of the standard error that vanishes when it ends. */
import type { Host } from '../host.ts';

export interface Progress {
  /** Shown until something else is said; the same again costs nothing. */
  say(what: string): void;
  /** Takes the line away. */
  end(): void;
}

/** Takes away what stands on the line of a terminal. */
export const emptyLine = '\r\u001B[K';

/** Work that ends sooner shows nothing. */
const patienceMilliseconds = 500;

/** Only on a terminal, and not with `--quiet`. */
export function progressOn(host: Host, quiet: boolean): Progress {
  if (quiet || !host.stderr.isTerminal) return { say: () => {}, end: () => {} };
  const started = host.now().getTime();
  let shown: string | null = null;
  return {
    say: (what) => {
      if (what === shown || host.now().getTime() - started < patienceMilliseconds) return;
      shown = what;
      host.stderr.write(`${emptyLine}${what}…`);
    },
    end: () => {
      if (shown !== null) host.stderr.write(emptyLine);
      shown = null;
    },
  };
}
