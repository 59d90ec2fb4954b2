/** What an expression may refer to while it is lowered. */
import type { AstNode } from 'langium';
import type { Expression, SharedQuantity } from '../../engine/index.ts';
import type { Reference } from '../generated/ast.ts';
import type { Finding } from '../stages.ts';
import type { UnitTable } from '../units/index.ts';
import type { Place } from './place.ts';
import type { Report } from './report.ts';
import type { Value } from './value.ts';

/** The system's currency and what others are worth in it. */
export interface MoneyTable {
  readonly currency: string;
  /** Worth of one unit of a currency in the system's; null where no `exchange` line says. */
  rate(code: string): number | null;
}

export interface QuantityScope {
  readonly money: MoneyTable;
  readonly units: UnitTable;
  readonly report: Report;
  /** Takes a finding that was made while a distribution was read for this place. */
  readonly forward: (finding: Finding) => void;
  /**
   * The shared quantities and lets that are known so far, each by an expression with the same support; enough for
   * interval arithmetic.
   */
  readonly bounds: { readonly shared: readonly SharedQuantity[]; readonly lets: readonly Expression[] };
  /** The same with their laws, for means and variances. */
  readonly laws: { readonly shared: readonly SharedQuantity[]; readonly lets: readonly Expression[] };
  /** What a name stands for at this place; null where it is broken, which has been said elsewhere. */
  resolve(reference: Reference, place: Place | null, scope: QuantityScope): Value | null;
  /** The answer to a question with this key, computed once. */
  remember(key: string, compute: () => boolean): boolean;
  /** The mean multiplier of controls on the factor that is estimated, for `under`; null where it cannot be told. */
  readonly observedUnder: ((controls: readonly AstNode[]) => number | null) | null;
  /** Whether `with evidence` may stand here: at the factors of a threat's frequency. */
  readonly takesEvidence: boolean;
  /** In-place controls that act on the factor that is estimated, for `double-count`. */
  readonly reducedInPlace: readonly AstNode[];
}

/** How messages name units in this scope. */
export function unitWordsOf(scope: QuantityScope): { readonly currency: string; readonly units: UnitTable } {
  return { currency: scope.money.currency, units: scope.units };
}
