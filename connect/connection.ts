/** One service, and how patient we are with it. */
import type { Timing } from './wait.ts';

export interface Connection {
  /** As messages name it: `GitHub`. */
  readonly service: string;
  readonly base: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Never shown in a message, even if the service repeats them. */
  readonly secrets: readonly string[];
  readonly timing: Timing;
  readonly patience: Patience;
}

export interface Patience {
  /** How often a request is made before it counts as failed. */
  readonly attempts: number;
  /** Milliseconds that all waiting together may take. */
  readonly wait: number;
  /** Milliseconds for one reply. */
  readonly reply: number;
}

export const patience: Patience = { attempts: 5, wait: 300_000, reply: 30_000 };
