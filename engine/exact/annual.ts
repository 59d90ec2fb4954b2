/** From the blocks of a group to the law of its annual loss, on grids of growing range. */
import type { AnnualLaw } from './annual-law.ts';
import { blockSpectrum } from './block-spectrum.ts';
import type { Spectrum } from './fft.ts';
import type { Part } from './severity.ts';
import type { Shape, Solvable } from './shape.ts';
import type { StateModel } from './state-model.ts';
import { type Grid, gridOf, type Workspace } from './workspace.ts';

const factor = 4;
/** Cells of the coarsest grid. */
export const coarsest = 128;
/** Exceedance at which a ladder may end, and up to which a curve is drawn. */
export const leastExceedance = 1e-6;

/** One grid's result: total and point mass of each cell. */
interface Rung {
  readonly grid: Grid;
  readonly total: Float64Array;
  readonly atoms: Float64Array | null;
  /** P(no loss), where `atoms` is null. */
  readonly nothing: number;
}

/** A group at one level of its rules. */
export interface Leveled {
  readonly parts: readonly Solvable[];
  readonly model: StateModel;
  readonly shape: Shape;
  readonly level: number;
  readonly workspace: Workspace;
  /** The only set of points to use where points stand for quantities of the year; all if left out. */
  readonly scrambling?: number | null;
}

/** The product of the blocks' transforms. */
function groupSpectrum(
  { parts, model, level, workspace, scrambling = null }: Leveled,
  grid: Grid,
  part: Part,
): Spectrum {
  const first = blockSpectrum(parts[0], model, level, grid, part, workspace, scrambling);
  if (parts.length === 1) return first;
  const out = { re: first.re.slice(), im: first.im.slice() };
  for (let i = 1; i < parts.length; i++) {
    const next = blockSpectrum(parts[i], model, level, grid, part, workspace, scrambling);
    for (let k = 0; k < out.re.length; k++) {
      const x = out.re[k];
      const y = out.im[k];
      out.re[k] = x * next.re[k] - y * next.im[k];
      out.im[k] = x * next.im[k] + y * next.re[k];
    }
  }
  return out;
}

function invert(spectrum: Spectrum, grid: Grid, workspace: Workspace): Float64Array {
  const mass = workspace.transform(grid.n).inverse(spectrum);
  const untilt = workspace.tilt(grid);
  for (let k = 0; k < grid.n; k++) mass[k] /= untilt[k];
  return mass;
}

function rungOf(group: Leveled, grid: Grid): Rung {
  const { shape, workspace } = group;
  const nothingAtAll = shape.atoms ? 1 : groupSpectrum(group, gridOf(shape.fine, 4), 'atoms').re[0];
  // A sum that is never near 0 has room for masses below it, which keep mean and variance on any grid.
  const whole: Part = nothingAtAll < 1e-18 ? 'free' : 'full';
  const total = invert(groupSpectrum(group, grid, whole), grid, workspace);
  if (shape.discrete) return { grid, total, atoms: total, nothing: total[0] };
  if (!shape.atoms) {
    // Without atoms in the losses only the empty year is one: its chance is the limit of the transform, E e^(−λ).
    return { grid, total, atoms: null, nothing: nothingAtAll };
  }
  return { grid, total, atoms: invert(groupSpectrum(group, grid, 'atoms'), grid, workspace), nothing: 0 };
}

/** Steps of the grids of `coarsest` cells that hold a group's law, finest first. */
export interface Ladder {
  readonly steps: readonly number[];
  /** Cells of the only grid of a law on a lattice; else null. */
  readonly lattice: number | null;
}

/** The law on the ladder's grids with `n` cells each. */
export function annualLaw(group: Leveled, ladder: Ladder, n: number): AnnualLaw {
  if (ladder.lattice !== null) return assemble([rungOf(group, gridOf(ladder.steps[0], ladder.lattice, 10))]);
  return assemble(
    ladder.steps.map((h) => rungOf(group, gridOf((h * coarsest) / n, n))),
    pointsOf(group),
  );
}

/** Most cells of the grid that places point masses. */
const mostPlaces = 16_384;

/** Point masses in cells of the step that they are multiples of: coarser cells would share each between two. */
interface Points {
  readonly step: number;
  readonly mass: Float64Array;
}

/** The point masses where the losses have a common step, as far as a loss hardly ever gets; null if there are none. */
function pointsOf(group: Leveled): Points | null {
  const { atoms, lattice, reach } = group.shape;
  if (!atoms || lattice === null) return null;
  let size = 64;
  while (size * lattice < 2 * reach && size < mostPlaces) size *= 2;
  const grid = gridOf(lattice, size, 10);
  return { step: lattice, mass: invert(groupSpectrum(group, grid, 'atoms'), grid, group.workspace) };
}

/** Finds the grids: the coarsest reaches to a chance of 1e-6, the finest holds the lowest figure well within it. */
export function ladderOf(group: Leveled): { ladder: Ladder; law: AnnualLaw } {
  const { shape } = group;
  const lattice = shape.lattice;
  if (shape.discrete && lattice !== null) {
    let size = 64;
    while (size * lattice < 2 * shape.reach && size < 65_536) size *= 2;
    for (; ; size *= 2) {
      const rung = rungOf(group, gridOf(lattice, size, 10));
      if (1 - sum(rung.total, size) < 1e-9 || size >= 65_536)
        return { ladder: { steps: [lattice], lattice: size }, law: assemble([rung]) };
    }
  }
  // Steps are powers of four (of the lattice's step), so that the transforms of a threat serve all groups.
  let h = lattice !== null && shape.atoms ? lattice : 1;
  const goal = (2 * shape.reach) / coarsest;
  while (h > goal) h /= factor;
  while (h < goal) h *= factor;
  let top = rungOf(group, gridOf(h, coarsest));
  let beyond = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 32; round++) {
    const left = 1 - sum(top.total, coarsest);
    // What does not fall any more on a range four times as wide is rounding.
    if (left < leastExceedance || (left < 1e-4 && left > 0.98 * beyond)) break;
    beyond = left;
    h *= factor;
    top = rungOf(group, gridOf(h, coarsest));
  }
  const rungs = [top];
  const nothing = top.atoms ? top.atoms[0] : top.nothing;
  const lowest = lowestOf(nothing);
  for (let round = 0; round < 32; round++) {
    if (sum(rungs[0].total, Math.floor(coarsest / factor)) <= lowest) break;
    h /= factor;
    rungs.unshift(rungOf(group, gridOf(h, coarsest)));
  }
  return { ladder: { steps: rungs.map((rung) => rung.grid.h), lattice: null }, law: assemble(rungs, pointsOf(group)) };
}

/** The lowest level of the distribution function that a figure asks for. */
function lowestOf(nothing: number): number {
  const asked = [0.1, 0.5, 0.9, 0.95, 0.99].find((q) => q > nothing) ?? 1;
  return Math.min(asked, nothing + 0.05 * (1 - nothing));
}

function sum(mass: Float64Array, cells: number): number {
  let total = 0;
  for (let k = 0; k < cells; k++) total += mass[k];
  return total;
}

/** Joins the rungs, finest first: each is used from where the one before ends. Point masses are where `placed` has them. */
function assemble(rungs: readonly Rung[], placed: Points | null = null): AnnualLaw {
  const points: number[] = [];
  const smooth: number[] = [];
  const atoms: number[] = [];
  const upTo: number[] = [];
  let sure = 0;
  placed?.mass.forEach((mass, k) => {
    if (!(mass > 1e-11)) return;
    sure += mass;
    atoms.push(k * placed.step);
    upTo.push(sure);
  });
  const placedUpTo = placed ? (placed.mass.length - 0.5) * placed.step : 0;
  let from = 0;
  rungs.forEach(({ grid, total, atoms: pointed, nothing }, r) => {
    const { h, n } = grid;
    // The last cells of a grid feel its end; the coarser one takes over on one of its own edges.
    const coarser = rungs[r + 1]?.grid.h;
    const end = coarser ? Math.floor((0.97 * n * h) / coarser - 0.5) * coarser + 0.5 * coarser : (n - 0.5) * h;
    let continuous = 0;
    let pointMass = 0;
    for (let k = 0; k < n; k++) {
      const atom = Math.max(0, pointed ? pointed[k] : k === 0 ? nothing : 0);
      pointMass += atom;
      continuous += total[k] - atom;
      if (k * h >= from && k * h < end && atom > 1e-11 && k * h >= placedUpTo) {
        const last = upTo[upTo.length - 1] ?? 0;
        if (pointMass > last) {
          atoms.push(k * h);
          upTo.push(pointMass);
        }
      }
      const edge = (k + 0.5) * h;
      if (edge <= from || edge > end * (1 + 1e-12)) continue;
      if (points.length === 0) {
        points.push(0);
        smooth.push(0);
      }
      points.push(edge);
      // Masses stand for the density at the middles of the cells: up to the edge it is a 24th of the next step more.
      const bend = pointed === null && k > 0 && k + 1 < n ? (total[k + 1] - total[k]) / 24 : 0;
      smooth.push(Math.max(continuous + bend, smooth[smooth.length - 1]));
    }
    from = end;
  });
  const none = smooth.length === 0 || smooth[smooth.length - 1] < 1e-12;
  return {
    points: none ? new Float64Array(0) : Float64Array.from(points),
    smooth: none ? new Float64Array(0) : Float64Array.from(smooth),
    atoms: Float64Array.from(atoms),
    atomsUpTo: Float64Array.from(upTo),
  };
}
