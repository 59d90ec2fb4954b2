/** P5 and P95 of a sum of independent quantities. */
import type { Spectrum } from '../exact/fft.ts';
import { multiply } from '../exact/spectrum-arithmetic.ts';
import { gridOf, type Workspace } from '../exact/workspace.ts';
import { exp } from '../numeric/elementary.ts';
import { exponentOf, powerOfTwo } from '../numeric/power-of-two.ts';
import type { Pieces } from '../pieces.ts';
import type { Quantiles } from './product-law.ts';

const cells = 256;
const strata = 512;
const damping = 14;
/** The window of a sum, in standard deviations: between 12 and 24 of them, from so many below the mean on. */
const least = 12;
const below = 6;
/** Turns of the grid below a window beyond which its tilting would leave the range of numbers. */
const mostTurns = 30;

/** A quantity as equally likely values: `by` times these. */
interface Strata {
  readonly values: Float64Array;
  readonly by: number;
  readonly mean: number;
  readonly variance: number;
}

function strataOf(law: Quantiles, workspace: Workspace): Strata {
  const known = workspace.ofState.get(law) as Strata | undefined;
  if (known) return known;
  const made = law.multiple ? times(strataOf(law.multiple.of, workspace), law.multiple.by) : newStrata(law);
  workspace.ofState.set(law, made);
  return made;
}

function newStrata(law: Quantiles): Strata {
  const values = new Float64Array(strata);
  let mean = 0;
  for (let i = 0; i < strata; i++) {
    values[i] = law.quantile((i + 0.5) / strata);
    mean += values[i] / strata;
  }
  let variance = 0;
  for (const x of values) variance += ((x - mean) * (x - mean)) / strata;
  return { values, by: 1, mean, variance };
}

function times({ values, by: own, mean, variance }: Strata, by: number): Strata {
  return { values, by: own * by, mean: mean * by, variance: variance * by * by };
}

/** Laws that are looked at between two pauses. */
const betweenPauses = 256;

/** [P5, P95] of the sum of independent quantities, none below 0: by transform, each law as 512 equally likely values. */
export function* sumSpread(
  laws: readonly Quantiles[],
  workspace: Workspace,
): Pieces<readonly [p5: number, p95: number]> {
  const uncertain = laws.filter((law) => law.min < law.max);
  const fixed = laws.reduce((sum, law) => (law.min < law.max ? sum : sum + law.min), 0);
  if (uncertain.length === 0) return [fixed, fixed];
  if (uncertain.length === 1) return [fixed + uncertain[0].quantile(0.05), fixed + uncertain[0].quantile(0.95)];
  let low = fixed;
  let mean = fixed;
  let variance = 0;
  for (const [i, law] of uncertain.entries()) {
    if (i % betweenPauses === betweenPauses - 1) yield;
    const { values, by, mean: own, variance: spread } = strataOf(law, workspace);
    low += by * values[0];
    mean += own;
    variance += spread;
  }
  const sd = Math.sqrt(variance);
  if (!(sd > 1e-12 * mean)) return [mean, mean];
  const h = powerOfTwo(exponentOf((least * sd) / cells) + 1);
  const start = Math.max(0, Math.min(mostTurns * cells, Math.floor((mean - low - below * sd) / h)));
  const length = cells / 2 + 1;
  const product = workspace.borrow(length);
  for (const [i, law] of uncertain.entries()) {
    if (i % betweenPauses === betweenPauses - 1) yield;
    const one = spectrumOf(law, h, workspace);
    if (i > 0) multiply(product, one);
    else {
      product.re.set(one.re);
      product.im.set(one.im);
    }
  }
  const mass = workspace.transform(cells).inverse(product, workspace.cells(cells));
  workspace.giveBack(product);
  // A transform knows places only up to multiples of its length.
  const at = (k: number): number => mass[k % cells] * exp((damping * k) / cells);
  let sum = 0;
  let p5 = Number.NaN;
  let [before, here, after] = [0, at(start), at(start + 1)];
  for (let k = start; k + 2 < start + cells; k++) {
    const next = sum + here;
    const place = (q: number): number => low + h * (k + within(q - sum, here, 0.5 * (after - before)));
    if (Number.isNaN(p5) && next >= 0.05) p5 = place(0.05);
    if (next >= 0.95) return [Math.max(0, p5), place(0.95)];
    sum = next;
    [before, here, after] = [here, after, at(k + 2)];
  }
  return [Math.max(0, p5), low + h * (start + cells)];
}

/** Where, in −½ … ½, a cell of density `density` and slope `slope` holds so much of its mass. */
function within(mass: number, density: number, slope: number): number {
  let t = mass / density - 0.5;
  for (let round = 0; round < 3; round++) {
    const miss = density * (t + 0.5) + 0.5 * slope * (t * t - 0.25) - mass;
    const rate = density + slope * t;
    if (!(rate > 0)) break;
    t = Math.max(-0.5, Math.min(0.5, t - miss / rate));
  }
  return t;
}

/** The tilted transform of a quantity less its lowest value, each value on the four cells around it (cubic Lagrange). */
function spectrumOf(law: Quantiles, h: number, workspace: Workspace): Spectrum {
  return workspace.spectrum(`spread ${h} ${workspace.lawId(law)}`, () => {
    const { values, by } = strataOf(law, workspace);
    const perCell = by / h;
    const mass = workspace.cells(cells + 1).fill(0);
    for (let i = 0; i < strata; i++) {
      const place = (values[i] - values[0]) * perCell;
      const k = Math.floor(place);
      if (k + 2 >= cells) break;
      const t = place - k;
      const s = 1 - t;
      // Cell k stands at k + 1: one cell lies below 0.
      mass[k] -= (t * s * (2 - t)) / 6;
      mass[k + 1] += (s * (2 - t) * (1 + t)) / 2;
      mass[k + 2] += (t * (2 - t) * (1 + t)) / 2;
      mass[k + 3] -= (t * s * (1 + t)) / 6;
    }
    const grid = gridOf(h, cells, damping);
    const tilt = workspace.tilt(grid);
    const lowest = mass[0] * exp(grid.tilt);
    const tilted = workspace.cells(cells);
    for (let k = 0; k < cells; k++) tilted[k] = (mass[k + 1] * tilt[k]) / strata;
    tilted[cells - 1] += lowest / strata;
    return workspace.transform(cells).forward(tilted, workspace.spectrumOf(cells / 2 + 1));
  }) as Spectrum;
}
