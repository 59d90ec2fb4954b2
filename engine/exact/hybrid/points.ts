/** Random points that stand for the laws of many quantities of the year: several scrambled Sobol sets. */
import { type Environment, environment, lawOf } from '../../expressions/index.ts';
import type { Distribution } from '../../laws/index.ts';
import { monotoneCubic } from '../../numeric/interpolation.ts';
import { normalQuantile } from '../../numeric/special/normal.ts';
import { sobolCoordinates, sobolDimensions } from '../../random/sobol.ts';
import { nextUniform, seedOf, streamFor, streamKey } from '../../random/stream.ts';
import type { CountLaw } from '../count-law.ts';
import { type StateModel, sharedIn } from '../state-model.ts';
import type { Workspace } from '../workspace.ts';
import type { OfPoints } from './scratch.ts';

/** Independent scramblings: what differs between them tells the standard error. */
export const scramblings = 16;

export interface YearPoints {
  /** By scrambling: environments that hold the values of the year at each of its points. All weigh the same. */
  readonly sets: readonly (readonly Environment[])[];
  /** Stands for all that the points depend on, beside the laws of the quantities. */
  readonly id: number;
  /** By scrambling, point and threat: laws of counts, once they were computed. */
  readonly counts: (CountLaw | null)[][][];
  readonly own: OfPoints;
}

/**
 * `count` points of each scrambling for some shared quantities, each listed after those that it depends on. What is random
 * in them follows from the seed of the model and the quantities' names.
 */
export function yearPoints(
  indices: readonly number[],
  model: StateModel,
  count: number,
  workspace: Workspace,
): YearPoints {
  const nameOf = (index: number): string => model.shared[index].name;
  const byName = [...indices].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : a - b));
  const seed = seedOf(model.seed);
  const base = environment({ shared: model.shared, lets: [] }, workspace.laws);
  const drawn = new Set(indices);
  const laws = indices.map((index) => (dependsOn(index, drawn, model) ? null : quickQuantiles(index, base)));
  const sets = Array.from({ length: scramblings }, (_, scrambling) => {
    const scores = indices.map((index) => {
      const stream = streamFor(streamKey(seed, 'hybrid', nameOf(index)), scrambling);
      const dimension = byName.indexOf(index);
      // There are direction numbers for some dimensions; quantities beyond them are drawn independently.
      const places =
        dimension < sobolDimensions
          ? sobolCoordinates(dimension, count, stream)
          : Float64Array.from({ length: count }, () => nextUniform(stream));
      return places.map(normalQuantile);
    });
    return Array.from({ length: count }, (_, k): Environment => {
      const shared: (number | undefined)[] = [];
      indices.forEach((index, i) => {
        const z = scores[i][k];
        const quantile = laws[i];
        shared[index] = quantile
          ? quantile(z)
          : lawOf(model.shared[index].expression, { ...base, shared }).quantileAtScore(z);
      });
      return { ...base, shared };
    });
  });
  const counts = sets.map((environments) => environments.map(() => []));
  const own = { laws: new Map(), passing: new Set<string>() };
  return {
    counts,
    sets,
    own,
    id: workspace.idOf(`points ${model.seed} ${count} ${JSON.stringify(byName.map(nameOf))}`),
  };
}

/** Whether the law of a quantity depends on others that are drawn. */
function dependsOn(index: number, drawn: ReadonlySet<number>, model: StateModel): boolean {
  return [...sharedIn(model.shared[index].expression)].some((i) => drawn.has(i) || dependsOn(i, drawn, model));
}

const reach = 6;
const steps = 192;

/** Quantiles by score, from a table where the law is smooth. */
function quickQuantiles(index: number, env: Environment): (z: number) => number {
  const law: Distribution = lawOf(env.scope.shared[index].expression, env);
  const direct = (z: number): number => law.quantileAtScore(z);
  if (law.atoms !== null || (law.kinks?.length ?? 0) > 0 || law.parts) return direct;
  const scores = Float64Array.from({ length: steps + 1 }, (_, i) => reach * ((2 * i) / steps - 1));
  const table = monotoneCubic(scores, scores.map(direct));
  return (z) => (Math.abs(z) < reach ? table(z) : direct(z));
}
