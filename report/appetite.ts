import type { AppetiteFigures, ModelFigures } from '../engine/index.ts';
import type { ReportAppetite, SystemDescription } from '../protocol/index.ts';

/**
 * Each limit of the appetite against the current figures. Within two standard errors of the limit nothing is decided.
 * While threats lack figures a limit can be broken, for more loss only adds, but not kept.
 */
export function reportAppetite(description: SystemDescription, figures: ModelFigures | null): ReportAppetite[] {
  const incomplete = description.uncounted.length > 0;
  return description.appetite.map(({ probability, above }, index) => {
    const computed = figures?.appetite[index];
    return {
      probability,
      above,
      actual: computed?.actual ?? null,
      target: computed?.target ?? null,
      within: computed === undefined ? null : isWithin(computed, incomplete),
    };
  });
}

function isWithin({ actual, probability, standardError }: AppetiteFigures, incomplete: boolean): boolean | null {
  if (actual === null) return null;
  if (standardError > 0 && Math.abs(actual - probability) <= 2 * standardError) return null;
  if (actual > probability) return false;
  return incomplete ? null : true;
}
