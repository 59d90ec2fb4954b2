/** What long work is doing, on one line of the standard error that vanishes when it ends. */
import type { Host } from '../host.ts';

export interface Progress {
  say(what: string): void;
  /** Takes the line away. */
  end(): void;
}

/** Work that ends sooner shows nothing. */
const patienceMilliseconds = 500;

/** Only on a terminal, and not with `--quiet`. */
export function progressOn(host: Host, quiet: boolean): Progress {
  if (quiet || !host.stderr.isTerminal) return { say: () => {}, end: () => {} };
  const started = host.now().getTime();
  let shown = false;
  return {
    say: (what) => {
      if (host.now().getTime() - started < patienceMilliseconds) return;
      shown = true;
      host.stderr.write(`\r\u001B[K${what}…`);
    },
    end: () => {
      if (shown) host.stderr.write('\r\u001B[K');
      shown = false;
    },
  };
}
