/** From the blocks of a group to the law of its annual loss, on grids of growing range. */
import { environment, lawOf } from '../expressions/index.ts';
import { exp } from '../numeric/elementary.ts';
import type { AnnualLaw } from './annual-law.ts';
import { noLoss } from './annual-law.ts';
import { type Block, blockSpectrum, conditionsOf } from './block.ts';
import { type Spectrum, spectrumOf } from './fft.ts';
import { hasAtoms, lawsOf, type Part } from './severity.ts';
import type { StateModel } from './state-model.ts';
import { type Grid, gridOf, type Workspace } from './workspace.ts';

/** What grids have to know about a group. */
export interface Shape {
  /** Mean annual loss; finite. */
  readonly mean: number;
  /** A loss of one event, or of a year, that is hardly ever passed. */
  readonly reach: number;
  /** Whether losses may have point masses other than 0. */
  readonly atoms: boolean;
  /** Whether there is nothing but point masses. */
  readonly discrete: boolean;
  /** Whether point masses move with a quantity that is conditioned on: their mixture is then not one of point masses. */
  readonly moving: boolean;
  /** A step that all point masses are multiples of; null if there is none. */
  readonly lattice: number | null;
}

const factor = 4;
/** Cells of the coarsest grid. */
export const coarsest = 512;
/** Exceedance at which a ladder may end, and up to which a curve is drawn. */
export const leastExceedance = 1e-6;

/** Collects the laws of all losses in the blocks at the centre and at the ends of their conditions. */
export function shapeOf(blocks: readonly Block[], model: StateModel, mean: number, workspace: Workspace): Shape {
  let reach = mean;
  let atoms = false;
  let discrete = true;
  let moving = false;
  const values: number[] = [];
  for (const block of blocks) {
    const nodes = conditionsOf(block, model, 0, workspace) ?? [
      { env: environment({ shared: model.shared, lets: [] }, workspace.laws), weight: 1 },
    ];
    const picked = nodes.length === 1 ? nodes : [nodes[0], nodes[nodes.length >> 1], nodes[nodes.length - 1]];
    const fluid = hasSmoothCondition(block, model, workspace);
    for (const severity of block.severities.values()) {
      const places = new Set<string>();
      for (const node of picked) {
        atoms ||= hasAtoms(severity, node.env);
        for (const law of lawsOf(severity, node.env)) {
          const far = law.upperQuantile(1e-4);
          if (Number.isFinite(far)) reach = Math.max(reach, far);
          if (!law.discrete) discrete = false;
          if (law.atoms) for (const x of law.atoms.values) if (x !== 0) values.push(x);
        }
        places.add(
          lawsOf(severity, node.env)
            .map((law) => law.atoms?.values.join() ?? '')
            .join(';'),
        );
      }
      if (fluid && places.size > 1) moving = true;
    }
  }
  return { mean, reach, atoms: atoms || discrete, discrete, moving, lattice: latticeOf(values) };
}

/** Whether a condition of the block has a law without steps. */
function hasSmoothCondition(block: Block, model: StateModel, workspace: Workspace): boolean {
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  return block.conditions.some((index) => !lawOf(model.shared[index].expression, env).discrete);
}

/** The largest step that all values are multiples of, if no value is more than 4 096 steps. */
export function latticeOf(values: readonly number[]): number | null {
  let step = 0;
  const top = values.reduce((a, b) => Math.max(a, b), 0);
  if (!(top > 0) || values.length > 20_000) return null;
  const tolerance = 1e-9 * top;
  for (const value of new Set(values)) {
    let a = Math.abs(value);
    let b = step;
    while (b > tolerance) {
      const rest = a - b * Math.floor(a / b + 1e-9);
      a = b;
      b = Math.abs(rest);
    }
    step = a;
    if (!(step > top / 4096.5)) return null;
  }
  return top / Math.round(top / step);
}

/** One grid's result: total and point mass of each cell. */
interface Rung {
  readonly grid: Grid;
  readonly total: Float64Array;
  readonly atoms: Float64Array | null;
  /** P(no loss), where `atoms` is null. */
  readonly nothing: number;
}

/** The product of the blocks' transforms; null where a block is out of reach at this level. */
function groupSpectrum(
  blocks: readonly Block[],
  model: StateModel,
  grid: Grid,
  part: Part,
  level: number,
  workspace: Workspace,
): Spectrum | null {
  let out: Spectrum | null = null;
  for (const block of blocks) {
    const next = blockSpectrum(block, model, grid, part, level, workspace);
    if (next === null) return null;
    if (out === null) {
      out = { re: next.re.slice(), im: next.im.slice() };
      continue;
    }
    for (let k = 0; k < next.re.length; k++) {
      const x = out.re[k];
      out.re[k] = x * next.re[k] - out.im[k] * next.im[k];
      out.im[k] = x * next.im[k] + out.im[k] * next.re[k];
    }
  }
  return out ?? spectrumOf(grid.n / 2 + 1);
}

function invert(spectrum: Spectrum, grid: Grid, workspace: Workspace): Float64Array {
  const mass = workspace.transform(grid.n).inverse(spectrum);
  for (let k = 0; k < grid.n; k++) mass[k] *= exp(grid.tilt * k);
  return mass;
}

function rungOf(
  blocks: readonly Block[],
  model: StateModel,
  grid: Grid,
  shape: Shape,
  level: number,
  workspace: Workspace,
): Rung | null {
  const spectrum = groupSpectrum(blocks, model, grid, 'full', level, workspace);
  if (spectrum === null) return null;
  const total = invert(spectrum, grid, workspace);
  if (shape.discrete) return { grid, total, atoms: total, nothing: total[0] };
  if (!shape.atoms) {
    // Without atoms in the losses only the empty year is one: its chance is the limit of the transform, E e^(−λ).
    const small = groupSpectrum(blocks, model, gridOf(grid.h, 4), 'atoms', level, workspace);
    return small && { grid, total, atoms: null, nothing: small.re[0] };
  }
  const pointed = groupSpectrum(blocks, model, grid, 'atoms', level, workspace);
  return pointed && { grid, total, atoms: invert(pointed, grid, workspace), nothing: 0 };
}

/** The law with `n` cells a grid and conditions at `level`; null where a block is out of reach. */
export function annualLaw(
  blocks: readonly Block[],
  model: StateModel,
  shape: Shape,
  n: number,
  level: number,
  workspace: Workspace,
): AnnualLaw | null {
  if (blocks.length === 0 || !(shape.mean > 0)) return noLoss;
  const lattice = shape.lattice;
  if (shape.discrete && lattice !== null) {
    let size = 64;
    while (size * lattice < 2 * shape.reach && size < 65_536) size *= 2;
    for (; size <= 65_536; size *= 2) {
      const rung = rungOf(blocks, model, gridOf(lattice, size, 10), shape, level, workspace);
      if (rung === null) return null;
      if (1 - sum(rung.total, size) < 1e-9 || size === 65_536) return assemble([rung]);
    }
  }
  // Steps are powers of four (of the lattice's step), so that the transforms of a threat serve all groups.
  let h = lattice !== null && shape.atoms ? lattice : 1;
  const goal = (2 * shape.reach) / coarsest;
  while (h > goal) h /= factor;
  while (h < goal) h *= factor;
  // The same range for every number of cells: doubling it halves the step.
  h *= coarsest / n;
  let top = rungOf(blocks, model, gridOf(h, n), shape, level, workspace);
  let beyond = Number.POSITIVE_INFINITY;
  for (let round = 0; top !== null && round < 32; round++) {
    const left = 1 - sum(top.total, n);
    // What does not fall any more on a range four times as wide is rounding.
    if (left < leastExceedance || (left < 1e-4 && left > 0.98 * beyond)) break;
    beyond = left;
    h *= factor;
    top = rungOf(blocks, model, gridOf(h, n), shape, level, workspace);
  }
  if (top === null) return null;
  const rungs = [top];
  const nothing = top.atoms ? top.atoms[0] : top.nothing;
  const lowest = lowestOf(nothing);
  for (let round = 0; round < 32; round++) {
    const finest = rungs[0];
    if (sum(finest.total, Math.floor(n / factor)) <= lowest) break;
    h /= factor;
    const next = rungOf(blocks, model, gridOf(h, n), shape, level, workspace);
    if (next === null) return null;
    rungs.unshift(next);
  }
  return assemble(rungs);
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

/** Joins the rungs, finest first: each is used from where the one before ends. */
function assemble(rungs: readonly Rung[]): AnnualLaw {
  const points: number[] = [];
  const smooth: number[] = [];
  const atoms: number[] = [];
  const upTo: number[] = [];
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
      if (k * h >= from && k * h < end && atom > 1e-11) {
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
      smooth.push(Math.max(continuous, smooth[smooth.length - 1]));
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
