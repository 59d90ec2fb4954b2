import assert from 'node:assert/strict';
import type { Figures } from '../../figures.ts';
import { simulate } from '../../simulation/simulate.ts';
import { constant, control, exponential, model, pert, product, shared, threat, uniform } from '../models.ts';

const trials = 20_000;

describe('simulation of very many events', () => {
  it('ends soon, with the mean and the variance of the full sum', async () => {
    const lambda = 1e9;
    const result = await simulate(model([threat('A', constant(lambda), exponential(2))]), {
      trials,
      seed: 'busy',
      keepSamples: true,
    });
    const figures = result.threats.get(0)?.inherent as Figures;
    // Given λ: mean 2λ, variance λ·E[X²] = 8λ, normal to all digits that matter.
    const sd = Math.sqrt(8 * lambda);
    const error = (4 * sd) / Math.sqrt(trials);
    assert.ok(Math.abs(figures.ale - 2 * lambda) < error);
    assert.ok(
      Math.abs(figures.p95 - (2 * lambda + 1.6449 * sd)) < 2.2 * error,
      `P95 ${(figures.p95 - 2 * lambda) / sd}`,
    );
    assert.ok(
      Math.abs(figures.p10 - (2 * lambda - 1.2816 * sd)) < 2.2 * error,
      `P10 ${(figures.p10 - 2 * lambda) / sd}`,
    );
    assert.match(result.samples.get(0)?.pace.reason ?? '', /stand for all/);
  });

  it('keeps the spread of the parameters and the order of the states', async () => {
    const of = model([threat('A', product(constant(1e6), shared(0)), product(shared(0), uniform(0, 2)))], {
      shared: [{ name: 'size', expression: uniform(1, 3) }],
      controls: [
        control('C', [{ factor: 'frequency', by: pert(0.1, 0.2, 0.5), threats: [0] }]),
        control('D', [{ factor: 'loss', by: constant(0.5), threats: [0] }], {
          coverage: uniform(0.2, 0.4),
          status: 'planned',
        }),
      ],
    });
    const sample = (await simulate(of, { trials, seed: 'busy', keepSamples: true })).samples.get(0);
    const [inherent, current, target] = sample?.annual ?? assert.fail();
    for (let y = 0; y < inherent.length; y++) {
      assert.ok(inherent[y] >= current[y] && current[y] >= target[y] && target[y] > 0);
    }
    // 1e6·E[size²] = 1e6·13/3, and given the year nearly no spread is left.
    const mean = inherent.reduce((a, b) => a + b) / inherent.length;
    assert.ok(Math.abs(mean / (1e6 * (13 / 3)) - 1) < 0.03, `${mean}`);
    assert.ok(Math.abs(inherent[7] / (sample?.expected[0][7] as number) - 1) < 0.02);
    assert.ok(Math.abs(target[7] / (sample?.expected[2][7] as number) - 1) < 0.03);
  });

  it('passes events on at their rate', async () => {
    const of = model(
      [
        threat('Cause', constant(1e8), constant(0.01), { leadsTo: [{ target: 1, probability: constant(2e-8) }] }),
        threat('Effect', null, constant(10)),
      ],
      { controls: [control('C', [{ factor: 'frequency', by: constant(0.5), threats: [0, 1] }])] },
    );
    const result = await simulate(of, { trials, seed: 'busy', keepSamples: true });
    const effect = result.threats.get(1);
    const error = 4 * Math.sqrt(2 / trials);
    assert.ok(Math.abs((effect?.inherent?.eventsPerYear as number) - 2) < error);
    assert.ok(Math.abs((effect?.current?.eventsPerYear as number) - 0.5) < error);
  });

  it('takes a contest of many attempts by its chance', async () => {
    const of = model([
      threat('A', null, constant(1), {
        frequency: {
          by: 'factors',
          threatEvents: { by: 'rate', threatEvents: constant(1e7) },
          vulnerability: { by: 'contest', capability: uniform(0, 1), resistance: uniform(0.9999, 1.0999) },
        },
      }),
    ]);
    const result = await simulate(of, { trials, seed: 'busy', keepSamples: true });
    // P(C > R) = 0.0001² / 2 / 0.1.
    const expected = 1e7 * (0.0001 ** 2 / 2 / 0.1);
    const found = result.threats.get(0)?.inherent?.eventsPerYear as number;
    assert.ok(Math.abs(found - expected) < 4 * Math.sqrt(expected / trials), `${found} events, expected ${expected}`);
  });

  it('can be cancelled between blocks', async () => {
    let breaths = 0;
    const cancellation = {
      get cancelled() {
        return breaths > 2;
      },
      breathe: async () => {
        breaths++;
      },
    };
    await assert.rejects(
      simulate(model([threat('A', constant(1), constant(1))]), { trials: 1e7, seed: 'busy', cancellation }),
      { name: 'Cancelled' },
    );
    assert.equal(breaths, 3);
  });
});
