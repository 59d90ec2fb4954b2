/** Small models for tests, one helper for each part of the language. */
import type { Control, Expression, Law, Loss, RiskModel, Threat } from '../model.ts';
import { normalQuantile } from '../numeric/special/normal.ts';

export const constant = (value: number): Expression => ({ kind: 'constant', value });
export const draw = (law: Law): Expression => ({ kind: 'draw', law });
export const shared = (index: number): Expression => ({ kind: 'shared', index });
export const letOf = (index: number): Expression => ({ kind: 'let', index });
export const times = (left: Expression, right: Expression): Expression => ({ kind: 'product', left, right });
export const plus = (left: Expression, right: Expression): Expression => ({ kind: 'sum', left, right });

/** `a..m..b`. */
export const pert = (min: number, mode: number, max: number): Expression =>
  draw({ law: 'pert', min, mode, max, shape: 4 });

/** `a to b`: lognormal with 90 % between both. */
export const to = (low: number, high: number): Expression =>
  draw({
    law: 'lognormal',
    mu: (Math.log(low) + Math.log(high)) / 2,
    sigma: Math.log(high / low) / (2 * normalQuantile(0.95)),
  });

/** A loss of primary terms, with reactions [chance, amount]. */
export const loss = (
  primary: Expression[],
  secondary: [Expression, Expression][] = [],
  lets: Expression[] = [],
): Loss => ({
  lets,
  primary: primary.map((amount) => ({ form: 'response', amount })),
  secondary: secondary.map(([probability, amount]) => ({ title: '', probability, terms: [{ form: 'fines', amount }] })),
});

/** A threat with a direct loss event frequency; null: only others set it off. */
export const threat = (name: string, frequency: Expression | null, of: Loss, more: Partial<Threat> = {}): Threat => ({
  name,
  frequency: frequency && { by: 'loss-events', lossEventFrequency: frequency },
  loss: of,
  leadsTo: [],
  unknownIn: [],
  ...more,
});

/** Threat events times vulnerability. */
export const factors = (rate: Expression, vulnerability: Expression): Threat['frequency'] => ({
  by: 'factors',
  threatEvents: { by: 'rate', threatEvents: rate },
  vulnerability: { by: 'probability', vulnerability },
});

export const control = (name: string, effects: Control['effects'], more: Partial<Control> = {}): Control => ({
  name,
  status: 'planned',
  costOnce: null,
  costPerYear: null,
  coverage: null,
  reliability: null,
  effects,
  ...more,
});

export const model = (threats: Threat[], more: Partial<RiskModel> = {}): RiskModel => ({
  name: 'Example',
  shared: [],
  threats,
  controls: [],
  groups: [],
  appetite: [],
  horizonYears: 3,
  discount: 0,
  seed: 'risk',
  trials: 20_000,
  ...more,
});
