/** The transform of a single law. */
import type { Distribution } from '../laws/index.ts';
import { exp } from '../numeric/elementary.ts';
import type { Spectrum } from './fft.ts';
import type { Grid, Workspace } from './workspace.ts';

/**
 * `full`: the whole law; `free`: the same where the sum cannot be near 0, so that a little mass may be put below 0;
 * `atoms`: its point masses only.
 */
export type Part = 'full' | 'free' | 'atoms';

/** The tilted transform of a law on a grid; null: there is nothing of that part. Kept as long as the law is. */
export function lawSpectrum(law: Distribution, grid: Grid, part: Part, workspace: Workspace): Spectrum | null {
  if (part === 'atoms' && law.atoms === null) return null;
  const key = `${grid.h} ${grid.n} ${grid.tilt} ${part}`;
  let kept = workspace.lawSpectra.get(law);
  if (!kept) {
    kept = new Map();
    workspace.lawSpectra.set(law, kept);
  }
  const known = kept.get(key);
  if (known) return known;
  const mass = cellMasses(law, grid, part);
  if (law.atoms === null) sharpen(mass, law, grid, part === 'free');
  const tilt = workspace.tilt(grid);
  for (let k = 0; k < grid.n; k++) mass[k] *= tilt[k];
  const made = workspace.transform(grid.n).forward(mass);
  kept.set(key, made);
  return made;
}

/**
 * Chances of the cells ((k − ½)h, (k + ½)h]; what lies beyond the grid is left out. Point masses between two grid
 * points are shared between them so that their mean stays.
 */
function cellMasses(law: Distribution, { h, n }: Grid, part: Part): Float64Array {
  const mass = new Float64Array(n);
  if (part !== 'atoms' && !law.discrete) {
    let last = law.below(0);
    for (let k = 0; k < n; k++) {
      const edge = (k + 0.5) * h;
      const next = law.cdf(edge);
      mass[k] = next - last;
      last = next;
      if (edge >= law.max) break;
    }
    law.atoms?.values.forEach((x, i) => {
      const k = Math.max(0, Math.ceil(x / h - 0.5));
      if (k < n) mass[k] -= law.atoms?.weights[i] ?? 0;
    });
  }
  law.atoms?.values.forEach((x, i) => {
    const weight = law.atoms?.weights[i] ?? 0;
    const place = x / h;
    const k = Math.floor(place + 1e-9);
    const right = place - k < 1e-9 ? 0 : place - k;
    if (k < n) mass[k] += weight * (1 - right);
    if (right > 0 && k + 1 < n) mass[k + 1] += weight * right;
  });
  return mass;
}

/**
 * Moves mass between neighbouring cells so that what rounding to the cells' middles did is undone. A law that lies on the
 * grid gets its own mean and variance back; one that reaches beyond it loses the h²/12 of variance that rounding adds
 * (Sheppard 1898). Either way the error falls with the fourth power of the step instead of the second.
 */
function sharpen(mass: Float64Array, law: Distribution, { h, n, tilt }: Grid, free: boolean): void {
  if (mass[0] > 1e-9 && !free) {
    const moved = partialMean(law, 0.5 * h) / h;
    mass[0] -= moved;
    mass[1] += moved;
  }
  const beyond = law.survival((n - 1.5) * h) * n;
  let shift = 0;
  let share = -1 / 12;
  if (beyond < 1e-4 && Number.isFinite(law.mean)) {
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
    // What lies beyond may count in the moments though it counts little on the grid.
    if (Math.abs(found) < 0.6) shift = found;
    const variance = law.variance / (h * h) - (second / total - mean * mean) + shift * shift;
    if (beyond * n < 1e-4 && Math.abs(variance) < 0.6) share = variance;
  }
  const up = 0.5 * (share + shift);
  const down = 0.5 * (share - shift);
  if (free) {
    // Below 0 is the far end of the grid, once round.
    const first = mass[0];
    let before = 0;
    for (let k = 0; k < n; k++) {
      const here = mass[k];
      mass[k] = here * (1 - share) + up * before + (k + 1 < n ? down * mass[k + 1] : 0);
      before = here;
    }
    mass[n - 1] += down * first * exp(tilt * n);
    return;
  }
  // Nothing is moved below 0: the first cell only gives upwards.
  let before = 0;
  for (let k = 0; k < n; k++) {
    const here = mass[k];
    const next = k + 1 < n ? mass[k + 1] : 0;
    mass[k] = here * (1 - (k === 0 ? shift : share)) + (k === 1 ? shift : up) * before + down * next;
    before = here;
  }
}

/** Nodes of the Gauss–Legendre rule with three points on 0–1. */
const nodes = [0.1127016653792583, 0.5, 0.8872983346207417];
const weights = [5 / 18, 8 / 18, 5 / 18];

/** E[X; X ≤ x] = x·F(x) − ∫₀ˣ F of a law above 0, on pieces that halve towards 0. */
function partialMean(law: Distribution, x: number): number {
  let area = 0;
  let top = x;
  for (let piece = 0; piece < 12; piece++) {
    const width = 0.5 * top;
    const start = piece === 11 ? 0 : width;
    for (let i = 0; i < 3; i++) area += (top - start) * weights[i] * law.cdf(start + (top - start) * nodes[i]);
    top = width;
    if (law.min >= top) break;
  }
  return x * law.cdf(x) - area;
}
