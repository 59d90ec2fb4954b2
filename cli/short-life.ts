/** V8's settings for a process that ends within seconds; one that serves for hours has a use for the usual ones. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Bytecodes that a function runs through, in bytes, before it is compiled again to run faster. */
const budget = { flag: '--interrupt-budget', own: 300_000, usual: 67_584 };
/** By how much the young generation grows at a time. */
const growth = { flag: '--semi-space-growth-factor', own: 1, usual: 2 };
/** Bytes of the young generation. */
const enough = 16 * 1024 * 1024;

/** Call it once, at the start. */
export function expectShortLife(): void {
  // Before Maglev (V8 11.3 is that of Node 20) the compiler is too thorough to be called that early: a comparison took a fifth
  // longer, while a simulation of minutes takes as long.
  const isThorough = process.versions.v8.startsWith('11.3.');
  if (isThorough) set(budget.flag, budget.own);
  // Compiled code that is kept at the end is only taken by a process with the same settings.
  process.once('exit', () => {
    if (isThorough) set(budget.flag, budget.usual);
    set(growth.flag, growth.usual);
  });
}

/**
 * Ends the growth of V8's young generation. It doubles as long as much lives on, which a tree does, to 64 MB and more; the
 * pages of such a heap are touched for the first time again and again, which took a tenth of the time of a comparison.
 * Called while trees are made; whether enough was there, so that it grows no more.
 */
export function keepYoungGenerationSmall(): boolean {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  if (young === undefined || young.space_size < enough) return false;
  set(growth.flag, growth.own);
  return true;
}

function set(flag: string, value: number): void {
  setFlagsFromString(`${flag}=${value}`);
}
