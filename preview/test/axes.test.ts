import assert from 'node:assert/strict';
import fc from 'fast-check';
import { domainOf } from '../charts/domain.ts';
import { frameOf } from '../charts/frame.ts';
import { chanceTicks, lossTicks, minorTicks } from '../charts/ticks.ts';
import { seriesOf } from '../series.ts';
import { figures } from './fixture.ts';

describe('ticks', () => {
  it('are whole decades where there is room for few', () => {
    assert.deepEqual(lossTicks([2e3, 2e7], 'log', 5), [1e4, 1e5, 1e6, 1e7]);
  });

  it('are 1, 2 and 5 of each decade where there is room', () => {
    assert.deepEqual(lossTicks([9e5, 6e6], 'log', 6), [1e6, 2e6, 5e6]);
  });

  it('start at 0 on a linear axis', () => {
    assert.deepEqual(lossTicks([0, 4.2e6], 'linear', 5), [0, 1e6, 2e6, 3e6, 4e6]);
  });

  it('keep to the number that there is room for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e9, noNaN: true }),
        fc.double({ min: 1.5, max: 1e5, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (from, ratio, count) => {
          const ticks = lossTicks([from, from * ratio], 'log', count);
          return ticks.length <= count && ticks.every((tick) => tick >= from && tick <= from * ratio);
        },
      ),
      { seed: 12, numRuns: 500 },
    );
  });

  it('have thin lines between them', () => {
    assert.deepEqual(minorTicks([2.5, 12]), [3, 4, 5, 6, 7, 8, 9]);
  });

  it('show chances in percent steps or decades', () => {
    assert.deepEqual(chanceTicks([0, 0.4], 'linear'), [0, 0.1, 0.2, 0.3, 0.4]);
    assert.deepEqual(chanceTicks([0.001, 0.4], 'log'), [0.001, 0.01, 0.1]);
  });
});

describe('the part of the plane that is shown', () => {
  const current = figures({ chance: 0.4, median: 1e6, sigma: 1 });
  const series = seriesOf({ inherent: null, current, target: null });

  it('holds the readings P90 to P99', () => {
    for (const kind of ['log', 'linear'] as const) {
      const domain = domainOf(series, [], kind, 'linear');
      assert.ok(domain && domain.loss[0] < current.p90 && domain.loss[1] > current.p99, JSON.stringify(domain));
    }
  });

  it('holds the appetite', () => {
    const domain = domainOf(series, [{ probability: 0.6, above: 1e9 }], 'log', 'linear');
    assert.ok(domain && domain.loss[1] > 1e9 && domain.chance[1] >= 0.6);
  });

  it('is nothing where nobody loses anything', () => {
    const none = { ...current, probabilityOfLoss: 0, curve: [[0, 0]] as const };
    assert.equal(domainOf(seriesOf({ inherent: null, current: none, target: null }), [], 'log', 'linear'), null);
  });

  it('leads from a loss to a place and back', () => {
    const domain = domainOf(series, [], 'log', 'linear')!;
    const frame = frameOf({ width: 600, height: 300, domain, lossScale: 'log', chanceScale: 'linear' });
    assert.ok(Math.abs(frame.lossAtX(frame.x(1e6)) / 1e6 - 1) < 1e-9);
    assert.equal(frame.x(0), frame.left);
    assert.equal(frame.y(0), frame.bottom);
  });
});
