/** The scope of a threat's factor: which controls act on it, for `under` and `double-count`. */
import { type Expression, meanOf } from '../../engine/index.ts';
import type { Control, Factor, Threat } from '../generated/ast.ts';
import { isControl } from '../generated/ast.ts';
import type { QuantityScope } from '../quantities/index.ts';
import type { Base } from './base.ts';
import type { Catches } from './catches.ts';
import type { ControlValues } from './controls.ts';

/** The scope of an estimate of a threat that these factors of controls multiply. */
export type ScopeFor = (threat: Threat, factors: readonly Factor[]) => QuantityScope;

/** Scopes that know which controls act on the factor that is estimated. */
export function observedFactors(base: Base, catches: Catches, values: ReadonlyMap<Control, ControlValues>): ScopeFor {
  const free: QuantityScope = { ...base.scope, observedUnder: () => 1 };
  return (threat, factors) => {
    const acting = (catches.byThreat.get(threat) ?? []).filter(({ line }) => factors.includes(line.factor));
    if (acting.length === 0) return free;
    const reducedInPlace = acting
      .map(({ control }) => control)
      .filter((control) => values.get(control)?.status === 'in-place');
    return {
      ...base.scope,
      reducedInPlace: [...new Set(reducedInPlace)],
      observedUnder: (controls) => {
        let product = 1;
        for (const control of new Set(controls.filter(isControl))) {
          const lines = acting.filter((one) => one.control === control).map(({ line }) => line);
          const value = values.get(control);
          const reductions = lines.map((line) => value?.reductions.get(line) ?? null);
          if (value === undefined || value.broken || reductions.some((reduction) => reduction === null)) return null;
          product *= meanMultiplier(base, value, reductions as readonly Expression[]);
        }
        return product;
      },
    };
  };
}

/** E Π (1 − P · coverage · reliability) over the lines of one control; coverage and reliability are one value for all. */
export function meanMultiplier(base: Base, control: ControlValues, reductions: readonly Expression[]): number {
  const one: Expression = { kind: 'constant', value: 1 };
  const works: Expression = { kind: 'product', left: control.coverage ?? one, right: control.reliability ?? one };
  const shared = [...base.shared.laws, { name: 'works', expression: works }];
  const index = shared.length - 1;
  const multiplier = reductions
    .map((by): Expression => ({ kind: 'product', left: by, right: { kind: 'shared', index } }))
    .map((cut): Expression => ({ kind: 'difference', left: one, right: cut }))
    .reduce((left, right): Expression => ({ kind: 'product', left, right }), one);
  return meanOf(multiplier, { shared, lets: [] });
}
