import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { moneyInWords, moneyPerOne } from '../../words/money.ts';

describe('money in words', () => {
  const readings: readonly (readonly [value: number, currency: string, words: string])[] = [
    [800_000, 'USD', '$800k'],
    [1_600_000, 'USD', '$1.6M'],
    [1_624_900, 'EUR', '€1.62M'],
    [4_200_000_000, 'GBP', '£4.2B'],
    [80_000_000, 'JPY', '¥80M'],
    [3_000_000_000_000, 'USD', '$3T'],
    [250_000, 'CHF', '250k CHF'],
    [-40_000, 'USD', '-$40k'],
    [999_600, 'USD', '$1M'],
    [999.6, 'USD', '$1k'],
    [950, 'USD', '$950'],
    [12.5, 'USD', '$12.50'],
    [12, 'USD', '$12'],
    [0, 'USD', '$0'],
    [0.001, 'USD', '<$0.01'],
    [0.2, 'JPY', '<¥1'],
    [0.001, 'SEK', '<0.01 SEK'],
    [Number.NaN, 'USD', 'unknown'],
    [Number.POSITIVE_INFINITY, 'USD', 'infinite'],
  ];
  for (const [value, currency, words] of readings) {
    it(`${value} ${currency} is ${words}`, () => assert.equal(moneyInWords(value, currency), words));
  }

  it('has a sign before a rise, and takes fewer digits', () => {
    assert.equal(moneyInWords(180_000, 'USD', { signed: true }), '+$180k');
    assert.equal(moneyInWords(-180_000, 'USD', { signed: true }), '-$180k');
    assert.equal(moneyInWords(4_234_000, 'USD', { digits: 2 }), '$4.2M');
    assert.equal(moneyInWords(456_789, 'USD', { digits: 2 }), '$460k');
  });

  it('never shows an amount as nothing, nor further than half a percent from it', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e15, noNaN: true }), (value) => {
        const read = readAmount(moneyInWords(value, 'USD'));
        assert.ok(Math.abs(read - value) <= 0.0051 * value, `${value} became ${moneyInWords(value, 'USD')}`);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('money per unit of money', () => {
  it('is a benefit for each unit spent', () => {
    assert.equal(moneyPerOne(5.066_666, 'USD'), '$5.07 per $1');
    assert.equal(moneyPerOne(0.5, 'CHF'), '0.50 CHF per 1 CHF');
    assert.equal(moneyPerOne(1234, 'EUR'), '€1.23k per €1');
    assert.equal(moneyPerOne(-0.25, 'USD'), '-$0.25 per $1');
  });
});

function readAmount(words: string): number {
  const match = /^\$([\d.]+(?:e\d+)?)([kMBT]?)$/.exec(words);
  assert.ok(match, words);
  return Number(match[1]) * { '': 1, k: 1e3, M: 1e6, B: 1e9, T: 1e12 }[match[2] as '' | 'k' | 'M' | 'B' | 'T'];
}
