/** Solves a set of threats: refines grids and conditions until the quantiles stand. */

import { atOnce, type Pieces } from '../pieces.ts';
import { annualLaw, lawOfRungs } from './annual.ts';
import { type AnnualLaw, chanceUpTo, noLoss, quantileOf } from './annual-law.ts';
import { type Block, blocksOf } from './block.ts';
import { coarsest, ladderOf } from './ladder.ts';
import { planOf, structureOf } from './plan.ts';
import { productTree } from './product.ts';
import type { Leveled } from './rung.ts';
import { type BlockShape, blockShape, type Shape, type Solvable, shapeOf } from './shape.ts';
import type { StateModel } from './state-model.ts';
import { levels } from './variables.ts';
import type { Workspace } from './workspace.ts';

export interface ExactLaw {
  readonly law: AnnualLaw;
  /** Largest relative change of P50–P99 at the last refinement. */
  readonly numericError: number;
}

/** Why there is no exact law. */
export interface Outside {
  readonly outside: string;
}

/** Aimed at, of the quantities of the year and of the grids, and worst accepted, relative error of the quantiles. */
const aim = 2e-4;
const aimOfGrids = 6e-5;
const limit = 2e-3;
const largest = 16_384;
/** More transforms than this for one grid are left to the simulation. */
const mostWork = 1_200;

/** A group that the solver takes on. */
interface Prepared {
  readonly parts: readonly Solvable[];
  readonly shape: Shape | null;
}

/** Why a group is left to the simulation, told before anything of it is computed; null: nothing speaks against it. */
export function outsideOf(
  model: StateModel,
  members: readonly number[],
  mean: number,
  workspace: Workspace,
): string | null {
  const blocks = blocksOf(model, members, workspace);
  const solved = workspace.solved.get(keyOf(blocks, mean, workspace));
  if (solved) return 'outside' in solved ? solved.outside : null;
  const prepared = prepare(model, blocks, mean, workspace);
  return 'outside' in prepared ? prepared.outside : null;
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
  const found = 'outside' in prepared ? prepared : yield* solvePrepared(model, prepared, workspace);
  workspace.prepared.delete(key);
  workspace.solved.set(key, found);
  return found;
}

function keyOf(blocks: readonly Block[], mean: number, workspace: Workspace): string {
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

function newlyPrepared(
  model: StateModel,
  blocks: readonly Block[],
  mean: number,
  workspace: Workspace,
): Prepared | Outside {
  for (const block of blocks) if (block.outside !== null) return { outside: block.outside };
  if (!Number.isFinite(mean)) return { outside: 'its mean is infinite' };
  if (blocks.length === 0 || !(mean > 0)) return { parts: [], shape: null };
  const ready = blocks.map((block) => readyBlock(model, block, workspace));
  const parts = ready.map(({ solvable }) => solvable);
  if (workOf(parts, 1) > mostWork) return { outside: 'its shared quantities have too many combinations' };
  const shape = shapeOf(
    ready.map((one) => {
      one.shape ??= blockShape(one.solvable, model, workspace);
      return one.shape;
    }),
    mean,
  );
  if (shape.moving) return { outside: 'a quantity of the whole year scales losses that have fixed sizes' };
  return { parts, shape };
}

/** A block with its plans and, on demand, its shape; kept by content and the places of its threats in the model. */
interface Ready {
  readonly solvable: Solvable;
  shape: BlockShape | null;
}

function readyBlock(model: StateModel, block: Block, workspace: Workspace): Ready {
  const key = `${block.id} ${block.threats.join()}`;
  let ready = workspace.ready.get(key) as Ready | undefined;
  if (!ready) {
    const structure = structureOf(block, model, workspace);
    const plans = [planOf(block, structure, model, 0, workspace)];
    if (structure.adaptive) plans.push(planOf(block, structure, model, 1, workspace));
    ready = { solvable: { block, structure, plans }, shape: null };
    workspace.ready.set(key, ready);
  }
  return ready;
}

function* solvePrepared(
  model: StateModel,
  { parts, shape }: Prepared,
  workspace: Workspace,
): Pieces<ExactLaw | Outside> {
  if (shape === null) return { law: noLoss, numericError: 0 };
  const adaptive = parts.some((part) => part.structure.adaptive);
  let level = 0;
  let levelError = 0;
  const at = (n: number): Leveled => ({ factors: productTree(parts, n, workspace), model, shape, level: n, workspace });
  let group = at(0);
  const { ladder, rungs } = yield* ladderOf(group);
  let law = yield* lawOfRungs(group, ladder, rungs);
  if (adaptive) {
    levelError = Number.POSITIVE_INFINITY;
    while (levelError > aim && level + 1 < levels) {
      for (const { block, structure, plans } of parts)
        if (structure.adaptive) plans[level + 1] ??= planOf(block, structure, model, level + 1, workspace);
      if (workOf(parts, level + 1) > mostWork) break;
      level++;
      const next = yield* annualLaw(at(level), ladder, coarsest);
      levelError = distance(law, next);
      if (levelError <= aim) level--;
      else law = next;
    }
    if (levelError > limit) return { outside: 'its shared quantities need too many values' };
    group = at(level);
  }
  if (ladder.lattice !== null) return { law, numericError: levelError };
  let error = Number.POSITIVE_INFINITY;
  // Point masses that fit no grid are moved by up to a step: of the quarter of a grid at most where they are used.
  const scattered = shape.atoms && shape.lattice === null;
  const atLeast = scattered ? 4096 : 0;
  for (let n = coarsest * 2; n <= largest && (error > aimOfGrids || n <= atLeast); n *= 2) {
    const next = yield* annualLaw(group, ladder, n);
    // Cells halved: a fifteenth of the change is left for smooth laws, a third for those with edges or points.
    error = Math.max(distance(law, next) / (shape.atoms ? 3 : 5), scattered ? 4 / n : 0);
    law = next;
    if (scattered && n >= atLeast && error <= 4 / n) break;
  }
  return error > limit
    ? { outside: 'its annual loss needs too fine a grid' }
    : { law, numericError: Math.max(error, levelError) };
}

/** Transforms to compute or to multiply for one grid, of blocks with quantities of the year. */
function workOf(parts: readonly Solvable[], level: number): number {
  const conditioned = parts.filter(({ structure }) => structure.variables.length > 0);
  return conditioned.reduce((sum, { structure, plans }) => sum + plans[structure.adaptive ? level : 0].work, 0);
}

/**
 * Largest relative change of P50, P90, P95, P99. Where the distribution function is flat or has a jump a quantile hangs on
 * its last digits: what counts is then the change of the chance, in proportion to the chance beyond.
 */
function distance(a: AnnualLaw, b: AnnualLaw): number {
  let worst = 0;
  for (const q of [0.5, 0.9, 0.95, 0.99]) {
    const x = quantileOf(a, q);
    const y = quantileOf(b, q);
    const size = Math.max(Math.abs(x), Math.abs(y));
    if (size === 0) continue;
    const move = Math.abs(x - y) / size;
    const chance = Math.max(
      Math.abs(chanceUpTo(a, x) - chanceUpTo(b, x)),
      Math.abs(chanceUpTo(a, y) - chanceUpTo(b, y)),
    );
    worst = Math.max(worst, chance < 1e-6 ? 0 : Math.min(move, (4 * chance) / (1 - q)));
  }
  return worst;
}
