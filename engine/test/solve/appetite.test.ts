import assert from 'node:assert/strict';
import { solve } from '../../solve.ts';
import { constant, model, threat } from '../models.ts';

const none = (rate: number): number => Math.exp(-rate);

describe('the chance of passing an amount', () => {
  for (const method of ['auto', 'simulation'] as const) {
    it(`is counted between the steps of a loss of a fixed amount, ${method}`, async () => {
      const of = model([threat('A', constant(0.5), constant(1.6e6))], {
        appetite: [
          { probability: 0.1, above: 1e6 },
          { probability: 0.1, above: 1.6e6 },
          { probability: 0.1, above: 1e9 },
        ],
      });
      const { appetite } = await solve(of, { method });
      const wanted = [1 - none(0.5), 1 - none(0.5) * 1.5, 0];
      appetite.forEach(({ actual }, i) => {
        assert.ok(Math.abs((actual as number) - wanted[i]) < 4 * Math.sqrt(0.25 / 100_000), `${actual} ${wanted[i]}`);
      });
    });
  }
});
