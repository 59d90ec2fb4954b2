/** Small builders of models for tests. */
import type { Control, Effect, Expression, Frequency, Law, Loss, LossTerm, RiskModel, Threat } from '../model.ts';

export const constant = (value: number): Expression => ({ kind: 'constant', value });
export const draw = (law: Law): Expression => ({ kind: 'draw', law });
export const shared = (index: number): Expression => ({ kind: 'shared', index });
export const letOf = (index: number): Expression => ({ kind: 'let', index });
export const product = (left: Expression, right: Expression): Expression => ({ kind: 'product', left, right });
export const sum = (left: Expression, right: Expression): Expression => ({ kind: 'sum', left, right });
export const uniform = (min: number, max: number): Expression => draw({ law: 'uniform', min, max });
export const exponential = (mean: number): Expression => draw({ law: 'exponential', mean });
export const gamma = (shape: number, scale: number): Expression => draw({ law: 'gamma', shape, scale });
export const pert = (min: number, mode: number, max: number): Expression =>
  draw({ law: 'pert', min, mode, max, shape: 4 });

/** The lognormal law with P5 = a and P95 = b. */
export function between(a: number, b: number): Expression {
  const z95 = 1.6448536269514722;
  return draw({
    law: 'lognormal',
    mu: (Math.log(a) + Math.log(b)) / 2,
    sigma: (Math.log(b) - Math.log(a)) / (2 * z95),
  });
}

export const rate = (lossEventFrequency: Expression): Frequency => ({ by: 'loss-events', lossEventFrequency });

export function term(amount: Expression, form: LossTerm['form'] = 'unspecified'): LossTerm {
  return { form, amount };
}

export function lossOf(amount: Expression, more: Partial<Loss> = {}): Loss {
  return { lets: [], primary: [term(amount)], secondary: [], ...more };
}

export function threat(name: string, lef: Expression | null, amount: Expression, more: Partial<Threat> = {}): Threat {
  return { name, frequency: lef && rate(lef), loss: lossOf(amount), leadsTo: [], unknownIn: [], ...more };
}

export function control(name: string, effects: readonly Effect[], more: Partial<Control> = {}): Control {
  return {
    name,
    status: 'in-place',
    costOnce: null,
    costPerYear: null,
    coverage: null,
    reliability: null,
    effects,
    ...more,
  };
}

export function model(threats: readonly Threat[], more: Partial<RiskModel> = {}): RiskModel {
  return {
    name: 'Test',
    shared: [],
    threats,
    controls: [],
    groups: [],
    appetite: [],
    horizonYears: 3,
    discount: 0,
    seed: 'risk',
    trials: 100_000,
    ...more,
  };
}

/** Too much for the exact solver, with means in closed form: stakeholders whose losses depend on two quantities of the event, one made of the other, and on one of the year. */
export const entangled = (): RiskModel => {
  const secondary = (size: number, more: Expression) => ({
    title: `of ${size}`,
    probability: uniform(0.2, 0.6),
    terms: [{ form: 'fines' as const, amount: product(product(uniform(size, 3 * size), more), shared(0)) }],
  });
  return model(
    [
      threat('Odd', constant(1), constant(10), {
        loss: {
          lets: [uniform(0.5, 2), product(letOf(0), uniform(0.5, 2))],
          primary: [{ form: 'response', amount: product(uniform(5, 15), letOf(0)) }],
          secondary: [secondary(20, letOf(0)), secondary(40, letOf(1)), secondary(60, product(letOf(0), letOf(1)))],
        },
      }),
    ],
    { shared: [{ name: 'Size', expression: draw({ law: 'lognormal', mu: 0, sigma: 0.4 }) }] },
  );
};
