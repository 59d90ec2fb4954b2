import assert from 'node:assert/strict';
import { exactFigures, solvedState } from '../../assembly/exact-figures.ts';
import { Cancelled } from '../../cancellation.ts';
import { chanceUpTo, quantileOf } from '../../exact/annual-law.ts';
import { solveInPieces, workByBlock } from '../../exact/group.ts';
import { stateModel } from '../../exact/state-model.ts';
import { createWorkspace, type Workspace } from '../../exact/workspace.ts';
import { emptyScope, environment, lawOf } from '../../expressions/index.ts';
import { solve } from '../../index.ts';
import type { RiskModel } from '../../model.ts';
import { constant, draw, loss, model, pert, plus, threat, times, to } from '../examples.ts';
import { compoundPoisson } from './reference.ts';

const amount = to(1e4, 1e5);

/** Threats with losses of their own each. */
const many = (count: number): RiskModel =>
  model(
    Array.from({ length: count }, (_, i) =>
      threat(`T${i}`, pert(0.2, 1, 3), loss([to(1e4 + i, 1e5 + i)], [[constant(0.1), to(1e5, 1e6 + i)]])),
    ),
  );

const everyOf = (of: RiskModel): number[] => of.threats.map((_, t) => t);

function sumOf(of: RiskModel, workspace: Workspace = createWorkspace()) {
  const found = exactFigures(solvedState(stateModel(of, [], workspace), workspace), everyOf(of));
  assert.ok(found, 'left to the simulation');
  return found;
}

describe('the sum of many threats', () => {
  for (const count of [7, 60, 1000])
    it(`of ${count} equal ones is the law of one with all of their events`, () => {
      const rate = 0.8;
      const { law } = sumOf(
        model(Array.from({ length: count }, (_, i) => threat(`T${i}`, constant(rate), loss([amount])))),
      );
      const { cdf, mean } = lawOf(amount, environment(emptyScope));
      const range = count * rate * mean * 2 + 20 * mean * Math.sqrt(count);
      const reference = compoundPoisson([[count * rate, 1]], cdf, range, 18);
      for (const q of [0.5, 0.9, 0.99, 0.999]) {
        const expected = reference.quantile(q);
        assert.ok(
          Math.abs(quantileOf(law, q) / expected - 1) < 1e-4,
          `P${100 * q} = ${quantileOf(law, q)}, ${expected}`,
        );
      }
    }).timeout(20_000);

  it('is exact however many shared quantities there are, if each is shared by few', async () => {
    const pairs = 120;
    const of = model(
      Array.from({ length: 2 * pairs }, (_, t) => {
        const of = { kind: 'shared', index: t >> 1 } as const;
        return threat(`T${t}`, times(of, constant(0.2 + t / 1000)), loss([times(of, to(1e4 + t, 1e5 + t))]));
      }),
      {
        shared: Array.from({ length: pairs }, (_, i) => ({ name: `S${i}`, expression: pert(0.5, 1, 3 + i / pairs) })),
        trials: 20_000,
      },
    );
    const workspace = createWorkspace();
    const work = workByBlock(stateModel(of, [], workspace), everyOf(of), workspace);
    assert.equal(work.length, pairs);
    assert.ok(work.reduce((sum, block) => sum + block.work, 0) > 1500);
    const { figures } = sumOf(of, workspace);
    const { total } = await solve(of, { method: 'simulation' });
    const { standardErrors, ...simulated } = total.current!;
    for (const name of ['p50', 'p90', 'p99'] as const) {
      const [low, high] = standardErrors![name];
      const away = Math.abs(figures[name] - simulated[name]);
      assert.ok(away <= high - low, `${name} is ${figures[name]}, simulated ${simulated[name]}, ${low} to ${high}`);
    }
  }).timeout(20_000);

  it('takes about as many cells for each of them, however many they are', () => {
    const cellsEach = (count: number): number => {
      const workspace = createWorkspace();
      let cells = 0;
      sumOf(many(count), {
        ...workspace,
        keep: (key, spectrum) => {
          cells += spectrum.re.length;
          workspace.keep(key, spectrum);
        },
      });
      return cells / count;
    };
    assert.ok(cellsEach(400) < 1.5 * cellsEach(50));
  }).timeout(20_000);

  it('multiplies again only what an edit touches', () => {
    const workspace = createWorkspace();
    const before = many(200);
    sumOf(before, workspace);
    const threats = before.threats.map((t, i) => (i === 77 ? threat('T77', constant(1), loss([to(2e4, 2e5)])) : t));
    let made = 0;
    const edited = sumOf(
      { ...before, threats },
      {
        ...workspace,
        keep: (key, spectrum) => {
          made++;
          workspace.keep(key, spectrum);
        },
      },
    );
    assert.ok(made < 60, `${made} transforms`);
    assert.deepEqual(edited.figures, sumOf({ ...before, threats }).figures);
  }).timeout(20_000);

  it('comes in pieces, between which it can be given up', async () => {
    const of = many(1500);
    const workspace = createWorkspace();
    const state = stateModel(of, [], workspace);
    let pieces = 0;
    for (const _ of solveInPieces(state, everyOf(of), 1e8, workspace)) pieces++;
    assert.ok(pieces >= 2, `${pieces} pieces`);
    const cancellation = { cancelled: false, breathe: async () => void breaths++ };
    let breaths = 0;
    Object.defineProperty(cancellation, 'cancelled', { get: () => breaths > 5 });
    await assert.rejects(solve(of, { cancellation }), Cancelled);
    assert.equal(breaths, 6);
  }).timeout(30_000);
});

describe('a law on a ladder of windows', () => {
  it('keeps all of its chance where many events are far smaller than the cells of the widest one', () => {
    const contacts = draw({ law: 'lognormal', mu: 2.68, sigma: 0.645 });
    const rare = draw({ law: 'lognormal', mu: 12.12, sigma: 1.047 });
    const small = draw({ law: 'lognormal', mu: 10.34, sigma: 1.167 });
    const heavy = draw({ law: 'pareto', min: 59_580, shape: 3.227 });
    const { law } = sumOf(
      model([
        threat('A', times(contacts, pert(0.05, 0.3, 0.9)), loss([plus(constant(183_440), small), plus(rare, heavy)])),
      ]),
    );
    const all = law.smooth[law.smooth.length - 1] + law.atomsUpTo[law.atomsUpTo.length - 1];
    assert.ok(Math.abs(1 - all) < 1e-5, `${1 - all} is left`);
  });

  it('is known down to the smallest losses, far below its figures', () => {
    const of = to(1e3, 1e5);
    const { law } = sumOf(model([threat('A', constant(0.1), loss([of], [[constant(0.3), to(1e7, 2e7)]]))]));
    // One event without a reaction, or none: two are rare, and known as the sum of two.
    const { cdf } = lawOf(of, environment(emptyScope));
    const reference = compoundPoisson([[0.07, 1]], cdf, 4e5, 18);
    const none = Math.exp(-0.03);
    for (const q of [0.94, 0.96, 0.98]) {
      const x = reference.quantile(q);
      assert.ok(Math.abs(chanceUpTo(law, x) - none * q) < 1e-5, `${chanceUpTo(law, x)} instead of ${none * q}`);
    }
  });

  it('counts no event of a threat that nothing sets off', () => {
    const workspace = createWorkspace();
    const of = model([threat('A', constant(0.2), loss([amount])), threat('Never', null, loss([constant(39_260)]))]);
    const found = exactFigures(solvedState(stateModel(of, [], workspace), workspace), [0, 1]);
    assert.ok(Math.abs((found?.figures.probabilityOfLoss ?? 0) - (1 - Math.exp(-0.2))) < 1e-9);
  });
});

describe('the spread of a sum of expected losses', () => {
  /** Quantile of a sum of independent quantities by convolution of `points` equally likely values each, on a fine grid. */
  function convolved(quantiles: readonly ((p: number) => number)[], q: number, step: number): number {
    let mass = Float64Array.of(1);
    for (const quantile of quantiles) {
      const points = 2000;
      const values = Array.from({ length: points }, (_, i) => quantile((i + 0.5) / points) / step);
      const next = new Float64Array(mass.length + Math.ceil(values[points - 1]) + 1);
      const own = new Float64Array(Math.ceil(values[points - 1]) + 1);
      for (const v of values) {
        const k = Math.floor(v);
        own[k] += (1 - (v - k)) / points;
        if (k + 1 < own.length) own[k + 1] += (v - k) / points;
      }
      for (let i = 0; i < mass.length; i++) for (let k = 0; k < own.length; k++) next[i + k] += mass[i] * own[k];
      mass = next;
    }
    let sum = 0;
    for (let k = 0; k < mass.length; k++) {
      if (sum + mass[k] >= q) return (k - 0.5 + (q - sum) / mass[k]) * step;
      sum += mass[k];
    }
    return Number.NaN;
  }

  it('is that of the convolved laws', () => {
    const rates = [
      draw({ law: 'uniform', min: 0, max: 2 }),
      draw({ law: 'uniform', min: 1, max: 1.5 }),
      to(0.05, 2),
      draw({ law: 'exponential', mean: 0.4 }),
      pert(0.1, 0.5, 4),
    ];
    const { figures } = sumOf(model(rates.map((rate, i) => threat(`T${i}`, rate, loss([constant(100)])))));
    const laws = rates.map((rate) => lawOf(rate, environment(emptyScope)));
    const quantiles = laws.map((law) => (p: number) => 100 * law.quantile(p));
    for (const [found, q] of [
      [figures.aleP5, 0.05],
      [figures.aleP95, 0.95],
    ]) {
      const expected = convolved(quantiles, q, 0.5);
      assert.ok(Math.abs(found / expected - 1) < 2e-3, `${found} instead of ${expected}`);
    }
  }).timeout(20_000);
});
