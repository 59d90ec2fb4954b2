/** How a long computation is stopped from outside. The caller decides whether `breathe` yields to other work. */
export interface Cancellation {
  readonly cancelled: boolean;
  /** Awaited between pieces of work; afterwards `cancelled` is looked at. */
  breathe(): Promise<void>;
}

/** Never cancelled, never yields. */
export const uninterrupted: Cancellation = { cancelled: false, breathe: async () => {} };

/** Thrown out of a computation whose cancellation was asked for; nothing of it is to be used. */
export class Cancelled extends Error {
  constructor() {
    super('The computation was cancelled.');
    this.name = 'Cancelled';
  }
}

/** Lets other work run, then throws `Cancelled` if that work asked for it. */
export async function breathe(cancellation: Cancellation): Promise<void> {
  await cancellation.breathe();
  if (cancellation.cancelled) throw new Cancelled();
}
