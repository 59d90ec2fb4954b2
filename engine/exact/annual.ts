/** From the blocks of a group to the law of its annual loss, on grids of growing range. */
import type { Pieces } from '../pieces.ts';
import type { AnnualLaw } from './annual-law.ts';
import { coarsest, type Ladder } from './ladder.ts';
import { groupSpectrum, invert, type Leveled, type Rung, rungOf, windowOf } from './rung.ts';
import { gridOf, type Workspace } from './workspace.ts';

/** The law on the ladder's grids with `n` cells each. */
export function* annualLaw(group: Leveled, ladder: Ladder, n: number): Pieces<AnnualLaw> {
  const finer = n / coarsest;
  const rungs: Rung[] = [];
  for (const { grid, first } of ladder.windows)
    rungs.push(
      yield* rungOf(
        group,
        ladder.lattice === null
          ? windowOf(grid.h / finer, n, first * finer)
          : { grid: gridOf(grid.h, ladder.lattice, 10), first: 0 },
      ),
    );
  return yield* lawOfRungs(group, ladder, rungs);
}

/** The law that some rungs hold. */
export function* lawOfRungs(group: Leveled, ladder: Ladder, rungs: readonly Rung[]): Pieces<AnnualLaw> {
  return assemble(rungs, ladder.lattice === null ? yield* pointsOf(group, farOf(rungs)) : null, group.workspace);
}

/** Most cells of the grid that places point masses. */
const mostPlaces = 16_384;

/** Point masses in cells of the step that they are multiples of: coarser cells would share each between two. */
interface Points {
  readonly step: number;
  readonly mass: Float64Array;
}

/** An annual loss that is hardly ever passed, by the coarsest grid. */
function farOf(rungs: readonly Rung[]): number {
  const { grid, first, total } = rungs[rungs.length - 1];
  let upTo = 0;
  let k = 0;
  while (k < grid.n && upTo < 1 - 1e-5) upTo += total[k++];
  return (first + k) * grid.h;
}

/** The point masses where the losses have a common step, up to `far`; null if there are none. */
function* pointsOf(group: Leveled, far: number): Pieces<Points | null> {
  const { atoms, lattice } = group.shape;
  if (!atoms || lattice === null) return null;
  let size = 64;
  while (size * lattice < far && size < mostPlaces) size *= 2;
  const grid = gridOf(lattice, size, 10);
  const spectrum = yield* groupSpectrum(group, grid, 'atoms');
  return { step: lattice, mass: invert(spectrum, { grid, first: 0 }, group.workspace) };
}

/**
 * Masses stand for the density at the middles of the cells: what a sum of them lacks up to the edge behind cell i > 0, by
 * Euler and Maclaurin's formula for middles.
 */
function bendAt(mass: Float64Array, i: number): number {
  const step = mass[i + 1] - mass[i];
  return step / 24 - (17 / 5760) * (mass[i + 2] - mass[i - 1] - 3 * step);
}

/** The law while its rungs are joined. */
interface Joined {
  readonly points: Float64Array;
  readonly smooth: Float64Array;
  readonly atoms: number[];
  readonly upTo: number[];
  count: number;
}

/** Joins the rungs, finest first: each is used from where the one before ends. Point masses are where `placed` has them. */
function assemble(rungs: readonly Rung[], placed: Points | null, workspace: Workspace): AnnualLaw {
  let room = 1;
  for (const rung of rungs) room += rung.grid.n;
  const joined: Joined = {
    points: workspace.passing(room),
    smooth: workspace.passing(room),
    atoms: [],
    upTo: [],
    count: 0,
  };
  let sure = 0;
  placed?.mass.forEach((mass, k) => {
    if (!(mass > 1e-11)) return;
    sure += mass;
    joined.atoms.push(k * placed.step);
    joined.upTo.push(sure);
  });
  const placedUpTo = placed ? (placed.mass.length - 0.5) * placed.step : 0;
  let from = 0;
  for (let r = 0; r < rungs.length; r++) {
    const { grid, first, atoms, end: used } = rungs[r];
    const { h } = grid;
    // The last cells of a grid feel its end; the coarser one takes over on one of its own edges.
    const coarser = rungs[r + 1]?.grid.h;
    const last = (first + used) * h;
    const end = coarser ? Math.floor(last / coarser - 0.5) * coarser + 0.5 * coarser : last - 0.5 * h;
    if (joined.count === 0) {
      joined.points[0] = Math.max(0, (first - 0.5) * h);
      joined.smooth[0] = 0;
      joined.count = 1;
    }
    if (atoms === null) addSmooth(rungs[r], from, end, placedUpTo, joined);
    else addPointed(rungs[r], atoms, from, end, placedUpTo, joined);
    from = end;
  }
  return lawOfJoined(joined, workspace);
}

/** Adds what a rung without point masses but at 0 holds between two edges. */
function addSmooth(rung: Rung, from: number, end: number, placedUpTo: number, joined: Joined): void {
  const { grid, first, total, nothing } = rung;
  const { h, n } = grid;
  const { points, smooth } = joined;
  if (first <= 0 && nothing > 1e-11 && from === 0 && placedUpTo === 0) {
    joined.atoms.push(0);
    joined.upTo.push(nothing);
  }
  // Up to the edges k + ½ of the cells that are used; the mass of cell 0 holds the chance of nothing.
  const begin = Math.max(0, Math.floor(from / h + 0.5) - first);
  const stop = Math.min(n, Math.floor((end * (1 + 1e-12)) / h + 0.5) - first);
  let upTo = 0;
  for (let i = 0; i < begin; i++) upTo += total[i];
  if (first <= 0 && begin > -first) upTo -= nothing;
  let count = joined.count;
  for (let i = begin; i < stop; i++) {
    upTo += i === -first ? total[i] - nothing : total[i];
    points[count] = (first + i + 0.5) * h;
    smooth[count++] = i > 0 && i + 2 < n ? upTo + bendAt(total, i) : upTo;
  }
  joined.count = count;
}

/** The same of a rung with point masses. */
function addPointed(
  { grid, first, total }: Rung,
  pointed: Float64Array,
  from: number,
  end: number,
  placedUpTo: number,
  joined: Joined,
): void {
  const { h, n } = grid;
  const { points, smooth, atoms, upTo } = joined;
  let continuous = 0;
  let pointMass = 0;
  for (let i = 0; i < n; i++) {
    const k = first + i;
    const atom = Math.max(0, pointed[i]);
    pointMass += atom;
    continuous += total[i] - atom;
    if (atom > 1e-11 && k * h >= from && k * h < end && k * h >= placedUpTo) {
      const before = upTo[upTo.length - 1] ?? 0;
      if (pointMass > before) {
        atoms.push(k * h);
        upTo.push(pointMass);
      }
    }
    const edge = (k + 0.5) * h;
    if (edge <= from || edge > end * (1 + 1e-12)) continue;
    points[joined.count] = edge;
    smooth[joined.count++] = continuous;
  }
}

function lawOfJoined({ points, smooth, atoms, upTo, count }: Joined, workspace: Workspace): AnnualLaw {
  // Ripples near 0 fade out upwards: what rises too early is held down by what comes after it.
  for (let k = count - 2; k > 0; k--) if (smooth[k] > smooth[k + 1]) smooth[k] = smooth[k + 1];
  for (let k = 0; k < count; k++) if (smooth[k] < 0) smooth[k] = 0;
  const size = count === 0 || smooth[count - 1] < 1e-12 ? 0 : count;
  const law = { points: workspace.numbers(size), smooth: workspace.numbers(size) };
  for (let k = 0; k < size; k++) {
    law.points[k] = points[k];
    law.smooth[k] = smooth[k];
  }
  return {
    ...law,
    atoms: Float64Array.from(atoms),
    atomsUpTo: Float64Array.from(upTo),
  };
}
