import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { expectedLoss, type Outline, type RiskModel, solve, states } from '../../index.ts';
import { constant, control, model, pert, product, shared, threat } from '../models.ts';

/** Three threats with a shared estimate, a consequence and controls in place and planned. */
const three: RiskModel = model(
  [
    threat('A', pert(1, 2, 4), product(pert(1e3, 2e3, 6e3), shared(0)), {
      leadsTo: [{ target: 2, probability: constant(0.3) }],
    }),
    threat('B', pert(0.1, 0.5, 2), shared(0)),
    threat('C', pert(0.1, 0.5, 2), pert(1e4, 2e4, 4e4)),
  ],
  {
    shared: [{ name: 'estimate E', expression: pert(1, 2, 5) }],
    controls: [
      control('Now', [{ factor: 'frequency', by: constant(0.4), threats: [0, 1] }], { status: 'in-place' }),
      control('Later', [{ factor: 'loss', by: pert(0.2, 0.3, 0.6), threats: [2] }], { status: 'planned' }),
    ],
    groups: [
      { kind: 'element', name: 'G', threats: [0, 2] },
      { kind: 'element', name: 'H', threats: [1] },
    ],
  },
);

const outline: Outline = { threats: new Set([1]), groups: new Set([0]), total: new Set(['current']) };

describe('an outline of the figures', () => {
  it('has the means of everything, the same to the last digit', async () => {
    const [whole, part] = [await solve(three), await solve(three, { outline })];
    for (const state of states) {
      assert.equal(part.total[state]?.ale, whole.total[state]?.ale);
      for (const kind of ['threats', 'groups'] as const)
        part[kind].forEach((each, i) => {
          assert.equal(each[state]?.ale, whole[kind][i][state]?.ale, `${each.name} ${state}`);
          assert.equal(each[state]?.eventsPerYear, whole[kind][i][state]?.eventsPerYear);
        });
    }
    assert.deepEqual(part.controls, whole.controls);
    assert.deepEqual(
      part.appetite.map(({ actual }) => actual),
      whole.appetite.map(({ actual }) => actual),
    );
  });

  it('has the laws that are asked for, and NaN in the place of all others', async () => {
    const [whole, part] = [await solve(three), await solve(three, { outline })];
    assert.equal(part.total.current?.p95, whole.total.current?.p95);
    assert.equal(part.threats[1].target?.p99, whole.threats[1].target?.p99);
    assert.equal(part.groups[0].inherent?.p50, whole.groups[0].inherent?.p50);
    for (const without of [part.total.target, part.threats[0].current, part.groups[1].current]) {
      assert.ok(Number.isNaN(without?.p95));
      assert.deepEqual(without?.curve, []);
    }
  });
});

describe('the expected loss of one threat', () => {
  it('is that of its figures', async () => {
    const { threats } = await solve(three);
    for (const [t, figures] of threats.entries()) {
      const { current, target, simulated } = await expectedLoss(three, t);
      assert.deepEqual([current, target, simulated], [figures.current?.ale, figures.target?.ale, false]);
    }
  });

  it('is closed form for a contest that depends on a shared estimate, too, as in its figures', async () => {
    const skill = { kind: 'min' as const, items: [shared(0), constant(0.7)] };
    const contest = model(
      [
        {
          ...threat('A', null, pert(1e3, 2e3, 6e3)),
          frequency: {
            by: 'factors',
            threatEvents: { by: 'rate', threatEvents: constant(2) },
            vulnerability: { by: 'contest', capability: skill, resistance: pert(0.2, 0.4, 0.6) },
          },
        },
      ],
      { shared: [{ name: 'estimate E', expression: pert(0.3, 0.5, 0.8) }], trials: 2000 },
    );
    const { threats } = await solve(contest);
    const found = await expectedLoss(contest, 0);
    assert.equal(found.simulated, false);
    assert.equal(found.current, threats[0].current?.ale);
  });

  it('is none where nothing can happen, or a control is broken', async () => {
    const silent = model([threat('A', null, constant(5))]);
    assert.equal((await expectedLoss(silent, 0)).current, null);
    const broken = model([threat('A', constant(1), constant(5), { unknownIn: ['target'] })]);
    assert.deepEqual(await expectedLoss(broken, 0), { current: 5, target: null, simulated: false });
  });
});
