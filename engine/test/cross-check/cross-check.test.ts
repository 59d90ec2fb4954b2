import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RiskModel } from '../../model.ts';
import { compare } from './compare.ts';
import { loneThreat, riskModel, smallModel } from './random-models.ts';

const long = process.env.RISK_LONG === '1';

/** Compares random models; the long run takes far more of them, and more years. */
async function holdAgainst(models: fc.Arbitrary<RiskModel>, few: number, many: number): Promise<void> {
  let compared = 0;
  let left = 0;
  await fc.assert(
    fc.asyncProperty(models, async (model) => {
      const result = await compare(model, long ? 40_000 : 10_000, 'cross-check');
      compared += result.compared;
      left += result.outside.length;
      assert.deepEqual(result.mismatches, []);
    }),
    { seed: 20_260_301, numRuns: long ? many : few },
  );
  // A solver that gave up on everything would agree with anything.
  assert.ok(compared > left, `${compared} laws compared, ${left} left to the simulation`);
}

describe('exact solver and simulation of random models agree on quantiles, chances, curves and means', function () {
  this.timeout(long ? 7_200_000 : 180_000);

  it('of one threat', () => holdAgainst(loneThreat, 5, 300));
  it('of few yearly quantities', () => holdAgainst(smallModel, 2, 150));
  if (long) it('of everything at once', () => holdAgainst(riskModel, 0, 60));
});
