/** Assessment of a system: from linked text to findings, figures and what was expected of them. */
import { type Cancellation, type ModelFigures, type SolveOptions, solve } from '../engine/index.ts';
import { type CheckOptions, staticFindings } from './check.ts';
import { settle } from './checks/settle.ts';
import { judgeExpectations } from './judge/expectation.ts';
import { judgements } from './judge/registry.ts';
import { lowerSystem } from './lower/index.ts';
import { systemsOf } from './names/index.ts';
import type { RiskServices } from './services.ts';
import type { Assessment, LinkedSystem, LoweredSystem } from './stages.ts';

export { type CheckOptions, checkLowered, checkOnly } from './check.ts';

export interface AssessOptions extends CheckOptions {
  readonly method?: SolveOptions['method'];
  readonly cancellation?: Cancellation;
  readonly cache?: SolveOptions['cache'];
  readonly progress?: SolveOptions['progress'];
  /** Only the figures that it names have laws; without it all have. */
  readonly outline?: SolveOptions['outline'];
}

/**
 * Lowers, checks, computes the figures and judges them. Rejects with `Cancelled` if the cancellation is asked for
 * meanwhile.
 */
export async function assessSystem(
  services: RiskServices,
  system: LinkedSystem,
  options: AssessOptions,
): Promise<Assessment> {
  return assessLowered(services, lowerSystem(system, options), options);
}

/** The same for a system that is lowered already. */
export async function assessLowered(
  services: RiskServices,
  lowered: LoweredSystem,
  options: AssessOptions,
): Promise<Assessment> {
  const { method, cancellation, cache, outline, progress } = options;
  const figures = await solve(lowered.model, {
    ...(method === undefined ? {} : { method }),
    ...(cancellation === undefined ? {} : { cancellation }),
    ...(cache === undefined ? {} : { cache }),
    ...(outline === undefined ? {} : { outline }),
    ...(progress === undefined ? {} : { progress }),
  });
  return judgeLowered(services, lowered, figures, options);
}

/** Checks and judges a lowered system with figures that were computed from its model, or from one that is equal to it. */
export function judgeLowered(
  services: RiskServices,
  lowered: LoweredSystem,
  figures: ModelFigures,
  { today }: CheckOptions,
): Assessment {
  const context = { view: lowered.view, lowered, figures };
  const expected = judgeExpectations(context);
  const found = [
    ...staticFindings(services, lowered, today),
    ...expected.findings,
    ...judgements.flatMap((judgement) => judgement.run(context)),
  ];
  const findings = settle(found, lowered.system, { today, judged: true });
  return { lowered, figures, findings, expectations: expected.results };
}

/** Every system that the services know, one after another. */
export async function assessAll(services: RiskServices, options: AssessOptions): Promise<readonly Assessment[]> {
  const assessments: Assessment[] = [];
  for (const system of systemsOf(services)) assessments.push(await assessSystem(services, system, options));
  return assessments;
}
