import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Expression, type Figures, type Law, type RiskModel, solve } from '../../index.ts';
import { distributionOf } from '../../laws/index.ts';
import { constant, draw, loss, model, shared, threat, times } from '../examples.ts';

const size: Law = { law: 'lognormal', mu: Math.log(1000), sigma: 0.8 };

async function current(of: RiskModel): Promise<Figures> {
  const { total } = await solve(of);
  assert.ok(total.current);
  assert.equal(total.current.method, 'exact');
  return total.current;
}

/** P(S·A₀ ≤ x) by the midpoint rule over S. */
function chanceOf(x: number, upTo: (a: number) => number, of: Law = size): number {
  const law = distributionOf(of);
  const nodes = 20_000;
  let sum = 0;
  for (let k = 0; k < nodes; k++) sum += upTo(x / law.quantile((k + 0.5) / nodes)) / nodes;
  return sum;
}

/** P(N ≤ n) of a Poisson number. */
function poissonUpTo(n: number, rate: number): number {
  let term = Math.exp(-rate);
  let sum = term;
  for (let k = 1; k <= n; k++) {
    term *= rate / k;
    sum += term;
  }
  return sum;
}

function holds(figures: Figures, upTo: (a: number) => number, of: Law = size): void {
  for (const [q, x] of [
    [0.9, figures.p90],
    [0.95, figures.p95],
    [0.99, figures.p99],
  ] as const) {
    const found = chanceOf(x, upTo, of);
    assert.ok(Math.abs(found - q) < 2e-4 * (1 - q) + 1e-5, `P(loss ≤ ${x}) = ${found}, not ${q}`);
  }
}

const sized = (law: Law = size) => ({ shared: [{ name: 'asset Orders.size', expression: draw(law) }] });

describe('a quantity of the year that scales all losses of a block', () => {
  it('leaves no steps where the losses have fixed sizes', async () => {
    const figures = await current(model([threat('A', constant(0.7), loss([times(constant(3), shared(0))]))], sized()));
    holds(figures, (a) => poissonUpTo(Math.floor(a / 3 + 1e-12), 0.7));
    assert.ok(figures.curve.length >= 64);
    assert.ok(Math.abs(figures.ale / (0.7 * 3 * 1000 * Math.exp(0.32)) - 1) < 1e-12);
  });

  it('does so for several threats, and many events', async () => {
    const threats = [1, 2].map((k) => threat(`T${k}`, constant(20), loss([times(constant(k), shared(0))])));
    const figures = await current(model(threats, sized()));
    // Σ k·N_k: at most 20 steps of a few hundred, summed out directly.
    const upTo = (a: number): number => {
      let sum = 0;
      for (let two = 0; 2 * two <= a; two++) {
        const exactly = poissonUpTo(two, 20) - (two > 0 ? poissonUpTo(two - 1, 20) : 0);
        sum += exactly * poissonUpTo(Math.floor(a - 2 * two), 20);
      }
      return sum;
    };
    const law = distributionOf(size);
    for (const [q, x] of [
      [0.9, figures.p90],
      [0.99, figures.p99],
    ] as const) {
      const nodes = 1000;
      let found = 0;
      for (let k = 0; k < nodes; k++) found += upTo(x / law.quantile((k + 0.5) / nodes)) / nodes;
      assert.ok(Math.abs(found - q) < 1e-3 * (1 - q) + 1e-4, `P(loss ≤ ${x}) = ${found}, not ${q}`);
    }
  });

  it('is added to what does not depend on it', async () => {
    const threats = [
      threat('A', constant(0.7), loss([times(constant(3), shared(0))])),
      threat('B', constant(0.5), loss([constant(4000)])),
    ];
    const figures = await current(model(threats, sized()));
    const poisson = (n: number): number => poissonUpTo(n, 0.5) - (n > 0 ? poissonUpTo(n - 1, 0.5) : 0);
    const upTo = (x: number): number => {
      let sum = 0;
      for (let n = 0; 4000 * n <= x; n++) {
        sum += poisson(n) * chanceOf(x - 4000 * n, (a) => poissonUpTo(Math.floor(a / 3 + 1e-12), 0.7));
      }
      return sum;
    };
    for (const [q, x] of [
      [0.9, figures.p90],
      [0.99, figures.p99],
    ] as const)
      assert.ok(Math.abs(upTo(x) - q) < 2e-3 * (1 - q) + 1e-4, `P(loss ≤ ${x}) = ${upTo(x)}, not ${q}`);
  });

  it('may be a product of many, each too wide for a few values', async () => {
    const many = 5;
    const wide = (k: number): Expression =>
      k === 0 ? draw({ law: 'exponential', mean: 2 }) : times(wide(k - 1), shared(k - 1));
    const threats = ['A', 'B'].map((name) => threat(name, draw({ law: 'exponential', mean: 1 }), loss([wide(many)])));
    const each: Law = { law: 'lognormal', mu: 0, sigma: 0.5 };
    const estimates = Array.from({ length: many }, (_, k) => ({ name: `estimate E${k}`, expression: draw(each) }));
    const figures = await current(model(threats, { shared: estimates }));
    // Each threat: geometric sum of exponentials; P(N = 0) = ½, else exponential with mean 4. Two of them: ¼, ½ Exp, ¼ Erlang.
    const upTo = (a: number): number =>
      a < 0 ? 0 : 0.25 + 0.5 * (1 - Math.exp(-a / 4)) + 0.25 * (1 - Math.exp(-a / 4) * (1 + a / 4));
    holds(figures, upTo, { law: 'lognormal', mu: 0, sigma: 0.5 * Math.sqrt(many) });
  });
});
