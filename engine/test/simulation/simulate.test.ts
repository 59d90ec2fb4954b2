import assert from 'node:assert/strict';
import { simulate } from '../../simulation/simulate.ts';
import { constant, model, threat, uniform } from '../models.ts';

const options = { trials: 5000, seed: 'simulate', keepSamples: true };
const group = (name: string, threats: readonly number[]) => ({ kind: 'element' as const, name, threats });

describe('what is asked of a simulation', () => {
  it('a group counts each of its threats once, and the system all of them', async () => {
    const of = model([threat('A', constant(1), uniform(1, 2)), threat('B', constant(2), uniform(3, 4))], {
      groups: [group('both', [0, 1]), group('one', [1])],
    });
    const result = await simulate(of, options);
    assert.deepEqual(result.groups.get(0), result.total);
    assert.deepEqual(result.groups.get(1), result.threats.get(1));
    const [a, b] = [0, 1].map((index) => result.threats.get(index)?.inherent?.ale as number);
    assert.ok(Math.abs((result.total?.inherent?.ale as number) - a - b) < 1e-9 * (a + b));
  });

  it('a state that is unknown has no figures, nor has what it sets off, nor its groups', async () => {
    const of = model(
      [
        threat('A', constant(1), constant(1), {
          unknownIn: ['target'],
          leadsTo: [{ target: 1, probability: constant(0.5) }],
        }),
        threat('B', constant(1), constant(1)),
        threat('C', constant(1), constant(1)),
      ],
      { groups: [group('B and C', [1, 2]), group('C', [2])] },
    );
    const result = await simulate(of, options);
    const known = (figures: { target: unknown; current: unknown } | null | undefined): boolean[] => [
      figures?.current !== null,
      figures?.target !== null,
    ];
    assert.deepEqual(
      [0, 1, 2].map((index) => known(result.threats.get(index))),
      [
        [true, false],
        [true, false],
        [true, true],
      ],
    );
    assert.deepEqual(
      [known(result.groups.get(0)), known(result.groups.get(1)), known(result.total)],
      [
        [true, false],
        [true, true],
        [true, false],
      ],
    );
  });

  it('a threat without events, a group without threats and a model without any have zeros', async () => {
    const idle = await simulate(model([threat('A', null, constant(5))], { groups: [group('none', [])] }), options);
    const empty = await simulate(model([]), options);
    for (const figures of [idle.threats.get(0), idle.groups.get(0), empty.total]) {
      const { ale, p99, tvar95, probabilityOfLoss, meanLossPerEvent, curve } = figures?.current ?? assert.fail();
      assert.deepEqual([ale, p99, tvar95, probabilityOfLoss, meanLossPerEvent, curve], [0, 0, 0, 0, null, [[0, 0]]]);
    }
  });

  it('only what is asked for is given', async () => {
    const of = model([threat('A', constant(1), constant(1)), threat('B', constant(1), constant(1))]);
    const result = await simulate(of, { ...options, threats: [1], total: false });
    assert.deepEqual([[...result.threats.keys()], [...result.samples.keys()], result.total], [[1], [1], null]);
  });
});
