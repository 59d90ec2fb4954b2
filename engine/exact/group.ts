/** Solves a set of threats: refines grids and conditions until the quantiles stand. */

import { annualLaw, coarsest, shapeOf } from './annual.ts';
import { type AnnualLaw, chanceUpTo, quantileOf } from './annual-law.ts';
import { type Block, blocksOf, levels } from './block.ts';
import type { StateModel } from './state-model.ts';
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

/** Aimed at, and worst accepted, relative error of the quantiles. */
const aim = 2e-4;
const limit = 2e-3;
const largest = 16_384;

/** The law of the sum of the annual losses of `members`, whose mean is `mean`; computed once for the same content. */
export function solveExactly(
  model: StateModel,
  members: readonly number[],
  mean: number,
  workspace: Workspace,
): ExactLaw | Outside {
  const blocks = blocksOf(model, members, workspace);
  const key = JSON.stringify([mean, blocks.map((b) => [b.key, [...b.members].map((t) => b.threats.indexOf(t))])]);
  const known = workspace.solved.get(key);
  if (known) return known;
  const found = solveBlocks(model, blocks, mean, workspace);
  workspace.solved.set(key, found);
  return found;
}

function solveBlocks(
  model: StateModel,
  blocks: readonly Block[],
  mean: number,
  workspace: Workspace,
): ExactLaw | Outside {
  for (const block of blocks) if (block.outside !== null) return { outside: block.outside };
  if (!Number.isFinite(mean)) return { outside: 'its mean is infinite' };
  const shape = shapeOf(blocks, model, mean, workspace);
  if (shape.moving) return { outside: 'a quantity of the whole year scales losses that have fixed sizes' };
  const conditioned = blocks.some((b) => b.conditions.length > 0);
  let level = 0;
  let levelError = 0;
  let law = annualLaw(blocks, model, shape, coarsest, level, workspace);
  if (law === null) return { outside: 'its shared quantities have too many combinations' };
  if (conditioned) {
    levelError = Number.POSITIVE_INFINITY;
    while (levelError > aim && level + 1 < levels) {
      const next = annualLaw(blocks, model, shape, coarsest, level + 1, workspace);
      if (next === null) break;
      levelError = distance(law, next);
      law = next;
      level++;
    }
    if (levelError > limit) return { outside: 'its shared quantities need too many values' };
  }
  if (law.points.length === 0 && shape.lattice !== null) return { law, numericError: levelError };
  let error = Number.POSITIVE_INFINITY;
  // Point masses that fit no grid are moved by up to a step: of the quarter of a grid at most where they are used.
  const scattered = shape.atoms && shape.lattice === null;
  const atLeast = scattered ? 4096 : 0;
  for (let n = coarsest * 2; n <= largest && (error > aim || n <= atLeast); n *= 2) {
    const next = annualLaw(blocks, model, shape, n, level, workspace);
    if (next === null) break;
    // Cells halved: what is left is at most a third of the change for a method of second order.
    error = Math.max(distance(law, next) / 3, scattered ? 4 / n : 0);
    if (scattered && n >= atLeast && error <= 4 / n) {
      law = next;
      break;
    }
    law = next;
  }
  return error > limit
    ? { outside: 'its annual loss needs too fine a grid' }
    : { law, numericError: Math.max(error, levelError) };
}

/**
 * Largest relative change of P50, P90, P95, P99. A quantile at a jump of the distribution function moves by a whole
 * step for the coarsest error; where the chances agree at both values it counts as standing.
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
    worst = Math.max(worst, Math.min(move, chance < 1e-6 ? 0 : move));
  }
  return worst;
}
