import assert from 'node:assert/strict';
import { currencyCodes, nearest, unitTable } from '../../units/index.ts';
import { estimateX, finds, near, numberOf } from '../lower/helpers.ts';

describe('units', () => {
  const inBaseUnits: readonly (readonly [string, number, string])[] = [
    ['3 years', 3, 'years'],
    ['365.25 days', 1, 'years'],
    ['1 day', 1 / 365.25, 'years'],
    ['1 month', 1 / 12, 'years'],
    ['1 quarter', 0.25, 'years'],
    ['8766 hours', 1, 'years'],
    ['1 week', 7 / 365.25, 'years'],
    ['1 minute', 1 / 525_960, 'years'],
    ['1 second', 1 / 31_557_600, 'years'],
    ['3 per year', 3, 'per year'],
    ['2 per month', 24, 'per year'],
    ['1 per 2 years', 0.5, 'per year'],
    ['30k requests per day', 30_000 * 365.25, 'requests per year'],
    ['$165 per record', 165, 'USD per record'],
    ['$8 per user per month', 96, 'USD per user per year'],
    ['40 deliveries', 40, 'deliveries'],
    ['$2 per delivery * 40 deliveries', 80, 'USD'],
    ['4 hours * $20k per hour', 80_000, 'USD'],
    ['10 records / 2 records', 5, ''],
    ['$10 / $4', 2.5, ''],
    ['31.25%', 0.3125, '%'],
    ['100% + 5%', 1.05, '%'],
    ['2 boxes', 2, 'boxes'],
    ['3 oxen', 3, 'oxen'],
  ];
  const declared = 'unit delivery\nunit box\nunit ox, oxen';
  for (const [text, value, unit] of inBaseUnits)
    it(`${text} is ${value} ${unit}`, async () => {
      const found = await estimateX(text, declared);
      near(numberOf(found.expression), value);
      assert.equal(found.unit, unit);
    });

  it('names the nearest unit', async () => {
    const found = await finds('estimate X = 5 ⟦unit: recrods⟧');
    assert.match(found[0].message, /`recrods` is not a unit\. Did you mean `records`\?/);
    assert.equal(found[0].fix?.alternatives[0].edits[0].newText, 'records');
  });

  it('says how to declare a unit that resembles none', async () => {
    const [found] = await finds('estimate X = $5 per ⟦unit: blorptwix⟧');
    assert.match(found.message, /Declare it with `unit blorptwix`/);
  });

  it('refuses sums of different units', async () => {
    const [found] = await finds('estimate X = ⟦unit: $5 + 3 hours⟧');
    assert.match(found.message, /`\$5` is money, `3 hours` is a duration/);
    await finds('estimate X = ⟦unit: 3 records + 2 users⟧');
    await finds('estimate X = ⟦unit: 5 per year + 3⟧');
    await finds('estimate X = min($5, ⟦unit: 3⟧)');
    await finds('estimate X = ⟦unit: $1..3 hours⟧');
  });

  it('refuses a second unit', async () => {
    await finds('estimate X = $5 ⟦unit: records⟧');
    await finds('estimate X = 5% ⟦unit: records⟧');
  });

  it('declares no word that the language has', async () => {
    await finds('unit ⟦duplicate: hour⟧\nunit ox, ⟦duplicate: records⟧');
  });

  it('refuses a rate per nothing', async () => {
    await finds('estimate X = 5 per ⟦range: 0⟧ years');
  });

  it('knows the plurals of built-in units', () => {
    const table = unitTable([]);
    for (const word of ['records', 'images', 'months', 'employees', 'attempts', 'hosts'])
      assert.ok(table.find(word), word);
    assert.equal(table.find('pears'), null);
    assert.equal(currencyCodes.size > 150, true);
  });

  it('finds near words and leaves far ones', () => {
    assert.equal(nearest('yaer', ['year', 'hour']), 'year');
    assert.equal(nearest('xyz', ['year', 'hour']), null);
  });
});

describe('money', () => {
  it('takes signs and codes', async () => {
    const euro = 'system S { currency EUR exchange 1 USD = 0.8 EUR exchange 1 EUR = 160 JPY }';
    for (const [text, value] of [
      ['€1.5M', 1.5e6],
      ['250k EUR', 250_000],
      ['$100', 80],
      ['¥320', 2],
      ['100 USD', 80],
      ['$10 per record * 5 records', 40],
    ] as const)
      near(numberOf((await estimateX(text, euro)).expression), value);
  });

  it('converts the ends of a range before it is fitted', async () => {
    const { expression } = await estimateX('$100..$200', 'system S { currency EUR exchange 1 EUR = 1.25 USD }');
    assert.deepEqual(expression, { kind: 'draw', law: { law: 'pert', min: 80, mode: 120, max: 160, shape: 4 } });
  });

  it('refuses the sign of two currencies', async () => {
    for (const code of ['AUD', 'CAD', 'NZD', 'SGD', 'HKD']) {
      const [found] = await finds(`system S { currency ${code} }\nestimate X = ⟦unit: $5k⟧`);
      assert.match(found.message, new RegExp(`Write the code: \`5k ${code}\``));
    }
    await finds('system S { currency CNY }\nestimate X = ⟦unit: ¥5k⟧');
    await finds('system S { currency CNY exchange 1 USD = 7 CNY }\nestimate X = $5k');
  });

  it('needs one line for each currency', async () => {
    const [missing] = await finds('estimate X = ⟦exchange: 5 EUR⟧');
    assert.match(missing.message, /Add `exchange 1 EUR = … USD`/);
    await finds('system S { exchange 1 EUR = 1.08 USD ⟦exchange: exchange 1 USD = 0.9 EUR⟧ }');
    await finds('system S { ⟦exchange: exchange 1 EUR = 0.9 GBP⟧ }');
    await finds('system S { ⟦exchange: exchange 1 USD = 1 USD⟧ }');
    await finds('system S { exchange ⟦range: 0 EUR⟧ = 1 USD }');
    await finds('system S { exchange ⟦exchange: 1 EURO⟧ = 1 USD }');
  });

  it('names the nearest currency', async () => {
    const [found] = await finds('system S { currency ⟦unit: ERU⟧ }');
    assert.match(found.message, /Did you mean `EUR`\?/);
    const [far] = await finds('system S { currency ⟦unit: XYZ⟧ }');
    assert.doesNotMatch(far.message, /Did you mean/);
  });
});
