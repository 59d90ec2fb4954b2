/** Which grids a group's law needs. */
import type { Pieces } from '../pieces.ts';
import { type Leveled, type Rung, rungOf, usable, type Window, windowOf } from './rung.ts';
import { gridOf } from './workspace.ts';

/** Cells of the coarsest grids. */
export const coarsest = 64;
/** Exceedance at which a ladder may end, and up to which a curve is drawn. */
export const leastExceedance = 1e-6;
/** A chance that a window may leave out at its lower end. */
const leastChance = 1e-8;
/** Turns of the grid below a window beyond which its tilting would leave the range of numbers. */
const mostTurns = 30;

/** Cells of a first grid at most. */
const mostForTop = 16_384;

/** Cells below a window's lowest chance. */
const room = 4;

const rises = 4;

/** Windows of `coarsest` cells that hold a group's law, finest first. */
export interface Ladder {
  readonly windows: readonly Window[];
  /** Cells of the only grid of a law on a lattice; else null. */
  readonly lattice: number | null;
}

/**
 * Finds the grids: the coarsest reaches to a chance of 1e-6, the finest holds the lowest figure well within it. null: it would take
 * more than `most` of them.
 */
export function* ladderOf(
  group: Leveled,
  most = Number.POSITIVE_INFINITY,
): Pieces<{ ladder: Ladder; rungs: readonly Rung[] } | null> {
  const { shape } = group;
  let tried = 1;
  const lattice = shape.lattice;
  if (shape.discrete && lattice !== null) {
    let size = 64;
    while (size * lattice < 2 * shape.reach && size < 65_536) size *= 2;
    for (; ; size *= 2) {
      const window = { grid: gridOf(lattice, size, 10), first: 0 };
      const rung = yield* rungOf(group, window);
      if (1 - sum(rung.total, size) < 1e-9) return { ladder: { windows: [window], lattice: size }, rungs: [rung] };
      // Years that reach beyond are on coarser cells.
      if (size >= 65_536) break;
    }
  }
  // Steps are powers of two (of the lattice's step), so that the transforms of a threat serve many groups.
  let h = lattice !== null && shape.atoms ? lattice : 1;
  const goal = (2 * shape.reach) / usable(coarsest);
  while (h > goal) h /= 2;
  while (h < goal) h *= 2;
  let top = yield* rungOf(group, windowOf(h, coarsest, 0));
  let beyond = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 32; round++) {
    // A law much narrower than the cells leaves ripples everywhere.
    if (tried++ >= most) return null;
    if (!top.resolved && top.grid.n < mostForTop) {
      h /= 2;
      top = yield* rungOf(group, windowOf(h, 2 * top.grid.n, 0));
      continue;
    }
    const left = 1 - sum(top.total, top.end);
    // What does not fall any more on a range four times as wide is rounding.
    if (left < leastExceedance || (left < 1e-4 && left > 0.98 * beyond)) break;
    beyond = left;
    h *= rises;
    top = yield* rungOf(group, windowOf(h, coarsest, 0));
  }
  const rungs = [top];
  for (let round = 0; round < 32; round++) {
    const finest = rungs[0];
    // Coarse cells take small point masses for nothing.
    const nothing = finest.atoms ? finest.atoms[-finest.first] : finest.nothing;
    const finer = finerThan(finest, nothing, !shape.atoms);
    if (finer === null) break;
    if (tried++ >= most) return null;
    // A grid that was finer from the start has done its work.
    if (rungs[0].grid.n > coarsest) rungs.shift();
    rungs.unshift(yield* rungOf(group, finer));
  }
  return { ladder: { windows: rungs.map(({ grid, first }) => ({ grid, first })), lattice: null }, rungs };
}

/** Where most of a law ends: its P99.95 has to be seen well, or, of rare losses, the rarest third. */
const bodyOf = (nothing: number): number => Math.max(0.9995, nothing + 0.65 * (1 - nothing));

/** The lowest level of the distribution function that a figure asks for. */
const lowestOf = (nothing: number): number =>
  [0.1, 0.5, 0.9, 0.95, 0.99].find((q) => q > nothing) ?? nothing + 0.25 * (1 - nothing);

/** A finer window for what a rung's cells are too coarse for; null: for nothing. `free`: it may start above 0. */
function finerThan({ grid, first, total, end: usableEnd }: Rung, nothing: number, free: boolean): Window | null {
  const { h, n } = grid;
  const lowest = lowestOf(nothing);
  const atLowerEnd = nothing + 0.05 * (1 - nothing);
  // A first grid of more cells has done its work: all of the law goes on one of the usual size.
  const whole = n > coarsest;
  const body = whole ? 1 - leastExceedance : bodyOf(nothing);
  let low = -1;
  let asked = n;
  let lower = n;
  let end = n;
  let upTo = 0;
  for (let i = 0; i < usableEnd; i++) {
    upTo += total[i];
    if (low < 0 && Math.abs(upTo) > leastChance) low = i;
    if (asked === n && upTo > lowest) asked = i;
    if (lower === n && upTo > atLowerEnd) lower = i;
    if (upTo > body) {
      end = i;
      break;
    }
  }
  // Some room below: what is left there comes back at the window's end, and grows by the tilting.
  const above = free && first + low > room;
  const start = above ? first + low - room : 0;
  const width = first + end + 2 - start;
  let factor = whole ? coarsest / n : 1;
  while (2 * factor * width <= usable(coarsest) && factor < 8) factor *= 2;
  if (!whole && factor < 4) factor = fallFor(first + asked - start, first + lower - start, !free);
  if (factor === 1 && !whole) return null;
  const from = Math.floor(start * factor);
  return from <= mostTurns * coarsest ? windowOf(h / factor, coarsest, from) : null;
}

/**
 * How much finer the next grid has to be below one whose lowest wanted cell it is, and the cell of the lower end of the curve.
 * The next one is used over about three quarters of a grid, so that this one's own lowest cells are not; where two small
 * steps do, a large one is not taken.
 */
function fallFor(cell: number, lower: number, pointed: boolean): number {
  // Point masses between two cells are moved by up to one: of a quarter of a grid at most.
  if (pointed && cell >= 6 && cell < 16) return cell < 12 ? 4 : 2;
  if (pointed && cell >= 16 && lower < 8) return lower < 4 ? 4 : 2;
  if (cell < 6) return cell <= 0 || cell === 2 ? 8 : 4;
  return lower <= 0 ? 8 : lower < 2 ? 4 : 1;
}

function sum(mass: Float64Array, cells: number): number {
  let total = 0;
  for (let k = 0; k < cells; k++) total += mass[k];
  return total;
}
