import assert from 'node:assert/strict';
import { readNumber } from '../../quantities/number.ts';
import { estimateX, finds, numberOf } from '../lower/helpers.ts';

describe('numbers', () => {
  for (const [text, value] of [
    ['5', 5],
    ['1_200', 1200],
    ['0.25', 0.25],
    ['250k', 250_000],
    ['1.2M', 1_200_000],
    ['0.3k', 300],
    ['3B', 3e9],
    ['2T', 2e12],
    ['1e6', 1e6],
    ['1.5e-3', 0.0015],
    ['2e3k', 2e6],
  ] as const)
    it(`${text} is ${value}`, () => assert.equal(readNumber(text).value, value));

  it('rounds a number with a multiplier once', () => {
    assert.equal(readNumber('1.005k').value, 1005);
    assert.equal(readNumber('4.35M').value, 4_350_000);
  });

  it('takes a blank before the percent sign', async () => {
    assert.equal(numberOf((await estimateX('31.25 %')).expression), 0.3125);
  });

  it('refuses a number that is too large', async () => {
    await finds('estimate X = ⟦range: 1e999⟧');
    await finds('estimate X = ⟦range: $1e200⟧');
  });

  it('refuses a sign', async () => {
    await finds('estimate X = ⟦syntax: -5%⟧');
    await finds('estimate X = $5 * ⟦syntax: -3⟧');
  });

  for (const [glued, written] of [
    ['4h', '4 hours'],
    ['250kEUR', '250k EUR'],
    ['10K', '10k'],
    ['5days', '5 days'],
    ['3m', '3M'],
    ['$2bn', '$2B'],
  ] as const)
    it(`says what to write for ${glued}`, async () => {
      const [found] = await finds(`estimate X = ⟦syntax: ${glued}⟧`);
      assert.match(found.message, new RegExp(`Write \`${written.replace('$', '\\$')}\``));
    });
});
