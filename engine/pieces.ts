/** A computation in pieces: whoever runs it may let other work run, or give up, at every `yield`. */
export type Pieces<T> = Generator<void, T, void>;

/** Runs all pieces at once. */
export function atOnce<T>(pieces: Pieces<T>): T {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}
