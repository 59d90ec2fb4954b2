/** What would take too long exactly is simulated, and what is left out of a law is sampled. Work is counted, never timed. */
import assert from 'node:assert/strict';
import { createWorkspace, type Workspace } from '../../exact/workspace.ts';
import type { Expression, RiskModel, Threat } from '../../model.ts';
import { solve } from '../../solve.ts';
import { constant, draw, loss, model, pert, plus, shared, threat, times, to } from '../examples.ts';
import { entangled } from '../models.ts';

interface Work {
  /** Cells that were transformed, one way or the other. */
  cells: number;
  /** Laws that were made. */
  laws: number;
}

/** A workspace that counts what is done with it. */
function counting(): { readonly cache: Workspace; readonly work: Work } {
  const inner = createWorkspace();
  const work: Work = { cells: 0, laws: 0 };
  const counted =
    <A extends unknown[], R>(n: number, f: (...args: A) => R) =>
    (...args: A): R => {
      work.cells += n;
      return f(...args);
    };
  const transform: Workspace['transform'] = (n) => {
    const { length, forward, inverse } = inner.transform(n);
    return { length, forward: counted(n, forward), inverse: counted(n, inverse) };
  };
  const set: Workspace['laws']['set'] = (key, law) => {
    work.laws++;
    return inner.laws.set(key, law);
  };
  return { cache: { ...inner, transform, laws: { ...inner.laws, set } }, work };
}

async function workOf(of: RiskModel): Promise<Work & { readonly methods: readonly (string | undefined)[] }> {
  const { cache, work } = counting();
  const figures = await solve(of, { cache });
  return { ...work, methods: figures.threats.map(({ inherent }) => inherent?.method) };
}

const year = (name: string, expression: Expression): RiskModel['shared'][number] => ({ name, expression });
const heavy = draw({ law: 'pareto', min: 0.6, shape: 2.8 });
const leaning: Expression = draw({ law: 'quantile-parameterized', p5: 3, p50: 20, p95: 24, scale: 'log' });

describe('a loss that depends on itself in many ways', () => {
  it('is simulated, with its mean in closed form and a spread of its factors', async () => {
    const [{ current, factors }] = (await solve(entangled())).threats;
    assert.equal(current?.method, 'simulation');
    // E[L0] = 1.25, E[L0²] = 1.75; E[L1] = 1.25², E[L0·L1] = 1.75 · 1.25; E[Size] = e^0.08.
    const size = Math.exp(0.08);
    const ale = 10 * 1.25 + 0.4 * size * (40 * 1.25 + 80 * 1.25 * 1.25 + 120 * 1.75 * 1.25);
    assert.ok(Math.abs(current.ale / ale - 1) < 1e-3, `${current.ale} ${ale}`);
    const loss = factors.secondaryLoss;
    assert.ok(loss && loss.p5 < loss.p50 && loss.p50 < loss.mean && loss.mean < loss.p95);
  });
});

describe('the work that a model takes', () => {
  it('is that of one law where the year only scales losses, quotients and sums included', async () => {
    const size = year('Size', to(0.4, 2.2));
    const quotient: Expression = { kind: 'quotient', left: times(pert(1, 3, 9), shared(0)), right: pert(1, 2, 4) };
    const found = await workOf(model([threat('Scaled', to(0.5, 3), loss([quotient]))], { shared: [size] }));
    assert.deepEqual(found.methods, ['exact']);
    assert.ok(found.laws <= 60, `${found.laws} laws`);
  });

  it('is that of no points where laws are other ones for each value of the year', async () => {
    const amount = times(plus(times(leaning, shared(0)), to(2, 40)), shared(1));
    const found = await workOf(
      model([threat('Mixed', times(heavy, times(shared(0), shared(1))), loss([amount]))], {
        shared: [year('One', heavy), year('Other', heavy)],
        trials: 2_000,
      }),
    );
    assert.deepEqual(found.methods, ['simulation']);
    assert.ok(found.laws <= 200, `${found.laws} laws`);
    assert.ok(found.cells <= 100_000, `${found.cells} cells`);
  });

  it('ends with the coarsest grids where points would have to place point masses that no step fits', async () => {
    const steps = (values: number[]): Expression => draw({ law: 'discrete', values, weights: [0.2, 0.5, 0.3] });
    const first: Threat = {
      ...threat('First', times(to(0.1, 6), shared(0)), loss([times(leaning, shared(0)), times(leaning, shared(1))])),
      leadsTo: [{ target: 1, probability: pert(0.1, 0.2, 0.5) }],
    };
    const second = threat('Second', to(0.05, 4), loss([steps([1.1234567, 2.7654321, 9.1357913])]));
    const found = await workOf(
      model([first, second], {
        shared: [year('One', heavy), year('Other', heavy)],
        trials: 2_000,
      }),
    );
    assert.ok(found.cells <= 5_000_000, `${found.cells} cells`);
    assert.ok(found.laws <= 3_000, `${found.laws} laws`);
  });

  it('does not grow with the combinations of quantities in a mean', async () => {
    const quantities = Array.from({ length: 5 }, (_, i) => year(`Share ${i}`, pert(0.1, 0.3 + 0.05 * i, 0.9)));
    const shares = quantities.map((_, i) => shared(i));
    const without = (e: Expression): Expression => ({ kind: 'difference', left: constant(1), right: e });
    const contested: Threat = {
      ...threat('Contested', null, loss([[shares[0], shares[1], to(5, 50)].reduce(times)])),
      frequency: {
        by: 'factors',
        threatEvents: { by: 'rate', threatEvents: [...shares, ...shares.map(without)].reduce(times) },
        vulnerability: {
          by: 'contest',
          capability: times(pert(0.2, 0.5, 0.9), shares[0]),
          resistance: times(draw({ law: 'beta', alpha: 2, beta: 5 }), shares[1]),
        },
      },
    };
    const found = await workOf(model([contested], { shared: quantities, trials: 2_000 }));
    // One table of the contest, not one integral for each pair of values.
    assert.ok(found.laws <= 1_000, `${found.laws} laws`);
  });
});
