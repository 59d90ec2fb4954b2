/** What is found in a system without figures: the fast path of an editor, and the first half of an assessment. */
import type { ReportExpectation } from '../protocol/index.ts';
import { checks } from './checks/registry.ts';
import { settle } from './checks/settle.ts';
import { nodesOf } from './checks/walk.ts';
import { type LowerOptions, lowerSystem } from './lower/index.ts';
import { languageFindings } from './names/index.ts';
import type { RiskServices } from './services.ts';
import type { Assessment, Finding, LinkedSystem, LoweredSystem } from './stages.ts';

export type CheckOptions = LowerOptions;

/** Lowers and checks a system. Nothing is computed: figures are null, expectations are open, and what needs them is left out. */
export function checkOnly(services: RiskServices, system: LinkedSystem, options: CheckOptions): Assessment {
  return checkLowered(services, lowerSystem(system, options), options);
}

/** The same for a system that is lowered already. */
export function checkLowered(services: RiskServices, lowered: LoweredSystem, { today }: CheckOptions): Assessment {
  const found = staticFindings(services, lowered, today);
  const findings = settle(found, lowered.system, { today, judged: false });
  return { lowered, figures: null, findings, expectations: openExpectations(lowered) };
}

/** Everything that the text alone shows, before levels and ignores. */
export function staticFindings(services: RiskServices, lowered: LoweredSystem, today: string): readonly Finding[] {
  const { view } = lowered;
  const nodes = view.declarations.flatMap(nodesOf);
  return [
    ...languageFindings(services, lowered.system),
    ...lowered.findings,
    ...checks.flatMap((check) => check.run({ view, nodes, lowered, today })),
  ];
}

function openExpectations({ description }: LoweredSystem): readonly ReportExpectation[] {
  return description.expectations.map((described) => ({ ...described, found: null, holds: null }));
}
