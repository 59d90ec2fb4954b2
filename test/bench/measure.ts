/** Repeated measurements and how they are told. */

export interface Measured {
  /** Milliseconds. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Median and ends of some milliseconds. */
export function summary(times: readonly number[]): Measured {
  const rising = [...times].sort((a, b) => a - b);
  return { median: rising[rising.length >> 1], least: rising[0], most: rising[rising.length - 1] };
}

/** Runs each of the programs in turn, `repetitions` times after a warm-up, so that a busy machine slows all of them alike. */
export async function alternately(
  programs: readonly (() => unknown)[],
  repetitions: number,
  warmUps = 2,
): Promise<Measured[]> {
  const times: number[][] = programs.map(() => []);
  for (let r = 0; r < warmUps + repetitions; r++) {
    for (let k = 0; k < programs.length; k++) {
      const start = performance.now();
      await programs[k]();
      if (r >= warmUps) times[k].push(performance.now() - start);
    }
  }
  return times.map(summary);
}
