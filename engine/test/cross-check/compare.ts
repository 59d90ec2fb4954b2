/** Holds the exact solver and the simulation of a model against each other. */
import { standardError } from '../../assembly/figures-of.ts';
import { meansOf } from '../../assembly/means.ts';
import { areaBelow, chanceBelow, chanceUpTo, quantileOf } from '../../exact/annual-law.ts';
import type { ExactLaw } from '../../exact/group.ts';
import { solveWithPoints } from '../../exact/hybrid/solve.ts';
import { controlsIn, stateModel } from '../../exact/state-model.ts';
import { createWorkspace } from '../../exact/workspace.ts';
import type { Figures } from '../../figures.ts';
import { type RiskModel, type State, states } from '../../model.ts';
import { atOnce } from '../../pieces.ts';
import { type SimulationResult, simulate } from '../../simulation/simulate.ts';

/** A disagreement beyond chance, in words. */
export interface Mismatch {
  readonly of: string;
  readonly state: State;
  readonly what: string;
}

export interface Comparison {
  readonly mismatches: readonly Mismatch[];
  /** Laws that both computed. */
  readonly compared: number;
  /** Why the exact solver left the others to the simulation. */
  readonly outside: readonly string[];
}

const quantiles = [
  ['p10', 0.1],
  ['p50', 0.5],
  ['p90', 0.9],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;

/** Standard errors beyond which a difference is not chance. */
const tolerance = 4;

/** Of fewer years with a loss a sample tells nothing of its own standard error: with none it would be 0. */
const fewestLosses = 100;

/** The exact solver places a loss to within 0.1 % of itself or, below the median, of the median. */
const placing = 1e-3;

/**
 * For a simulated quantile x: F(x−) ≤ q + 4√(q(1 − q)/n) and F(x) ≥ q − 4√(q(1 − q)/n) with the exact F, where x may move
 * by what the exact solver promises of its places.
 */
function mismatchesOf(figures: Figures, exact: ExactLaw, trials: number): string[] {
  const found: string[] = [];
  /** Standard errors of the law itself, where points stand for quantities of the year. */
  const unsure = (x: number): number =>
    exact.sets ? tolerance * standardError(exact.sets.map((law) => chanceUpTo(law, x))) : 0;
  const slack = (x: number): number => (placing + 2 * exact.numericError) * Math.max(x, figures.p50);
  for (const [name, q] of quantiles) {
    const x = figures[name];
    const reach = tolerance * Math.sqrt((q * (1 - q)) / trials) + unsure(x);
    const below = chanceBelow(exact.law, x - slack(x));
    const upTo = chanceUpTo(exact.law, x + slack(x));
    if (below > q + reach) found.push(`${name} = ${x} is too high: exactly P(loss < it) = ${below}`);
    if (upTo < q - reach) found.push(`${name} = ${x} is too low: exactly P(loss ≤ it) = ${upTo}`);
  }
  const none = chanceUpTo(exact.law, 0);
  const error = Math.sqrt(Math.max(none * (1 - none), 1 / trials) / trials);
  if (Math.abs(1 - figures.probabilityOfLoss - none) > tolerance * error + unsure(0) + 1e-6) {
    found.push(`P(loss) = ${figures.probabilityOfLoss}, exactly ${1 - none}`);
  }
  for (const [loss, chance] of figures.curve) {
    const above = 1 - chanceUpTo(exact.law, loss + slack(loss));
    const from = 1 - chanceBelow(exact.law, loss - slack(loss));
    const reach =
      5 * Math.sqrt((Math.max(chance, 1 / trials) * (1 - chance) + 1 / trials) / trials) + unsure(loss) + 1e-6;
    if (above > chance + reach || from < chance - reach) {
      found.push(`P(loss > ${loss}) = ${chance}, exactly ${above} to ${from}`);
    }
  }
  return found;
}

/** The mean by the law itself, and by how much that may be off. */
function areaOf({ law, sets }: ExactLaw): { readonly area: number; readonly error: number } {
  const all = sets ?? [law];
  const areas = all.map((one) => {
    const far = Math.max(one.points.at(-1) ?? 0, one.atoms.at(-1) ?? 0);
    return far - areaBelow(one, far);
  });
  return {
    area: areas.reduce((sum, area) => sum + area, 0) / areas.length,
    // What lies beyond an exceedance of 1e-6 is not on the curve.
    error: (areas.length > 1 ? tolerance * standardError(areas) : 0) + 1e-5 * quantileOf(law, 1 - 1e-5),
  };
}

const areaTolerance = 2e-3;

interface Target {
  readonly name: string;
  readonly members: readonly number[];
  figures(result: SimulationResult, state: State): Figures | null;
}

function targetsOf(model: RiskModel): Target[] {
  return [
    ...model.threats.map(
      (threat, index): Target => ({
        name: threat.name,
        members: [index],
        figures: (result, state) => result.threats.get(index)?.[state] ?? null,
      }),
    ),
    ...model.groups.map(
      (group, index): Target => ({
        name: `group ${group.name}`,
        members: group.threats,
        figures: (result, state) => result.groups.get(index)?.[state] ?? null,
      }),
    ),
    ...(model.threats.length > 1 ? [total(model)] : []),
  ];
}

function total(model: RiskModel): Target {
  return {
    name: 'total',
    members: model.threats.map((_, index) => index),
    figures: (result, state) => result.total?.[state] ?? null,
  };
}

/** One simulation against the exact laws. */
export async function compareOnce(model: RiskModel, trials: number, seed: string): Promise<Comparison> {
  const result = await simulate(model, { trials, seed });
  const workspace = createWorkspace();
  const mismatches: Mismatch[] = [];
  const outside: string[] = [];
  let compared = 0;
  // Without controls the three states are one.
  for (const state of model.controls.length > 0 ? states : (['inherent'] as const)) {
    const inState = stateModel(model, controlsIn(model, state), workspace);
    const means = model.threats.map((_, index) => meansOf(inState, index, workspace)?.ale ?? null);
    for (const target of targetsOf(model)) {
      const figures = target.figures(result, state);
      if (!figures) continue;
      const ales = target.members.map((index) => means[index]);
      const mean = ales.includes(null) ? null : (ales as number[]).reduce((total, ale) => total + ale, 0);
      const error = tolerance * (figures.aleStandardError ?? 0) + 1e-9 * (mean ?? 0);
      const enough = figures.probabilityOfLoss * trials >= fewestLosses;
      if (enough && mean !== null && Math.abs(figures.ale - mean) > error) {
        mismatches.push({
          of: target.name,
          state,
          what: `ALE = ${figures.ale} ± ${error / tolerance}, exactly ${mean}`,
        });
      }
      const exact = atOnce(solveWithPoints(inState, target.members, mean ?? figures.ale, workspace));
      if ('outside' in exact) {
        outside.push(exact.outside);
        continue;
      }
      compared++;
      const { area, error: areaError } = areaOf(exact);
      // Of losses that hardly ever are, all of the curve is as low as its end.
      const seen = 1 - chanceUpTo(exact.law, 0) > 1e-3;
      if (seen && mean !== null && Number.isFinite(mean) && Math.abs(area - mean) > areaTolerance * mean + areaError) {
        mismatches.push({ of: target.name, state, what: `the area of the curve is ${area}, the ALE exactly ${mean}` });
      }
      for (const what of mismatchesOf(figures, exact, trials)) mismatches.push({ of: target.name, state, what });
    }
  }
  return { mismatches, compared, outside };
}

/**
 * Compares, and if there is a mismatch simulates again with other random numbers and more years: what chance made the
 * first time is gone then, what is wrong comes out clearer.
 */
export async function compare(model: RiskModel, trials: number, seed: string): Promise<Comparison> {
  const first = await compareOnce(model, trials, seed);
  return first.mismatches.length === 0 ? first : compareOnce(model, 8 * trials, `${seed} again`);
}
