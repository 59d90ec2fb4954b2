/** How much money hangs on a finding: what puts the most expensive first where only some can be shown. */
import type * as ast from '../../language/generated/ast.ts';
import type { Assessment } from '../../language/stages.ts';
import type { Diagnostic } from '../../protocol/index.ts';
import { reportOf } from './report-of.ts';
import { subjectName, targetOf } from './subject-at.ts';

/**
 * The expected annual loss, today, of what a diagnostic is about, in its system's currency: of a threat, an element, an
 * asset, a zone, an agent, the system; of a control what it saves. null: none, or not known.
 */
export function costsOf(assessments: readonly Assessment[]): (diagnostic: Diagnostic) => number | null {
  const systems = new Map(assessments.map((each) => [each.lowered.system.name, costsIn(each)]));
  return ({ system, subject }) => {
    return subject === null ? null : (systems.get(system)?.get(subject) ?? null);
  };
}

function costsIn(assessment: Assessment): ReadonlyMap<string, number> {
  const report = reportOf(assessment);
  const { name, total, threats, elements, assets, zones, agents, controls } = report;
  const costs = new Map<string, number>();
  const add = (subject: string, cost: number | null | undefined): void => {
    if (cost !== null && cost !== undefined) costs.set(subject, cost);
  };
  if (name !== null) add(name, total.current?.ale);
  for (const each of [...threats, ...elements, ...assets, ...zones, ...agents]) add(each.name, each.current?.ale);
  for (const control of controls) add(control.name, control.riskReduction);
  for (const expectation of expectationsIn(assessment)) {
    const target = targetOf(expectation);
    add(subjectName(expectation) ?? '', target === 'system' ? total.current?.ale : costs.get(target));
  }
  return costs;
}

function expectationsIn({ lowered }: Assessment): readonly ast.Expectation[] {
  return lowered.system.documents
    .flatMap((document) => document.parseResult.value.declarations)
    .filter((declaration) => declaration.$type === 'Expectation');
}
