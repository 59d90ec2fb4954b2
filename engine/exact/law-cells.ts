/** A smooth law as masses on the cells of a grid. */
import { type CellLaw, chancesUpToEdges } from '../laws/index.ts';
import { spreadMasses, spreadPoint } from './spreading.ts';
import type { Workspace } from './workspace.ts';

/** Cells below 0 that what lies near 0 may take up. */
export const guards = 2;

/** Cells of a law's standard deviation from which on they are fine enough. */
const perDeviation = 3;
const mostFine = 256;
/** More cells than this, or than the grid has, are not worth their time. */
const mostCells = 512;

/** Near 0 a law may be as steep as it is wide: the cells up to this one are cut into `ninth`s, and these again. */
const near = 3;
const ninth = 9;
const inNear = ninth * near + (ninth + 1) / 2;
const mostCuts = 5;
/** A chance that is not worth another cut. */
const negligible = 1e-9;

/** How many times finer than h the cells have to be; `end`: nothing lies beyond. */
function finenessFor(law: CellLaw, h: number, end: number): number {
  if (!Number.isFinite(law.variance)) return 1;
  const wanted = (perDeviation * h) / Math.sqrt(law.variance);
  let r = 1;
  while (r < mostFine && r < wanted && 2 * r * end < mostCells * h) r *= 2;
  return r;
}

/**
 * Puts a law without point masses and without values below 0 on n cells of width h around 0, h, 2h, …: `into[guards + k]`
 * is the mass for cell k. Masses are those that the law's density at the middles of the cells has, times h, as far as
 * it is smooth: what rounding to cells does to the variance is undone (Sheppard 1898), and what cells are too coarse for is
 * put on finer ones and spread. A law that does not reach beyond the grid has its mean and its variance.
 */
export function lawCells(law: CellLaw, h: number, n: number, into: Float64Array, workspace: Workspace): void {
  const end = Number.isFinite(law.max) ? law.max : law.upperQuantile(1e-12);
  const r = finenessFor(law, h, Math.min(end, n * h));
  const step = h / r;
  // Sharpening and matching moments take a cell each beyond the law's end.
  const count = Math.min(n * r, Math.ceil(end / step) + 3);
  into.fill(0);
  let cells = workspace.fineCells(count);
  let places = r;
  let used = count;
  for (let round = 0; ; round++) {
    chancesUpToEdges(law, h / places, cells);
    const upToNear = cells[near];
    const cut = round < mostCuts && used > near + 2 && upToNear > negligible && law.min < ((near + 0.5) * h) / places;
    toMasses(cells);
    const seam = (near + 0.5) / places;
    if (round > 0) addSeam(cells, used - 1, 1, places, seam * ninth, into, workspace);
    if (cut) addSeam(cells, near, -1, places, seam, into, workspace);
    sharpen(cells);
    if (cut) cells.fill(0, 0, near + 1);
    if (round > 0) cells[used] = 0;
    // A law narrower than the finest cells is put in its place before it is spread.
    if (round === 0 && !cut && r > 1) matchMoments(law, step, used, cells, 0);
    if (places === 1) for (let k = 0; k < used; k++) into[guards + k] += cells[k];
    else spreadMasses(cells, used, places, into, workspace);
    if (!cut) break;
    // One more than are used: its neighbour is smoothed by it.
    cells = workspace.fineCells(inNear + 1);
    used = inNear;
    places *= ninth;
  }
  matchMoments(law, h, n, into, guards);
}

/** From chances up to the edges to masses. */
function toMasses(cells: Float64Array): void {
  let last = 0;
  for (let k = 0; k < cells.length; k++) {
    const next = cells[k];
    cells[k] = next - last;
    last = next;
  }
}

/** From the masses of cells to the density at their middles: rounding gives a variance of a twelfth of a cell. */
function sharpen(cells: Float64Array): void {
  let before = 0;
  for (let k = 0; k < cells.length; k++) {
    const here = cells[k];
    const next = k + 1 < cells.length ? cells[k + 1] : 0;
    // What would go below 0 stays.
    cells[k] = here + ((k === 0 ? here : 2 * here) - before - next) / 24;
    before = here;
  }
}

/**
 * Where the cells of one width end, behind cell k, and those of another go on: sums over middles lack, for a function g of
 * the loss, ± h²/24 times the slope of density times g there (Euler and Maclaurin). That is a point mass and a dipole.
 */
function addSeam(
  cells: Float64Array,
  k: number,
  sign: number,
  places: number,
  seam: number,
  into: Float64Array,
  workspace: Workspace,
): void {
  const slope = cells[k + 1] - cells[k];
  const density = 0.5 * (cells[k] + cells[k + 1]);
  spreadPoint(seam, (sign * slope) / 24, (sign * density) / (24 * places), into, workspace);
}

/**
 * Moves mass between neighbouring cells so that mean and variance are those of the law, where all of it is on the n cells
 * from 0 on; `into[below]` is cell 0.
 */
function matchMoments(law: CellLaw, h: number, n: number, into: Float64Array, below: number): void {
  if (!Number.isFinite(law.variance)) return;
  const beyond = law.survival((n - 1.5) * h) * n;
  if (beyond >= 1e-4) return;
  let total = 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i < n + below; i++) {
    const k = i - below;
    total += into[i];
    first += into[i] * k;
    second += into[i] * k * k;
  }
  const mean = first / total;
  const shift = law.mean / h - mean;
  // What lies beyond may count in the moments though it counts little on the grid.
  if (Math.abs(shift) > 0.6) return;
  const variance = law.variance / (h * h) - (second / total - mean * mean) + shift * shift;
  const share = beyond * n < 1e-4 && Math.abs(variance) < 0.6 ? variance : 0;
  const up = 0.5 * (share + shift);
  const down = 0.5 * (share - shift);
  let before = 0;
  const last = n + below - 1;
  for (let i = 0; i <= last; i++) {
    const here = into[i];
    const next = i < last ? into[i + 1] : 0;
    // At the ends what has no neighbour to go to stays.
    const leaves = i === 0 ? up : i === last ? down : share;
    into[i] = here * (1 - leaves) + up * before + down * next;
    before = here;
  }
}
