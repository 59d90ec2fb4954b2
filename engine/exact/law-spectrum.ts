/** The transform of a single law. */
import { chancesUpToEdges, type Distribution, smoothPart } from '../laws/index.ts';
import { exp } from '../numeric/elementary.ts';
import type { Spectrum } from './fft.ts';
import { guards, lawCells } from './law-cells.ts';
import { spreadMass } from './spreading.ts';
import type { Grid, Workspace } from './workspace.ts';

/** The whole law, or its point masses only. */
export type Part = 'full' | 'atoms';

/**
 * `full`: point masses are between the two cells around each; `smeared`: on six cells, some of them below 0, so that more
 * moments stay: where the sum that the law is a part of has no point masses.
 */
export type LawPart = Part | 'smeared';

/** The tilted transform of a law on a grid, into `into`; false: there is nothing of that part. */
export function lawSpectrum(
  law: Distribution,
  grid: Grid,
  part: LawPart,
  workspace: Workspace,
  into: Spectrum,
): boolean {
  if (part === 'atoms' && law.atoms === null) return false;
  const mass = workspace.cells(grid.n);
  if (part === 'atoms') addPoints(law, grid, mass.fill(0));
  else if (law.min >= 0) massesOf(law, grid, part, mass, workspace);
  else {
    cellMasses(law, grid, mass);
    if (law.atoms === null) sharpen(mass, law, grid);
  }
  const tilt = workspace.tilt(grid);
  for (let k = 0; k < mass.length; k++) mass[k] *= tilt[k];
  workspace.transform(grid.n).forward(mass, into);
  return true;
}

/** The same, kept by content for laws that are asked for again on the same grid. */
export function keptLawSpectrum(law: Distribution, grid: Grid, part: LawPart, workspace: Workspace): Spectrum | null {
  if (part === 'atoms' && law.atoms === null) return null;
  return workspace.spectrum(`law ${grid.key} ${part} ${workspace.lawId(law)}`, () => {
    const made = workspace.spectrumOf(grid.n / 2 + 1);
    lawSpectrum(law, grid, part, workspace, made);
    return made;
  });
}

/** A law without values below 0. Cells below 0 are the far end of the grid, once round. */
function massesOf(law: Distribution, grid: Grid, part: LawPart, mass: Float64Array, workspace: Workspace): void {
  const { h, n, tilt } = grid;
  const cells = workspace.cells(n + guards);
  const smooth = smoothPart(law);
  if (smooth === null) cells.fill(0);
  else {
    lawCells(smooth.law, h, n, cells, workspace);
    if (smooth.share < 1) for (let i = 0; i < cells.length; i++) cells[i] *= smooth.share;
  }
  if (law.atoms && part === 'smeared') {
    const { values, weights } = law.atoms;
    for (let i = 0; i < values.length; i++) spreadMass(values[i] / h, weights[i], cells);
  }
  const turn = exp(tilt * n);
  mass.set(cells.subarray(guards));
  for (let i = 0; i < guards; i++) mass[n - guards + i] += cells[i] * turn;
  if (law.atoms && part !== 'smeared') addPoints(law, grid, mass);
}

/** Point masses between two grid points are shared between them so that their mean stays; what lies beyond is left out. */
function addPoints({ atoms }: Distribution, { h, n }: Grid, mass: Float64Array): void {
  atoms?.values.forEach((x, i) => {
    const weight = atoms.weights[i];
    const place = x / h;
    const k = Math.floor(place + 1e-9);
    const right = place - k < 1e-9 ? 0 : place - k;
    if (k < n) mass[k] += weight * (1 - right);
    if (right > 0 && k + 1 < n) mass[k + 1] += weight * right;
  });
}

/** Chances of the cells ((k − ½)h, (k + ½)h]; what lies beyond the grid is left out. */
function cellMasses(law: Distribution, grid: Grid, mass: Float64Array): void {
  const { h, n } = grid;
  if (law.discrete) mass.fill(0);
  else {
    chancesUpToEdges(law, h, mass);
    let last = law.below(0);
    for (let k = 0; k < n; k++) {
      const next = mass[k];
      mass[k] = next - last;
      last = next;
    }
    law.atoms?.values.forEach((x, i) => {
      const k = Math.max(0, Math.ceil(x / h - 0.5));
      if (k < n) mass[k] -= law.atoms?.weights[i] ?? 0;
    });
  }
  addPoints(law, grid, mass);
}

/**
 * Moves mass between neighbouring cells so that what rounding to the cells' middles did is undone: for a law that may be
 * below 0, of which only what is above 0 is on the grid.
 */
function sharpen(mass: Float64Array, law: Distribution, { h, n, tilt }: Grid): void {
  let shift = 0;
  let share = -1 / 12;
  if (law.survival((n - 1.5) * h) * n < 1e-4 && Number.isFinite(law.variance)) {
    let total = 0;
    let first = 0;
    let second = 0;
    for (let k = 0; k < n; k++) {
      total += mass[k];
      first += mass[k] * k;
      second += mass[k] * k * k;
    }
    const mean = first / total;
    const found = law.mean / h - mean;
    if (Math.abs(found) < 0.6) shift = found;
    const variance = law.variance / (h * h) - (second / total - mean * mean) + shift * shift;
    if (Math.abs(variance) < 0.6) share = variance;
  }
  const up = 0.5 * (share + shift);
  const down = 0.5 * (share - shift);
  const first = mass[0];
  let before = 0;
  for (let k = 0; k < n; k++) {
    const here = mass[k];
    mass[k] = here * (1 - share) + up * before + (k + 1 < n ? down * mass[k + 1] : 0);
    before = here;
  }
  mass[n - 1] += down * first * exp(tilt * n);
}
