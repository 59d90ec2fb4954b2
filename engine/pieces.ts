import { breathe, type Cancellation } from './cancellation.ts';

/** A computation in pieces: whoever runs it may let other work run, or give up, at every `yield`. */
export type Pieces<T> = Generator<void, T, void>;

/** Runs all pieces at once. */
export function atOnce<T>(pieces: Pieces<T>): T {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}

/** Runs them one after the other and lets other work run in between; rejects with `Cancelled` if that asks for it. */
export async function oneByOne<T>(pieces: Pieces<T>, cancellation: Cancellation): Promise<T> {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
    await breathe(cancellation);
  }
}
