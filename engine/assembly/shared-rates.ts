/** Rates that count more than once: those of threats that lead to others are part of the others' rates, too. */
import type { StateModel } from '../exact/state-model.ts';
import { environment, isCertain } from '../expressions/index.ts';
import type { Expression, SharedQuantity } from '../model.ts';

/**
 * The same model with every uncertain factor of the frequency of a threat that leads to others as a shared quantity, so that
 * the threat's own events and those that it sets off go by one draw. Indices of what was shared stay.
 */
export function withSharedRates(model: StateModel): StateModel {
  if (model.threats.every((threat) => threat.leadsTo.length === 0)) return model;
  const shared: SharedQuantity[] = [...model.shared];
  const env = environment({ shared: model.shared, lets: [] });
  const threats = model.threats.map((threat) => {
    if (threat.frequency === null || threat.leadsTo.length === 0) return threat;
    const frequency = threat.frequency.map((factor, k): Expression => {
      if (factor.kind === 'shared' || isCertain(factor, env)) return factor;
      shared.push({ name: `threat ${threat.name} rate ${k}`, expression: factor });
      return { kind: 'shared', index: shared.length - 1 };
    });
    return { ...threat, frequency };
  });
  return { ...model, shared, threats };
}
