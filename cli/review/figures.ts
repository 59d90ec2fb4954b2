/** The figures of one side of a comparison: means of everything, laws of what is shown or expected. */
import {
  type Cancellation,
  type ModelFigures,
  type SolveOptions,
  type SolverCache,
  solve,
} from '../../engine/index.ts';
import { outlineOf } from '../../language/judge/wanted.ts';
import type { LoweredSystem } from '../../language/stages.ts';
import { type Renames, renamedModel } from '../../review/index.ts';

/** Solves for both sides of a system. A model that was solved before, to the letter, is not solved again. */
export function figuresFor(
  method: SolveOptions['method'] | null,
  cache: SolverCache,
  cancellation: Cancellation,
): (lowered: LoweredSystem, renames: Renames) => Promise<ModelFigures> {
  const solved = new Map<string, ModelFigures>();
  return async (lowered, renames) => {
    const { model, placeOf, restore } = renamedModel(lowered.model, renames);
    const wanted = outlineOf(lowered);
    const outline = { ...wanted, threats: new Set([...wanted.threats].map(placeOf)) };
    const key = JSON.stringify([model, [...outline.threats], [...outline.groups], [...outline.total]]);
    let figures = solved.get(key);
    if (figures === undefined) {
      figures = await solve(model, { cache, cancellation, outline, ...(method === null ? {} : { method }) });
      solved.set(key, figures);
    }
    return restore(figures);
  };
}
