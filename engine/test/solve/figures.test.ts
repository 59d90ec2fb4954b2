import assert from 'node:assert/strict';
import { createSolverCache, type Figures, type RiskModel, solve, states } from '../../index.ts';
import { constant, control, draw, loss, model, pert, shared, threat, times, to } from '../examples.ts';

const near = (found: number, expected: number, relative: number): void =>
  assert.ok(Math.abs(found - expected) <= relative * Math.abs(expected), `${found} is not ${expected}`);

const current = async (of: RiskModel): Promise<Figures> => {
  const { total } = await solve(of);
  assert.ok(total.current);
  return total.current;
};

function area(figures: Figures): number {
  let sum = 0;
  for (let i = 1; i < figures.curve.length; i++) {
    const [x, p] = figures.curve[i - 1];
    const [y, q] = figures.curve[i];
    sum += ((y - x) * (p + q)) / 2;
  }
  return sum;
}

describe('figures', () => {
  it('of the loss exceedance curve: it rises in loss, falls in chance, and its area is the ALE', async () => {
    const figures = await current(
      model([threat('A', to(0.2, 3), loss([to(1e5, 1e6)], [[pert(0.1, 0.2, 0.5), to(1e5, 2e6)]]))]),
    );
    assert.ok(figures.curve.length >= 64);
    for (let i = 1; i < figures.curve.length; i++) {
      assert.ok(figures.curve[i][0] > figures.curve[i - 1][0]);
      assert.ok(figures.curve[i][1] <= figures.curve[i - 1][1]);
    }
    assert.equal(figures.curve[0][1], figures.probabilityOfLoss);
    near(area(figures), figures.ale, 3e-3);
  });

  it('grow with the unit of money', async () => {
    const of = (scale: number): RiskModel =>
      model([threat('A', pert(0.2, 0.5, 2), loss([to(1e5 * scale, 1e6 * scale)]))]);
    const [one, ten] = [await current(of(1)), await current(of(10))];
    for (const key of ['ale', 'aleP5', 'aleP95', 'p50', 'p90', 'p95', 'p99', 'tvar95'] as const)
      if (one[key] !== 0) near(ten[key], 10 * one[key], 2e-4);
  });

  it('of the means add up', async () => {
    const solved = await solve(
      model([
        threat('A', pert(1, 2, 4), loss([to(1e4, 1e5)])),
        threat('B', constant(0.3), loss([pert(1e5, 2e5, 4e5)])),
      ]),
    );
    near(
      solved.total.current?.ale ?? 0,
      (solved.threats[0].current?.ale ?? 0) + (solved.threats[1].current?.ale ?? 0),
      1e-12,
    );
  });

  it('fall from state to state', async () => {
    const solved = await solve(
      model([threat('A', to(0.5, 5), loss([to(1e4, 1e5)]))], {
        controls: [
          control('In place', [{ factor: 'frequency', by: pert(0.2, 0.5, 0.8), threats: [0] }], { status: 'in-place' }),
          control('Planned', [{ factor: 'loss', by: constant(0.4), threats: [0] }], { coverage: pert(0.5, 0.7, 0.9) }),
        ],
      }),
    );
    const [inherent, now, target] = states.map((s) => solved.total[s]);
    assert.ok(inherent && now && target);
    near(now.ale, inherent.ale * 0.5, 1e-9);
    near(target.ale, now.ale * (1 - 0.4 * 0.7), 1e-9);
    assert.ok(inherent.p95 > now.p95 && now.p95 > target.p95);
  });

  it('of the expected loss are as sure as the frequency', async () => {
    const figures = await current(model([threat('A', to(0.1, 10), loss([constant(1000)]))]));
    near(figures.aleP5, 100, 1e-6);
    near(figures.aleP95, 10_000, 1e-6);
  });

  it('of events that are set off', async () => {
    const solved = await solve(
      model([
        threat('A', constant(2), loss([constant(100)]), { leadsTo: [{ target: 1, probability: constant(0.5) }] }),
        threat('B', null, loss([constant(1000)])),
      ]),
    );
    near(solved.threats[1].current?.probabilityOfLoss ?? 0, 1 - Math.exp(-1), 1e-9);
    near(solved.threats[1].current?.ale ?? 0, 1000, 1e-12);
    near(solved.threats[0].aleWithConsequences.current ?? 0, 1200, 1e-12);
    // P(no more than 100 in total): no event, or one of A alone.
    const curve = solved.total.current?.curve ?? [];
    near(1 - (curve.find(([x]) => x === 100)?.[1] ?? 0), Math.exp(-2) * (1 + 2 * 0.5), 1e-9);
  });

  it('of threats that share an estimate spread wider than of independent ones', async () => {
    const size = draw({ law: 'lognormal', mu: 0, sigma: 1 });
    const of = (amount: typeof size): RiskModel =>
      model(
        [
          threat('A', constant(5), loss([times(pert(10, 20, 30), amount)])),
          threat('B', constant(5), loss([times(pert(10, 20, 30), amount)])),
        ],
        {
          shared: [{ name: 'size', expression: size }],
        },
      );
    const [together, apart] = [await current(of(shared(0))), await current(of(size))];
    assert.equal(together.method, 'exact');
    near(together.ale, apart.ale, 1e-9);
    near(together.ale, 200 * Math.exp(0.5), 1e-9);
    assert.ok(together.p99 > 1.5 * apart.p99);
  });

  it('of other threats stay the same to the last digit when one is edited', async () => {
    const of = (rate: number): RiskModel =>
      model([threat('A', constant(rate), loss([to(10, 50)])), threat('B', to(0.1, 3), loss([to(1e4, 2e5)]))]);
    const [one, other] = [await solve(of(1)), await solve(of(7))];
    assert.deepEqual(one.threats[1], other.threats[1]);
  });

  it('are none where a control is broken', async () => {
    const solved = await solve(model([threat('A', constant(1), loss([constant(5)]), { unknownIn: ['target'] })]));
    assert.equal(solved.threats[0].target, null);
    assert.equal(solved.total.target, null);
    near(solved.total.current?.ale ?? 0, 5, 1e-12);
  });

  it('are none where nothing can happen', async () => {
    const solved = await solve(model([threat('A', null, loss([constant(5)]))]));
    assert.equal(solved.threats[0].current, null);
  });

  it('of a heavy tail', async () => {
    const figures = await current(
      model([threat('A', constant(0.1), loss([draw({ law: 'pareto', min: 1e4, shape: 1.5 })]))]),
    );
    near(figures.ale, 3000, 1e-12);
    // A single jump dominates: P(loss > x) ≈ 0.1 (x / 10 000)^−1.5.
    near(figures.p99, 1e4 * 10 ** (2 / 3), 0.1);
    assert.ok(figures.tvar95 > figures.p95);
  });
});

describe('a solver cache', () => {
  it('changes no figure', async () => {
    const cache = createSolverCache();
    const of = (rate: number): RiskModel =>
      model(
        [
          threat('A', times(constant(rate), shared(0)), loss([to(10, 50)])),
          threat('B', shared(0), loss([to(1e4, 2e5)])),
        ],
        {
          shared: [{ name: 'season', expression: pert(0.5, 1, 2 * rate) }],
        },
      );
    await solve(of(1), { cache });
    assert.deepEqual(await solve(of(3), { cache }), await solve(of(3)));
    assert.deepEqual(await solve(of(1), { cache }), await solve(of(1)));
  });
});
