/** Repeated measurements and how they are told. */

export interface Measured {
  /** Milliseconds. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** Each of the runs, in their order. */
  readonly times: readonly number[];
}

/** Median and ends of some milliseconds. */
export function summary(times: readonly number[]): Measured {
  const rising = [...times].sort((a, b) => a - b);
  return { median: rising[rising.length >> 1], least: rising[0], most: rising[rising.length - 1], times };
}

/** Milliseconds that this thread has kept a processor busy: other programs on the machine disturb them less than a clock. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** A program gives nothing, or the milliseconds that it found itself. */
export type Program = () => unknown;

/** How many times as long as `of` each run of `time` took, for runs that took turns. */
export function ratios(time: Measured, of: Measured): Measured {
  return summary(time.times.map((each, r) => each / of.times[r]));
}

/**
 * Runs each of the programs in turn, `repetitions` times after a warm-up, so that a busy machine slows all of them alike.
 * Milliseconds of the processor.
 */
export async function alternately(programs: readonly Program[], repetitions: number, warmUps = 2): Promise<Measured[]> {
  const times: number[][] = programs.map(() => []);
  for (let r = 0; r < warmUps + repetitions; r++) {
    for (let k = 0; k < programs.length; k++) {
      const start = processorTime();
      const found = await programs[k]();
      const time = typeof found === 'number' ? found : processorTime() - start;
      if (r >= warmUps) times[k].push(time);
    }
  }
  return times.map(summary);
}

/** What one step of a growth may take, in milliseconds. */
export const patience = 60_000;

export interface Step {
  readonly size: number;
  /** null: not run, it would take too long. */
  readonly time: Measured | null;
}

/**
 * Times of a program for rising sizes, each `repetitions` times; fewer where that takes long. The program may find the
 * milliseconds itself, or give null if it gave up. A size is left out where the two before it promise more than a minute.
 */
export async function growth(
  sizes: readonly number[],
  program: (size: number) => unknown,
  repetitions: number,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const size of sizes) steps.push({ size, time: await stepOf(size, steps, program, repetitions) });
  return steps;
}

async function stepOf(
  size: number,
  steps: readonly Step[],
  program: (size: number) => unknown,
  repetitions: number,
): Promise<Measured | null> {
  if (expected(size, steps) > patience) return null;
  const once = async (): Promise<number | null> => {
    const start = processorTime();
    const found = await program(size);
    if (found === null) return null;
    return typeof found === 'number' ? found : processorTime() - start;
  };
  let next = await once();
  // The first of some short runs warms up.
  if (next !== null && next < patience / 60) next = await once();
  const times: number[] = [];
  for (let spent = 0; next !== null; next = await once()) {
    times.push(next);
    spent += next;
    if (times.length >= repetitions || spent > patience / 12) break;
  }
  return times.length > 0 ? summary(times) : null;
}

/** As the last two steps grew, linear at least. */
function expected(size: number, steps: readonly Step[]): number {
  const [last, before] = [...steps].reverse();
  if (last === undefined) return 0;
  if (last.time === null) return Number.POSITIVE_INFINITY;
  const power = before?.time ? Math.log(last.time.median / before.time.median) / Math.log(last.size / before.size) : 1;
  return last.time.median * (size / last.size) ** Math.max(1, power);
}
