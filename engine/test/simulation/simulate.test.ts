import assert from 'node:assert/strict';
import { simulate } from '../../simulation/simulate.ts';
import { constant, control, model, threat, uniform } from '../models.ts';

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

  it('a group asked for alone has the bytes that it has among others', async () => {
    const threats = ['A', 'B', 'C', 'D', 'E'].map((name) => threat(name, constant(1), uniform(1, 2)));
    const leads = [{ target: 1, probability: constant(0.5) }];
    const of = model(
      threats.map((item, k) =>
        k === 4 ? { ...item, leadsTo: [...leads, { target: 3, probability: constant(0.1) }] } : item,
      ),
      { groups: [group('some', [1, 2, 3]), group('more', [0, 2, 3, 4])] },
    );
    const all = await simulate(of, options);
    const alone = await simulate(of, { ...options, threats: [], groups: [0], total: false });
    assert.equal(JSON.stringify(alone.groups.get(0)), JSON.stringify(all.groups.get(0)));
  });

  it('a group of threats with different numbers of years has the events of all', async () => {
    const of = model([threat('Busy', constant(5000), constant(1)), threat('Rare', constant(0.5), constant(1))]);
    const { threats, total } = await simulate(of, { ...options, trials: 40_000 });
    assert.ok((threats.get(0)?.inherent?.eventsPerYear ?? 0) > 4900);
    const separate = [0, 1].map((index) => threats.get(index)?.inherent?.eventsPerYear as number);
    assert.ok(Math.abs((total?.inherent?.eventsPerYear as number) - separate[0] - separate[1]) < 1e-6);
  });

  it('a state of a group differs where that of any of its threats does', async () => {
    const of = model(
      ['A', 'B', 'C', 'D'].map((name) => threat(name, constant(1), uniform(1, 2))),
      {
        controls: [
          control('Planned', [{ factor: 'frequency', by: constant(0.5), threats: [1] }], { status: 'planned' }),
          control('In place', [{ factor: 'loss', by: constant(0.5), threats: [2] }]),
        ],
      },
    );
    const { total, samples } = await simulate(of, options);
    (['inherent', 'current', 'target'] as const).forEach((state, k) => {
      const sums = Array.from({ length: options.trials }, (_, y) =>
        [0, 1, 2, 3].reduce((sum, index) => sum + (samples.get(index)?.annual[k][y] ?? 0), 0),
      );
      assert.equal(total?.[state]?.p90, sums.sort((a, b) => a - b)[0.9 * options.trials - 1]);
    });
  });

  it('progress rises to the end', async () => {
    const shares: number[] = [];
    const of = model(['A', 'B', 'C'].map((name) => threat(name, constant(1), uniform(1, 2))));
    await simulate(of, { ...options, progress: (share) => shares.push(share) });
    assert.ok(shares.every((share, i) => share > 0 && share <= 1 && share >= (shares[i - 1] ?? 0)));
    assert.equal(shares.at(-1), 1);
    // After each block of a threat, not only after the threat.
    assert.ok(shares.filter((share) => share < 1 / 3).length > 1, shares.join());
  });

  it('samples are kept only if asked for', async () => {
    const of = model([threat('A', constant(1), constant(1))]);
    assert.equal((await simulate(of, { ...options, keepSamples: false })).samples.size, 0);
  });
});
