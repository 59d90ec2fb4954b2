import type { Decision, RiskModel } from '../engine/index.ts';
import type { Diagnostic, OptimizedSystem, RiskOptimize, SystemDescription } from '../protocol/index.ts';
import { byName } from './items.ts';
import type { ReportHead } from './report.ts';

/** A decision with names in the place of indices. */
export function optimizedSystem(description: SystemDescription, model: RiskModel, decision: Decision): OptimizedSystem {
  const described = byName(description.controls);
  const titleOf = (name: string): string | null => described.get(name)?.title ?? null;
  const { by, budget, withNone, withAll, chosen, frontierComplete, method } = decision;
  const { cost, remaining, saving, optimal, bound, sharesExact } = chosen;
  return {
    name: description.name,
    title: description.title,
    file: description.place?.file ?? null,
    line: description.place?.line ?? null,
    currency: description.currency,
    by,
    budget,
    candidates: decision.candidates.map((each) => ({ name: each.name, title: titleOf(each.name), cost: each.cost })),
    leftOut: [
      ...description.uncounted.map((each) => each.threat),
      ...decision.leftOut.map((t) => model.threats[t].name),
    ],
    withNone,
    withAll,
    chosen: {
      controls: chosen.controls.map(({ name, cost: price, share, alone, last }) => ({
        name,
        title: titleOf(name),
        cost: price,
        share,
        alone,
        last,
      })),
      cost,
      remaining,
      saving,
      optimal,
      bound,
      sharesExact,
    },
    frontier: decision.frontier.map((point) => ({
      controls: point.controls.map((c) => model.controls[c].name),
      cost: point.cost,
      remaining: point.remaining,
    })),
    frontierComplete,
    method,
  };
}

/** `risk-optimize/1`. */
export function riskOptimize(
  { version, asOf }: ReportHead,
  systems: readonly OptimizedSystem[],
  diagnostics: readonly Diagnostic[],
): RiskOptimize {
  return { format: 'risk-optimize/1', tool: { name: 'risk', version }, asOf, systems, diagnostics };
}
