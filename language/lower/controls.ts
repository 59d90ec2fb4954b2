/** The numbers of a control: cost, coverage, reliability, and by how much each line reduces. */
import type { Expression } from '../../engine/index.ts';
import { repetitionsIn } from '../checks/once.ts';
import { properties } from '../checks/view.ts';
import type { Control, Estimate, Reduces } from '../generated/ast.ts';
import { isDamaged } from '../parser/damage.ts';
import { costPlace, lowerEstimate, type Place, probabilityPlace } from '../quantities/index.ts';
import { isMoney } from '../units/index.ts';
import { type Base, isUnique, record } from './base.ts';

export interface ControlValues {
  readonly status: 'planned' | 'in-place' | 'retired';
  readonly costOnce: Expression | null;
  readonly costPerYear: Expression | null;
  readonly coverage: Expression | null;
  readonly reliability: Expression | null;
  /** By line; null: in error. */
  readonly reductions: ReadonlyMap<Reduces, Expression | null>;
  /** Something in the control is in error: it has no figures, nor has what it acts on in the states in which it works. */
  readonly broken: boolean;
}

const onceOnly: ReadonlySet<string> = new Set(['Status', 'Coverage', 'Reliability']);

/** The numbers of a control. */
export function lowerControl(base: Base, control: Control): ControlValues {
  let broken =
    isDamaged(control) ||
    !isUnique(base, control) ||
    repetitionsIn(control).some(({ again }) => onceOnly.has(again.$type));
  const lower = (estimate: Estimate | undefined, place: Place): ReturnType<typeof lowerEstimate> => {
    const value = lowerEstimate(estimate, place, base.scope);
    record(base, estimate, value, 'yearly');
    if (value === null) broken = true;
    return value;
  };
  const share = (estimate: Estimate | undefined): Expression | null =>
    lower(estimate, probabilityPlace)?.expression ?? null;
  let costOnce: Expression | null = null;
  let costPerYear: Expression | null = null;
  for (const cost of properties(control, 'Cost')) {
    const value = lower(cost.estimate, costPlace);
    if (value === null) continue;
    const once = isMoney(value.dimension);
    if ((once ? costOnce : costPerYear) !== null) {
      broken = true;
      const kind = once ? 'paid once' : 'running';
      base.findings.report(
        'duplicate',
        cost,
        `The control \`${control.name}\` has a cost that is ${kind} already. Add them up in one line.`,
      );
    } else if (once) costOnce = value.expression;
    else costPerYear = value.expression;
  }
  const coverage = properties(control, 'Coverage')[0];
  const reliability = properties(control, 'Reliability')[0];
  const reductions = new Map(properties(control, 'Reduces').map((line) => [line, share(line.estimate)] as const));
  return {
    status: properties(control, 'Status')[0]?.value ?? 'planned',
    costOnce,
    costPerYear,
    coverage: coverage === undefined ? null : share(coverage.estimate),
    reliability: reliability === undefined ? null : share(reliability.estimate),
    reductions,
    broken,
  };
}
