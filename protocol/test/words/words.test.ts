import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  counted,
  durationInWords,
  frequencyInWords,
  listed,
  numberInWords,
  percentInWords,
  yearsInWords,
} from '../../words/index.ts';

function reads<T>(what: (value: T) => string, readings: readonly (readonly [value: T, words: string])[]): void {
  for (const [value, words] of readings) {
    it(`${JSON.stringify(value)} is ${words}`, () => assert.equal(what(value), words));
  }
}

describe('percent in words', () => {
  reads(percentInWords, [
    [0.3935, '39%'],
    [0.012, '1.2%'],
    [0.08, '8%'],
    [0.1, '10%'],
    [0.125, '12.5%'],
    [0.0005, '0.05%'],
    [0.00001, '<0.01%'],
    [0, '0%'],
    [1, '100%'],
    [0.995, '99.5%'],
    [0.9999999, '>99.99%'],
    [1.5, '150%'],
    [-0.13, '-13%'],
  ]);

  it('says 0% and 100% of nothing else', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1 - 1e-12, noNaN: true }), (share) => {
        assert.ok(!['0%', '100%'].includes(percentInWords(share)), String(share));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('years in words', () => {
  reads(yearsInWords, [
    [0.05, '1 year in 20'],
    [0.1, '1 year in 10'],
    [0.5, '1 year in 2'],
    [0.3935, '4 years in 10'],
    [0.0004, '1 year in 2 500'],
    [0.96, '96 years in 100'],
    [0.999, '99 years in 100'],
    [1, 'every year'],
    [0, 'never'],
  ]);
});

describe('durations in words', () => {
  reads(durationInWords, [
    [0.1974, '10 weeks'],
    [0, 'at once'],
    [0.001, 'less than a day'],
    [3 / 365.25, '3 days'],
    [0.6, '7 months'],
    [1, '1 year'],
    [2.46, '2.5 years'],
    [14.2, '14 years'],
  ]);
});

describe('frequencies in words', () => {
  reads(frequencyInWords, [
    [0.5, 'every 2 years'],
    [1, 'once a year'],
    [12, '12 times a year'],
    [10_957_500, '11M times a year'],
    [0.012, 'every 83 years'],
    [0, 'never'],
  ]);
});

describe('numbers in words', () => {
  reads(numberInWords, [
    [0.5, '0.5'],
    [1_200_000, '1.2M'],
    [0.000_000_12, '1.2e-7'],
    [123.4, '123'],
    [-5, '-5'],
    [2.5e15, '2.5e15'],
    [5.1849e21, '5.18e21'],
    [999.6e12, '1e15'],
  ]);

  it('counts and lists', () => {
    assert.equal(counted(1, 'threat'), '1 threat');
    assert.equal(counted(0, 'category', 'categories'), '0 categories');
    assert.equal(listed(['A']), 'A');
    assert.equal(listed(['A', 'B', 'C']), 'A, B and C');
    assert.equal(listed(['A', 'B', 'C', 'D'], 2), 'A, B and 2 more');
  });
});
