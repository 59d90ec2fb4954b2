/**
 * How much work points for the quantities of the year take. It is told from the model alone, before anything is computed, so that
 * neither a clock nor what is kept from before decides who solves a model.
 */
import { lawsOf } from '../../expressions/effort.ts';
import { type Environment, environment, inLoss, lawOf, withShared } from '../../expressions/index.ts';
import type { Block } from '../block.ts';
import type { CountLaw } from '../count-law.ts';
import { coarsest } from '../ladder.ts';
import { type Structure, structureOf } from '../plan.ts';
import { countsOf } from '../rates.ts';
import type { Severity } from '../severity.ts';
import { yearlyEffort } from '../severity-effort.ts';
import type { StateModel } from '../state-model.ts';
import type { Workspace } from '../workspace.ts';
import { scramblings } from './points.ts';

/** Points of each scrambling: as many as the work allows. */
const counts = [64, 32];

/** More transforms than this for one grid are left to the simulation. */
const mostWork = 4_096;

/** What the transform of an event counts, made anew for each point, where that of a count is 1. */
const workOfEvent = 4;

/** Work for all grids of one law of so many cells: a second or so. The unit is about 4 ns. */
export const mostOfGrids = 260_000_000;
/** A law that is narrow on a grid has finer cells of its own, however few the grid has. */
const cellsBeside = 256;
/** Cells of the grid that places point masses of a common step, as cells of all others. */
const cellsForPlaces = 1_600;
/** Grids that a law has at least. */
const fewestGrids = 2;

/** Work for one cell of a grid: on counts of events, and on the laws of their losses. */
export interface CellWork {
  readonly counts: number;
  readonly laws: number;
}

export const noWork: CellWork = { counts: 0, laws: 0 };

/** The work of so many grids of n cells each. */
export function workOfGrids({ counts, laws }: CellWork, grids: number, n: number, places: boolean): number {
  return grids * (counts * n + laws * (n + cellsBeside)) + (places ? (counts + laws) * cellsForPlaces : 0);
}

/** Laws that may be integrated for all points: half a second. */
const mostLaws = 250;

/** Transforms for each point of a block's quantities. */
function workOfPoint(block: Block, structure: Structure): number {
  let work = structure.yearScopes.size;
  for (const [t, scope] of structure.eventScopes) {
    const severity = block.severities.get(t);
    if (scope.length === 0) continue;
    work += severity && severity.shared.length > 0 ? workOfEvent << severity.threat.coins.length : 1;
  }
  return work;
}

/** How many points each scrambling has for these blocks; 0: it would take too long. */
export function countFor(blocks: readonly Block[], model: StateModel, workspace: Workspace): number {
  const env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  let [work, laws] = [0, 0];
  for (const block of blocks) {
    work += workOfPoint(block, structureOf(block, model, workspace));
    for (const severity of block.severities.values()) laws += yearlyEffort(severity, env);
  }
  const some = counts.filter((count) => scramblings * count * Math.max(work, (laws * mostWork) / mostLaws) <= mostWork);
  if (some.length === 0) return 0;
  const isLittle = (count: number): boolean =>
    workOfGrids(workOfCell(blocks, count, model, workspace), fewestGrids, 2 * coarsest, false) <= mostOfGrids;
  return some.find(isLittle) ?? 0;
}

/** Work for one cell of a grid, of all points of some blocks. */
export function workOfCell(blocks: readonly Block[], count: number, model: StateModel, workspace: Workspace): CellWork {
  let [ofCounts, ofLaws] = [0, 0];
  for (const block of blocks) {
    const structure = structureOf(block, model, workspace);
    const [low, middle, high] = [-1, 0, 1].map((z) => valuesAt(z, block, model, workspace));
    for (const t of structure.yearScopes.keys()) {
      const rates = [low, middle, high].map((env) => ratesOf(countsOf(model, t, env, workspace)));
      ofCounts += perTransform + perRate * Math.max(...rates);
    }
    for (const [t, scope] of structure.eventScopes) {
      const severity = block.severities.get(t);
      if (scope.length === 0) continue;
      ofLaws += severity && severity.shared.length > 0 ? perLaw * lawsIn(severity, middle) : perTransform;
    }
  }
  return { counts: scramblings * count * ofCounts, laws: scramblings * count * ofLaws };
}

function ratesOf(counts: CountLaw | null): number {
  return counts === null || 'shape' in counts.rates ? 1 : counts.rates.values.length;
}

/** A rate that is applied to a transform, a product of transforms, and the transform of a law. */
const perRate = 2;
const perTransform = 4;
const perLaw = 12;

/** Laws that an event's transform is made of, for all patterns of coins and reactions. */
function lawsIn({ threat, lets, amounts, clusters }: Severity, env: Environment): number {
  const local = inLoss(env, lets);
  let laws = 0;
  for (const { secondaries, groups } of clusters)
    for (const lines of groups)
      laws +=
        lawsOf(
          lines.map((i) => amounts[i]),
          local,
        ) << secondaries.length;
  return laws << threat.coins.length;
}

/** The quantities of a block at a score. */
function valuesAt(z: number, { conditions }: Block, model: StateModel, workspace: Workspace): Environment {
  let env = environment({ shared: model.shared, lets: [] }, workspace.laws);
  for (const index of conditions) {
    const shared = [...env.shared];
    shared[index] = lawOf(model.shared[index].expression, env).quantileAtScore(z);
    env = withShared(env, shared);
  }
  return env;
}
