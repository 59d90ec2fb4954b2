/** The law of a group on one grid. */
import { exp, log } from '../numeric/elementary.ts';
import type { Pieces } from '../pieces.ts';
import type { Spectrum } from './fft.ts';
import type { Part } from './law-spectrum.ts';
import { type Factors, productSpectrum } from './product.ts';
import type { Shape, Solvable } from './shape.ts';
import type { StateModel } from './state-model.ts';
import { type Grid, gridOf, type Workspace } from './workspace.ts';

/** A group at one level of its rules. */
export interface Leveled {
  readonly parts: readonly Solvable[];
  readonly factors: Factors;
  readonly model: StateModel;
  readonly shape: Shape;
  readonly level: number;
  readonly workspace: Workspace;
  /** P(no loss), where the empty year is the only point mass. Filled on demand. */
  readonly known: { nothing?: number };
}

/**
 * Cells first, first + 1, … of a grid; nothing lies below the first, or so little that it does not count. The cells just
 * below 0 are part of a window that starts at 0: a transform of finite range leaves ripples there.
 */
export interface Window {
  readonly grid: Grid;
  readonly first: number;
}

/** One grid's result: total and point mass of each cell. */
export interface Rung extends Window {
  readonly total: Float64Array;
  readonly atoms: Float64Array | null;
  /** P(no loss), where `atoms` is null. */
  readonly nothing: number;
  /** So many of its cells are to be used: those behind them feel the window's end. */
  readonly end: number;
  /** Whether cells are narrow enough for the law: else it is known up to ripples only. */
  readonly resolved: boolean;
}

/**
 * Cells below 0 that a window from 0 on holds, and cells at the end of a window that feel its end. Many events far smaller than a
 * cell leave ripples below 0 that fall by about a third from cell to cell: what is left out of them is missing in all sums.
 */
const marginOf = (n: number): number => Math.min(16, n / 8);

/** A window of n cells of width h for what lies at `from` · h and above, from = 0 or far above. */
export function windowOf(h: number, n: number, from: number): Window {
  return { grid: gridOf(h, n), first: from > 0 ? from : -marginOf(n) };
}

/** How many of a window's cells, from 0 or its start on, are to be used. */
export function usable(n: number): number {
  return n - 2 * marginOf(n);
}

export function* groupSpectrum(group: Leveled, grid: Grid, part: Part): Pieces<Spectrum> {
  return yield* productSpectrum(group.factors, group.model, group.level, grid, part, group.workspace);
}

/** The law's cells from `first` on. A transform of n cells knows places only up to multiples of n. */
export function invert(spectrum: Spectrum, { grid, first }: Window, workspace: Workspace): Float64Array {
  const { n, tilt } = grid;
  const mass = workspace.transform(n).inverse(spectrum, workspace.cells(n));
  const tilts = workspace.tilt(grid);
  // e^(tilt · k) for cells k = i + n · turns.
  const turns = Math.floor(first / n);
  const start = first - turns * n;
  const low = exp(tilt * n * turns);
  const high = exp(tilt * n * (turns + 1));
  const out = workspace.passing(n);
  for (let i = start; i < n; i++) out[i - start] = (mass[i] / tilts[i]) * low;
  for (let i = 0; i < start; i++) out[n - start + i] = (mass[i] / tilts[i]) * high;
  return out;
}

/** A law without a chance of nothing whose standard deviation is below so many cells is too narrow for them. */
const narrowest = 3;

/** The standard deviation of a law in cells, about: from its transform at the lowest frequency. */
function deviationOf({ re, im }: Spectrum, n: number): number {
  const size = (re[1] * re[1] + im[1] * im[1]) / (re[0] * re[0]);
  return size > 0 ? (Math.sqrt(-log(size)) * n) / (2 * Math.PI) : n;
}

/**
 * Many events far smaller than a cell leave ripples below 0 that come back at the end of the window, tilted up: from where on
 * signs alternate to the end, and a few cells before, nothing is to be used.
 */
function endOf(total: Float64Array, first: number): number {
  const n = total.length;
  let k = n - 1;
  while (k > 0 && total[k] < 0 !== total[k - 1] < 0) k--;
  return Math.min(n - (first > 0 ? 2 : 1) * marginOf(n), Math.max(k - 8, n >> 2));
}

export function* rungOf(group: Leveled, { grid, first }: Window): Pieces<Rung> {
  const { shape, workspace } = group;
  const whole = yield* groupSpectrum(group, grid, 'full');
  const total = invert(whole, { grid, first }, workspace);
  if (shape.discrete && first === 0)
    return { grid, first, total, atoms: total, nothing: total[0], end: grid.n, resolved: true };
  const end = endOf(total, first);
  if (shape.discrete) return { grid, first, total, atoms: total, nothing: total[-first], end, resolved: true };
  if (!shape.atoms) {
    // Without atoms in the losses only the empty year is one: its chance is the limit of the transform, E e^(−λ).
    group.known.nothing ??= (yield* groupSpectrum(group, gridOf(shape.fine, 4), 'atoms')).re[0];
    const { nothing } = group.known;
    const resolved = nothing > 1e-12 || !(deviationOf(whole, grid.n) < narrowest);
    return { grid, first, total, atoms: null, nothing, end, resolved };
  }
  const atoms = invert(yield* groupSpectrum(group, grid, 'atoms'), { grid, first }, workspace);
  return { grid, first, total, atoms, nothing: 0, end, resolved: true };
}
