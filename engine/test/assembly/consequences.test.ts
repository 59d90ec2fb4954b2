import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type Expression, solve } from '../../index.ts';
import { constant, draw, loss, model, pert, shared, threat, times } from '../examples.ts';

describe('the ALE with consequences', () => {
  it("is there where the mean has no closed form, and is the threat's own if it sets off nothing", async () => {
    const caps = [0, 1, 2, 3, 4, 5].map(shared);
    const least: Expression = { kind: 'min', items: [...caps, draw({ law: 'exponential', mean: 50 })] };
    const of = model([threat('Alone', constant(2), loss([least]))], {
      shared: caps.map((_, i) => ({ name: `estimate E${i}`, expression: pert(80, 200, 400) })),
      trials: 4000,
    });
    const [alone] = (await solve(of)).threats;
    assert.equal(alone.current?.method, 'simulation');
    assert.equal(alone.aleWithConsequences.current, alone.current?.ale);
  });

  it('is the mean over the year of what events set off, where it takes points', async () => {
    // The smallest of six independent exponential caps is exponential: E min(cap, X) is known.
    const caps = [0, 1, 2, 3, 4, 5].map(shared);
    const least: Expression = { kind: 'min', items: [...caps, draw({ law: 'exponential', mean: 50 })] };
    const of = model(
      [
        threat('Cause', constant(2), loss([least]), { leadsTo: [{ target: 1, probability: constant(0.5) }] }),
        threat('Effect', constant(9), loss([times(constant(10), shared(0))])),
      ],
      {
        shared: caps.map((_, i) => ({ name: `estimate E${i}`, expression: draw({ law: 'exponential', mean: 300 }) })),
        trials: 4000,
      },
    );
    const [cause] = (await solve(of)).threats;
    const expected = 2 * (1 / (1 / 50 + 6 / 300)) + 2 * 0.5 * 10 * 300;
    const found = cause.aleWithConsequences.current ?? Number.NaN;
    assert.ok(Math.abs(found / expected - 1) < 5e-3, `${found}, not ${expected}`);
  });
});
