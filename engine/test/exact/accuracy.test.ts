import assert from 'node:assert/strict';
import { exactFigures, solvedState } from '../../assembly/exact-figures.ts';
import { type AnnualLaw, chanceUpTo, quantileOf } from '../../exact/annual-law.ts';
import { stateModel } from '../../exact/state-model.ts';
import { createWorkspace } from '../../exact/workspace.ts';
import { emptyScope, environment, lawOf } from '../../expressions/index.ts';
import type { Expression, RiskModel } from '../../model.ts';
import { constant, draw, loss, model, pert, shared, threat, times, to } from '../examples.ts';
import { compoundPoisson, type Reference } from './reference.ts';

const levels = [0.5, 0.9, 0.95, 0.99, 0.999];

function exactLaw(of: RiskModel): AnnualLaw {
  const workspace = createWorkspace();
  const found = exactFigures(
    solvedState(stateModel(of, [], workspace), workspace),
    of.threats.map((_, t) => t),
  );
  assert.ok(found, 'left to the simulation');
  return found.law;
}

function holds(law: AnnualLaw, reference: Reference, relative: number): void {
  for (const q of levels) {
    const expected = reference.quantile(q);
    const found = quantileOf(law, q);
    assert.ok(Math.abs(found - expected) <= relative * expected, `P${100 * q} = ${found} instead of ${expected}`);
  }
}

const cdfOf = (e: Expression): ((x: number) => number) => lawOf(e, environment(emptyScope)).cdf;

/** Relative error up to which P50 to P99.9 have to hold. */
const small = 3e-4;

describe('exact quantiles from P50 to P99.9 hold to 0.03 % against much finer grids', () => {
  const cases: readonly (readonly [name: string, rate: number, amount: Expression, range: number, bits: number])[] = [
    ['a rare event', 0.15, draw({ law: 'lognormal', mu: Math.log(250e3), sigma: 1.2 }), 3e7, 18],
    ['a wide loss', 2, to(1e4, 1e7), 6e8, 19],
    ['a loss over five decades', 0.5, to(1e3, 1e8), 2e10, 20],
    ['a bounded loss', 3, pert(1e3, 4e3, 1e4), 1e5, 18],
    ['a hundred events a year', 200, to(5e3, 5e4), 1e7, 18],
    ['ten thousand events a year', 1e4, to(1e3, 1e4), 8e7, 20],
    ['hardly any event', 1e-4, to(1e4, 1e5), 1e6, 16],
  ];
  for (const [name, rate, amount, range, bits] of cases)
    it(name, () => {
      const law = exactLaw(model([threat('A', constant(rate), loss([amount]))]));
      holds(law, compoundPoisson([[rate, 1]], cdfOf(amount), range, bits), small);
    }).timeout(20_000);

  it('an uncertain rate over two decades, four hundred rates in its place', () => {
    const rate = to(0.1, 10);
    const at = lawOf(rate, environment(emptyScope));
    const scores = Array.from({ length: 401 }, (_, i) => (i - 200) * 0.0325);
    const total = scores.reduce((sum, z) => sum + Math.exp(-z * z * 0.5), 0);
    const nodes = scores.map((z) => [at.quantileAtScore(z), Math.exp(-z * z * 0.5) / total] as const);
    const law = exactLaw(model([threat('A', rate, loss([to(1e4, 1e5)]))]));
    holds(law, compoundPoisson(nodes, cdfOf(to(1e4, 1e5)), 2e7, 15), small);
  }).timeout(20_000);

  it('of two threats that share the price of an hour, 250 prices in its place', () => {
    const price = pert(100, 200, 500);
    const hours = pert(2, 5, 20);
    const both = model(
      [
        threat('A', constant(1), loss([times(hours, shared(0))])),
        threat('B', constant(2), loss([times(hours, shared(0))])),
      ],
      { shared: [{ name: 'estimate Price', expression: price }] },
    );
    const law = exactLaw(both);
    const prices = lawOf(price, environment(emptyScope));
    // In hours: three events a year; in money: mixed over the price.
    const inHours = compoundPoisson([[3, 1]], cdfOf(hours), 160, 13);
    const table = Array.from({ length: 1000 }, (_, i) => inHours.quantile((i + 0.5) / 1000));
    const values = Float64Array.from({ length: 1000 * 250 }, (_, i) => {
      const priceOf = prices.quantile(((i % 250) + 0.5) / 250);
      return priceOf * table[Math.floor(i / 250)];
    }).sort();
    const mixed = { quantile: (q: number) => values[Math.floor(q * values.length)] };
    for (const q of [0.5, 0.9, 0.95, 0.99]) {
      const expected = mixed.quantile(q);
      assert.ok(Math.abs(quantileOf(law, q) / expected - 1) < 2e-3, `P${100 * q}`);
    }
  }).timeout(20_000);
});

describe('chances hold where the density of a loss jumps', () => {
  // Up to twice the least loss there was one event at most: P(L ≤ x) = e^(−λ)(1 + λF(x)).
  const cases: readonly (readonly [name: string, rate: number, amount: Expression, least: number])[] = [
    ['a Pareto law at its least', 1, draw({ law: 'pareto', min: 98_680, shape: 3.47 }), 98_680],
    ['a uniform law at its ends', 0.3, draw({ law: 'uniform', min: 1e5, max: 1.4e5 }), 1e5],
    ['a steep PERT', 2, draw({ law: 'pert', min: 2328, mode: 2397, max: 5355, shape: 2.5 }), 2328],
  ];
  for (const [name, rate, amount, least] of cases)
    it(name, () => {
      const law = exactLaw(model([threat('A', constant(rate), loss([amount]))]));
      const cdf = cdfOf(amount);
      for (let x = 0.9 * least; x < 2 * least; x *= 1.003) {
        const expected = Math.exp(-rate) * (1 + rate * cdf(x));
        const found = chanceUpTo(law, x);
        assert.ok(Math.abs(found - expected) < 1e-3, `P(L ≤ ${x}) = ${found} instead of ${expected}`);
      }
    });
});
