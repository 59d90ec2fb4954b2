import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createSolverCache, type Figures, type RiskModel, solve } from '../../index.ts';
import { constant, control, draw, loss, model, threat } from '../examples.ts';

const rates = [1, 2, 3];
const controls = 10;
const shape = 4;

/** Threats whose rates are all cut by many controls, each by 1 − U^(1/4) for the year, U uniform on 0–1. */
function cutByMany(more: Partial<RiskModel> = {}, order: 1 | -1 = 1): RiskModel {
  const names = Array.from({ length: controls }, (_, c) => `C${c}`);
  if (order < 0) names.reverse();
  return model(
    rates.map((rate, i) => threat(`T${i}`, constant(rate), loss([draw({ law: 'exponential', mean: 100 })]))),
    {
      controls: names.map((name) =>
        control(name, [{ factor: 'frequency', by: draw({ law: 'beta', alpha: 1, beta: shape }), threats: [0, 1, 2] }], {
          status: 'in-place',
        }),
      ),
      ...more,
    },
  );
}

/**
 * P(loss > x): the product of the shares that are left is e^(−g) with a gamma law of shape 10 and rate 4 for g; given it the number of
 * losses is Poisson and their sum an Erlang law.
 */
function exceedance(x: number): number {
  const total = rates.reduce((a, b) => a + b);
  let factorial = 1;
  for (let k = 2; k < controls; k++) factorial *= k;
  const steps = 4000;
  const h = 20 / steps;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const g = (i + 0.5) * h;
    const rate = total * Math.exp(-g);
    let chance = 0;
    let poisson = Math.exp(-rate);
    // P(Erlang_n > x) = Σ_(k < n) e^(−y) y^k / k!.
    let term = Math.exp(-x / 100);
    let beyond = 0;
    for (let n = 1; n < 40; n++) {
      poisson *= rate / n;
      beyond += term;
      term *= x / 100 / n;
      chance += poisson * beyond;
    }
    sum += ((chance * shape * (shape * g) ** (controls - 1) * Math.exp(-shape * g)) / factorial) * h;
  }
  return sum;
}

async function total(of: RiskModel): Promise<Figures> {
  const { current } = (await solve(of)).total;
  assert.ok(current);
  assert.equal(current.method, 'hybrid');
  return current;
}

describe('points in the place of many quantities of the year', () => {
  it('give the law within its standard errors', async () => {
    const figures = await total(cutByMany());
    assert.equal(figures.aleStandardError, 0);
    assert.ok(Math.abs(figures.ale / (6 * 100 * 0.8 ** controls) - 1) < 1e-12);
    const none = figures.curve.find(([x]) => x === 0)?.[1] ?? Number.NaN;
    assert.ok(Math.abs(none / exceedance(0) - 1) < 0.003, `${none}, not ${exceedance(0)}`);
    // Surer than the simulated years that it stands in for.
    for (const [x, p] of figures.curve) {
      const sure = 4 * Math.sqrt(exceedance(x) / 20_000);
      assert.ok(Math.abs(p - exceedance(x)) < sure, `P(loss > ${x}) = ${p}, not ${exceedance(x)}`);
    }
  });

  it('have honest standard errors', async () => {
    let square = 0;
    const seeds = 4;
    for (let s = 0; s < seeds; s++) {
      const { p99, standardErrors } = await total(cutByMany({ seed: `seed ${s}`, trials: 1000 }));
      const [low, high] = standardErrors?.p99 ?? assert.fail();
      // The true P99 by halving.
      let [a, b] = [0, 1000];
      for (let k = 0; k < 40; k++) {
        const middle = 0.5 * (a + b);
        if (exceedance(middle) > 0.01) a = middle;
        else b = middle;
      }
      const z = (p99 - a) / ((high - low) / 4 || 1);
      square += (z * z) / seeds;
    }
    assert.ok(square < 4, `mean square of ${square} standard errors`);
  });

  it('follow from names and seed: not from the order of declarations, nor from what a cache has seen', async () => {
    const cache = createSolverCache();
    const figures = await total(cutByMany());
    await solve(cutByMany({ seed: 'another' }), { cache });
    assert.deepEqual((await solve(cutByMany(), { cache })).total.current, figures);
    assert.deepEqual(await total(cutByMany()), figures);
    const turned = await total(cutByMany({}, -1));
    for (const key of ['p90', 'p95', 'p99', 'probabilityOfLoss'] as const)
      assert.ok(Math.abs(turned[key] - figures[key]) <= 1e-9 * Math.abs(figures[key]), key);
    assert.notEqual((await total(cutByMany({ seed: 'another' }))).p99, figures.p99);
  });
});
