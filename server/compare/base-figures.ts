/** Figures of the systems of a revision, made so that what did not change shows exactly no difference. */
import type { ModelFigures, RiskModel } from '../../engine/index.ts';
import { judgeLowered } from '../../language/assess.ts';
import { systemReport } from '../../report/index.ts';
import { type Renames, renamedModel, renamesOf, type SystemSide } from '../../review/index.ts';
import type { Base, BaseSystem } from './base.ts';

/** The same system in the workspace, with the figures that are shown of it. */
export interface HeadSystem extends SystemSide {
  readonly id: string;
  readonly modelKey: string;
  readonly figures: ModelFigures;
}

export type Solve = (model: RiskModel) => Promise<ModelFigures>;

/** Figures by model, also those being computed. What one comparison did not use, the next does not know any more. */
export type FigureCache = Map<string, Promise<ModelFigures>>;

export interface BaseSolver {
  readonly solve: (base: Base, system: BaseSystem, head: HeadSystem | null) => Promise<SystemSide>;
  /** Forgets what was not used. */
  readonly done: () => void;
}

/**
 * Both sides have the seed and trials of the head, and the base is computed under the names of the head: streams of random
 * numbers belong to names. A system that did not change takes the head's figures and costs nothing.
 */
export function baseSolver(solve: Solve, cache: FigureCache): BaseSolver {
  const used = new Set<string>();
  async function figuresOf(model: RiskModel, head: HeadSystem | null): Promise<ModelFigures> {
    const key = JSON.stringify(model);
    used.add(key);
    // Kept for the next edit: the base is then computed already.
    if (key === head?.modelKey) cache.set(key, Promise.resolve(head.figures));
    const known = cache.get(key);
    if (known !== undefined) return known;
    const figures = solve(model);
    cache.set(key, figures);
    figures.catch(() => cache.delete(key));
    return figures;
  }
  return {
    async solve(base, system, head) {
      const seeds = head === null ? {} : { seed: head.model.seed, trials: head.model.trials };
      const lowered = { ...system.lowered, model: { ...system.lowered.model, ...seeds } };
      const names = head === null ? new Map<string, string>() : namesInHead(renamesOf(system.texts, head.texts));
      const { model, restore } = renamedModel(lowered.model, names);
      const figures = restore(await figuresOf(model, head));
      const { expectations } = judgeLowered(base.services, lowered, figures, { today: base.today });
      const { description } = lowered;
      const report = systemReport({ description, model: lowered.model, figures, expectations });
      return { report, model: lowered.model, texts: system.texts };
    },
    done() {
      for (const key of cache.keys()) if (!used.has(key)) cache.delete(key);
    },
  };
}

/** Name in the base → name in the head. */
function namesInHead(renames: Renames): Renames {
  return new Map([...renames].map(([head, base]) => [base, head]));
}
