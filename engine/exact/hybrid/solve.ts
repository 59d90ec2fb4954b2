/** Solves a group whose quantities of the year are too many for rules: points stand for them, all else is exact. */
import type { Pieces } from '../../pieces.ts';
import { annualLaw } from '../annual.ts';
import { type AnnualLaw, chanceUpTo, noLoss, quantileOf } from '../annual-law.ts';
import { type Block, blocksOf } from '../block.ts';
import { type ExactLaw, keyOf, newlyPrepared, type Outside, refined, solveInPieces } from '../group.ts';
import { coarsest, type Ladder } from '../ladder.ts';
import { productTree } from '../product.ts';
import type { Leveled } from '../rung.ts';
import type { StateModel } from '../state-model.ts';
import type { Workspace } from '../workspace.ts';
import { countFor, workOfCell } from './effort.ts';
import { scramblings, yearPoints } from './points.ts';

/** Most cells of a grid. */
const finest = 2_048;

/** Whether points may stand for the quantities of the year of a group for which they are too many. */
export function mayHavePoints({ crowded }: Outside, model: StateModel, workspace: Workspace): boolean {
  return crowded !== undefined && countFor(crowded, model, workspace) > 0;
}

/** As `solveInPieces`; where only the quantities of the year are too many, points stand for those of some blocks. */
export function* solveWithPoints(
  model: StateModel,
  members: readonly number[],
  mean: number,
  workspace: Workspace,
): Pieces<ExactLaw | Outside> {
  const exact = yield* solveInPieces(model, members, mean, workspace);
  if (!('outside' in exact) || exact.crowded === undefined) return exact;
  const blocks = blocksOf(model, members, workspace);
  const names = blocks.flatMap((block) => block.conditions.map((index) => model.shared[index].name));
  const key = `points ${model.seed} ${model.trials} ${JSON.stringify(names)} ${keyOf(blocks, mean, workspace)}`;
  const known = workspace.solved.get(key);
  if (known) return known;
  const found = yield* newlySolved(model, blocks, mean, exact, workspace);
  workspace.solved.set(key, found);
  return found;
}

function* newlySolved(
  model: StateModel,
  blocks: readonly Block[],
  mean: number,
  first: Outside,
  workspace: Workspace,
): Pieces<ExactLaw | Outside> {
  // Blocks are equal by what they stand for: each time they are made anew.
  const crowded = new Set<number>();
  let outside = first;
  while (outside.crowded?.some((block) => !crowded.has(block.id))) {
    for (const block of outside.crowded) crowded.add(block.id);
    const chosen = blocks.filter((block) => crowded.has(block.id));
    const count = countFor(chosen, model, workspace);
    if (count === 0) return { outside: first.outside };
    const points = new Map(chosen.map((block) => [block, yearPoints(block.conditions, model, count, workspace)]));
    const prepared = newlyPrepared(model, blocks, mean, workspace, points);
    if ('outside' in prepared) {
      outside = prepared;
      continue;
    }
    const perCell = workOfCell(chosen, count, model, workspace);
    const found = yield* refined(model, prepared, workspace, {
      finest,
      perCell,
      worth: function* (group, ladder, rough) {
        return isWorth(yield* setsOf(group, ladder, ladder.lattice ?? coarsest), rough, model.trials);
      },
    });
    if (found === null) return { law: noLoss, numericError: 0 };
    if ('outside' in found) {
      outside = found;
      continue;
    }
    const { law, numericError, group, ladder, cells } = found;
    return { law, numericError, sets: yield* setsOf(group, ladder, cells) };
  }
  return { outside: outside.outside };
}

function* setsOf(group: Leveled, ladder: Ladder, cells: number): Pieces<AnnualLaw[]> {
  const laws: AnnualLaw[] = [];
  for (let scrambling = 0; scrambling < scramblings; scrambling++) {
    const parts = group.parts.map((part) => (part.points ? { ...part, scrambling } : part));
    const factors = productTree(parts, group.level, group.workspace);
    laws.push(yield* annualLaw({ ...group, parts, factors, known: {} }, ladder, cells));
  }
  return laws;
}

/** Whether the chances at the quantiles are surer than so many simulated years would make them. */
function isWorth(sets: readonly AnnualLaw[], law: AnnualLaw, trials: number): boolean {
  return [0.5, 0.9, 0.95, 0.99].every((q) => {
    const x = quantileOf(law, q);
    if (x === 0) return true;
    const chances = sets.map((one) => chanceUpTo(one, x));
    const mean = chances.reduce((sum, p) => sum + p, 0) / chances.length;
    const square = chances.reduce((sum, p) => sum + (p - mean) * (p - mean), 0);
    return square / (chances.length * (chances.length - 1)) <= (q * (1 - q)) / trials;
  });
}
