import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chanceAbove, lossAt } from '../charts/reading.ts';
import { figures, staircase } from './fixture.ts';

const smooth = figures({ chance: 0.4, median: 1e6, sigma: 1 }).curve;
const steps = staircase(1.6e6, 0.5).curve;

describe('reading a loss exceedance curve', () => {
  it('gives the chance of any loss at 0', () => {
    assert.equal(chanceAbove(smooth, 0), 0.4);
    assert.ok(Math.abs(chanceAbove(steps, 0) - (1 - Math.exp(-0.5))) < 1e-12);
  });

  it('stays on a step until the next one', () => {
    assert.equal(chanceAbove(steps, 1_599_999), steps[0][1]);
    assert.equal(chanceAbove(steps, 1_600_000), steps[1][1]);
  });

  it('is half of the chance at the median loss', () => {
    assert.ok(Math.abs(chanceAbove(smooth, 1e6) - 0.2) < 0.001);
  });

  it('is 0 beyond the end of a smooth curve and of no curve', () => {
    assert.equal(chanceAbove(smooth, 1e15), 0);
    assert.equal(chanceAbove([], 5), 0);
  });

  it('finds the loss for a chance', () => {
    assert.ok(Math.abs(lossAt(smooth, 0.2) - 1e6) < 2e4);
    assert.equal(lossAt(steps, 0.1), 1.6e6);
    assert.equal(lossAt(smooth, 0), smooth.at(-1)?.[0]);
  });

  it('never rises with the loss', () => {
    const loss = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(loss, loss, (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        return [smooth, steps].every((curve) => chanceAbove(curve, less) >= chanceAbove(curve, more));
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});
