/** The figures of one side of a comparison: means of everything, laws of what is shown or expected. */
import { isDeepStrictEqual } from 'node:util';
import {
  type Cancellation,
  type ModelFigures,
  type Outline,
  type RiskModel,
  type SolveOptions,
  type SolverCache,
  solve,
} from '../../engine/index.ts';
import { outlineOf } from '../../language/judge/wanted.ts';
import type { LoweredSystem } from '../../language/stages.ts';
import { type Renames, renamedModel } from '../../review/index.ts';

/** Solves for both sides of a system, one after the other. A model that equals the one before is not solved again. */
export function figuresFor(
  method: SolveOptions['method'] | null,
  cache: SolverCache,
  cancellation: Cancellation,
): (lowered: LoweredSystem, renames: Renames) => Promise<ModelFigures> {
  let before: { readonly model: RiskModel; readonly outline: Outline; readonly figures: ModelFigures } | null = null;
  return async (lowered, renames) => {
    const { model, placeOf, restore } = renamedModel(lowered.model, renames);
    const wanted = outlineOf(lowered);
    const outline = { ...wanted, threats: new Set([...wanted.threats].map(placeOf)) };
    if (before === null || !isDeepStrictEqual([before.model, before.outline], [model, outline])) {
      const options = { cache, cancellation, outline, ...(method === null ? {} : { method }) };
      before = { model, outline, figures: await solve(model, options) };
    }
    return restore(before.figures);
  };
}
