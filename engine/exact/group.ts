/** Solves a set of threats: refines grids and conditions until the quantiles stand. */

import { environment } from '../expressions/index.ts';
import { atOnce, type Pieces } from '../pieces.ts';
import { annualLaw, lawOfRungs } from './annual.ts';
import { type AnnualLaw, noLoss } from './annual-law.ts';
import { type Block, blocksOf } from './block.ts';
import { bodyDistance, distance } from './closeness.ts';
import { type CellWork, mostOfGrids, noWork, workOfGrids } from './hybrid/effort.ts';
import type { YearPoints } from './hybrid/points.ts';
import { coarsest, type Ladder, ladderOf } from './ladder.ts';
import { planOf, structureOf } from './plan.ts';
import { productTree } from './product.ts';
import type { Leveled } from './rung.ts';
import { atUnitScale, commonScale, roughMean, scaledLaw, scaleLaw } from './scaled.ts';
import { type BlockShape, blockShape, isAdaptive, type Shape, type Solvable, shapeOf } from './shape.ts';
import type { StateModel } from './state-model.ts';
import { levels } from './variables.ts';
import type { Workspace } from './workspace.ts';

export interface ExactLaw {
  readonly law: AnnualLaw;
  /** Largest relative change of P50–P99 at the last refinement. */
  readonly numericError: number;
  /** Laws by independent sets of points where points stand for quantities of the year: their spread is the error. */
  readonly sets?: readonly AnnualLaw[];
}

/** Why there is no exact law. */
export interface Outside {
  readonly outside: string;
  /** Blocks whose quantities of the year are too many for rules: points may stand for them. */
  readonly crowded?: readonly Block[];
}

/** Aimed at, of the quantities of the year and of the grids, and worst accepted, relative error of the quantiles. */
const aim = 2e-4;
const aimOfGrids = 6e-5;
const limit = 2e-3;
const largest = 16_384;
/** Aimed at, error of chances of up to 95 %, and cells beyond which grids are not refined for it. */
const aimOfBody = 1e-3;
const finestForBody = 2048;
/** Transforms for one grid of independent blocks: more are left to the simulation, whose work grows with them as well. */
function mostWork(blocks: number): number {
  return 1_200 + 40 * blocks;
}

/** Cells for each of these transforms, of all grids of one law: half a second or so for a few blocks. */
const mostCells = 400;

/** A group that the solver takes on. */
export interface Prepared {
  readonly parts: readonly Solvable[];
  readonly shape: Shape | null;
}

/** Why a group is left to the simulation, told before anything of it is computed; null: nothing speaks against it. */
export function outsideOf(
  model: StateModel,
  members: readonly number[],
  mean: number,
  workspace: Workspace,
): Outside | null {
  const blocks = blocksOf(model, members, workspace);
  const solved = workspace.solved.get(keyOf(blocks, mean, workspace));
  if (solved) return 'outside' in solved ? solved : null;
  const prepared = prepare(model, blocks, mean, workspace);
  return 'outside' in prepared ? prepared : null;
}

/** Transforms for one grid that each block of some threats takes, about; infinite where it is left to the simulation. */
export function workByBlock(
  model: StateModel,
  members: readonly number[],
  workspace: Workspace,
): { readonly threats: readonly number[]; readonly work: number }[] {
  return blocksOf(model, members, workspace).map((block) => ({
    threats: block.threats,
    work:
      block.outside === null
        ? Math.max(1, workOf([readyBlock(model, block, undefined, workspace).solvable], 1))
        : Number.POSITIVE_INFINITY,
  }));
}

/** The law of the sum of the annual losses of `members`, whose mean is `mean`; computed once for the same content. */
export function solveExactly(
  model: StateModel,
  members: readonly number[],
  mean: number,
  workspace: Workspace,
): ExactLaw | Outside {
  return atOnce(solveInPieces(model, members, mean, workspace));
}

/** `solveExactly` in pieces of a few hundredths of a second. */
export function* solveInPieces(
  model: StateModel,
  members: readonly number[],
  mean: number,
  workspace: Workspace,
): Pieces<ExactLaw | Outside> {
  const blocks = blocksOf(model, members, workspace);
  const key = keyOf(blocks, mean, workspace);
  const known = workspace.solved.get(key);
  if (known) return known;
  const prepared = prepare(model, blocks, mean, workspace);
  const found = 'outside' in prepared ? prepared : yield* lawOfPrepared(model, prepared, workspace);
  workspace.prepared.delete(key);
  workspace.solved.set(key, found);
  return found;
}

function* lawOfPrepared(model: StateModel, first: Prepared, workspace: Workspace): Pieces<ExactLaw | Outside> {
  let found = yield* refined(model, first, workspace);
  if (found !== null && 'outside' in found && found.crowded !== undefined) {
    const { crowded } = found;
    const parts = first.parts.map((part) =>
      crowded.includes(part.block) ? (withoutScale(part, model, workspace) ?? part) : part,
    );
    // A scale that is taken out needs no values.
    if (first.shape !== null && parts.some((part, i) => part !== first.parts[i])) {
      const shapes = parts.map((part) => blockShape(part, model, workspace));
      found = yield* refined(model, { parts, shape: shapeOf(shapes, first.shape.mean) }, workspace);
    }
  }
  if (found === null) return { law: noLoss, numericError: 0 };
  return 'outside' in found ? found : { law: found.law, numericError: found.numericError };
}

export function keyOf(blocks: readonly Block[], mean: number, workspace: Workspace): string {
  let ids = workspace.ofState.get(blocks) as string | undefined;
  if (ids === undefined) {
    ids = blocks.map((b) => b.id).join();
    workspace.ofState.set(blocks, ids);
  }
  return `${mean} ${ids}`;
}

function prepare(model: StateModel, blocks: readonly Block[], mean: number, workspace: Workspace): Prepared | Outside {
  const key = keyOf(blocks, mean, workspace);
  const solved = workspace.solved.get(key);
  if (solved && 'outside' in solved) return solved;
  let known = workspace.prepared.get(key) as Prepared | Outside | undefined;
  if (!known) {
    known = newlyPrepared(model, blocks, mean, workspace);
    workspace.prepared.set(key, known);
  }
  return known;
}

/** `points`: by block, what stands for its quantities of the year in the place of rules. */
export function newlyPrepared(
  model: StateModel,
  blocks: readonly Block[],
  mean: number,
  workspace: Workspace,
  points: ReadonlyMap<Block, YearPoints> = new Map(),
): Prepared | Outside {
  for (const block of blocks) if (block.outside !== null) return { outside: block.outside };
  if (!Number.isFinite(mean)) return { outside: 'its mean is infinite' };
  if (blocks.length === 0 || !(mean > 0)) return { parts: [], shape: null };
  let ready = blocks.map((block) => readyBlock(model, block, points.get(block), workspace));
  const shaped = (one: Ready): BlockShape => {
    one.shape ??= blockShape(one.solvable, model, workspace);
    return one.shape;
  };
  const parts = (): Solvable[] => ready.map(({ solvable }) => solvable);
  const moves = (one: Ready): boolean => one.solvable.points === undefined && shaped(one).moves;
  const withLaw = (one: Ready): Ready => {
    const solvable = withoutScale(one.solvable, model, workspace);
    return solvable === null ? one : { solvable, shape: null };
  };
  ready = ready.map((one) => (moves(one) ? withLaw(one) : one));
  if (ready.some(moves)) return { outside: 'a quantity of the whole year moves losses that have fixed sizes' };
  const most = mostWork(blocks.length);
  if (workOf(parts(), 1) > most) {
    const heavy = new Set(heaviest(parts(), 1));
    ready = ready.map((one) => (heavy.has(one.solvable.block) ? withLaw(one) : one));
    if (workOf(parts(), 1) > most)
      return { outside: 'its shared quantities have too many combinations', crowded: heaviest(parts(), 1) };
  }
  return { parts: parts(), shape: shapeOf(ready.map(shaped), mean) };
}

/** A block with its plans and, on demand, its shape; kept by content and the places of its threats in the model. */
interface Ready {
  readonly solvable: Solvable;
  shape: BlockShape | null;
}

function readyBlock(model: StateModel, block: Block, points: YearPoints | undefined, workspace: Workspace): Ready {
  const key = `${block.id} ${block.threats.join()}`;
  let ready = workspace.ready.get(key) as Ready | undefined;
  if (!ready) {
    const structure = structureOf(block, model, workspace);
    const plans = [planOf(block, structure, model, 0, workspace)];
    if (structure.adaptive) plans.push(planOf(block, structure, model, 1, workspace));
    ready = { solvable: { block, structure, plans }, shape: null };
    workspace.ready.set(key, ready);
  }
  return points === undefined ? ready : { ...ready, solvable: { ...ready.solvable, points } };
}

/** The block as one law, where all of its losses are scaled by one quantity of the year; else null. */
function withoutScale(part: Solvable, model: StateModel, workspace: Workspace): Solvable | null {
  const { block } = part;
  const index = commonScale(block, model);
  if (index < 0) return null;
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const scale = scaleLaw(model, index, env);
  if (scale === null) return null;
  const unit = atUnitScale(model, index);
  const found = solveExactly(unit, [...block.members], roughMean(block, unit, env), workspace);
  return 'outside' in found ? null : { ...part, law: scaledLaw(scale, found.law), lawError: found.numericError };
}

/** The blocks without which the work would be little enough, the heaviest first. */
function heaviest(parts: readonly Solvable[], level: number): Block[] {
  const rising = parts.map((part) => ({ part, work: workOf([part], level) })).sort((a, b) => a.work - b.work);
  const sums = [0];
  for (const { work } of rising) sums.push(sums[sums.length - 1] + work);
  const found: Block[] = [];
  for (let n = rising.length; n > 0 && sums[n] > mostWork(parts.length); n--) found.push(rising[n - 1].part.block);
  return found;
}

/** A law with the grids that it was found on. */
export interface Refined extends ExactLaw {
  readonly group: Leveled;
  readonly ladder: Ladder;
  /** Cells of each grid. */
  readonly cells: number;
}

/** How points for quantities of the year are refined. */
export interface ByPoints {
  /** Most cells of a grid. */
  readonly finest: number;
  /** Work for one cell of one grid. */
  readonly perCell: CellWork;
  /** Asked with the first, coarse grids whether to go on. */
  worth(group: Leveled, ladder: Ladder, law: AnnualLaw): Pieces<boolean>;
}

const tooFine = 'its annual loss needs too fine a grid';

const withoutPoints = { finest: largest, perCell: noWork };

/** Refines the rules of quantities of the year, then the grids. null: there is nothing to refine. */
export function* refined(
  model: StateModel,
  { parts, shape }: Prepared,
  workspace: Workspace,
  points: Omit<ByPoints, 'worth'> & Partial<ByPoints> = withoutPoints,
): Pieces<Refined | Outside | null> {
  if (shape === null) return null;
  let level = 0;
  const lawError = parts.reduce((worst, part) => Math.max(worst, part.lawError ?? 0), 0);
  let levelError = 0;
  const at = (n: number): Leveled => ({
    parts,
    factors: productTree(parts, n, workspace),
    model,
    shape,
    level: n,
    workspace,
    known: {},
  });
  let group = at(0);
  const parted = shape.atoms ? 2 : 1;
  const found = yield* ladderOf(group, mostOfGrids / workOfGrids(points.perCell, parted, coarsest, false));
  if (found === null) return { outside: tooFine };
  const { ladder, rungs } = found;
  let law = yield* lawOfRungs(group, ladder, rungs);
  // Point masses that fit no grid are moved by up to a step: of the quarter of a grid at most where they are used.
  const scattered = shape.atoms && (shape.lattice === null || shape.discrete);
  const grids = ladder.windows.length * parted;
  const tooMuch = (n: number): boolean =>
    workOfGrids(points.perCell, grids, n, shape.atoms && shape.lattice !== null) > mostOfGrids;
  if (ladder.lattice === null && tooMuch(scattered ? 4 / limit : 2 * coarsest)) return { outside: tooFine };
  if (points.worth && !(yield* points.worth(group, ladder, law)))
    return { outside: 'its quantities of the year are better simulated' };
  if (parts.some(isAdaptive)) {
    levelError = Number.POSITIVE_INFINITY;
    while (levelError > aim && level + 1 < levels) {
      for (const part of parts.filter(isAdaptive))
        part.plans[level + 1] ??= planOf(part.block, part.structure, model, level + 1, workspace);
      if (workOf(parts, level + 1) > mostWork(parts.length)) break;
      level++;
      const next = yield* annualLaw(at(level), ladder, coarsest);
      levelError = distance(law, next);
      if (levelError <= aim) level--;
      else law = next;
    }
    if (levelError > limit)
      return {
        outside: 'its shared quantities need too many values',
        crowded: parts.filter(isAdaptive).map((part) => part.block),
      };
    group = at(level);
  }
  if (ladder.lattice !== null)
    return { law, numericError: Math.max(levelError, lawError), group, ladder, cells: ladder.lattice };
  let error = Number.POSITIVE_INFINITY;
  let cells = coarsest;
  const atLeast = scattered ? 4096 : 0;
  const perCell = workOf(parts, level) * ladder.windows.length;
  let inBody = 0;
  const wanted = (n: number): boolean =>
    error > aimOfGrids || n <= atLeast || (inBody > aimOfBody && n <= finestForBody);
  for (let n = coarsest * 2; n <= points.finest && wanted(n); n *= 2) {
    // What is not fine enough by then is left to the simulation.
    if ((n > 2 * coarsest && n * perCell > mostCells * mostWork(parts.length)) || tooMuch(n)) break;
    const next = yield* annualLaw(group, ladder, n);
    // Where the density jumps, chances are off within the cell in which it does.
    if (!shape.atoms) inBody = bodyDistance(law, next);
    // Cells halved: a fifteenth of the change is left for smooth laws, a third for those with edges or points.
    error = Math.max(distance(law, next) / (shape.atoms ? 3 : 5), scattered ? 4 / n : 0);
    law = next;
    cells = n;
    if (scattered && n >= atLeast && error <= 4 / n) break;
  }
  return error > limit
    ? { outside: tooFine }
    : { law, numericError: Math.max(error, levelError, lawError), group, ladder, cells };
}

/** Transforms to compute or to multiply for one grid, of blocks with quantities of the year. */
function workOf(parts: readonly Solvable[], level: number): number {
  const conditioned = parts.filter(
    ({ structure, law, points }) => structure.variables.length > 0 && law === undefined && points === undefined,
  );
  return conditioned.reduce((sum, { structure, plans }) => sum + plans[structure.adaptive ? level : 0].work, 0);
}
