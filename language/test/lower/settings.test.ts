import assert from 'node:assert/strict';
import { finds, lower, lowerClean } from './helpers.ts';

describe('settings of a system', () => {
  it('has defaults', async () => {
    const { model, description } = await lowerClean('system S { }');
    const { horizonYears, discount, seed, trials, name } = model;
    assert.deepEqual(
      { horizonYears, discount, seed, trials, name },
      { horizonYears: 3, discount: 0, seed: 'risk', trials: 100_000, name: 'S' },
    );
    assert.equal(description.currency, 'USD');
  });

  it('reads what is written', async () => {
    const { model, description } = await lowerClean(`system S "Shop" {
      currency EUR horizon 30 months discount 8% trials 1M seed "x"
      appetite { at most 10% chance above €1M at most 1% chance above €10M }
    }`);
    assert.deepEqual([model.horizonYears, model.discount, model.trials, model.seed], [2.5, 0.08, 1_000_000, 'x']);
    assert.deepEqual(model.appetite, [
      { probability: 0.1, above: 1_000_000 },
      { probability: 0.01, above: 10_000_000 },
    ]);
    assert.deepEqual([description.currency, description.title, description.appetite[0].line], ['EUR', 'Shop', 3]);
  });

  it('keeps the defaults for what is in error', async () => {
    const text = 'system S { horizon ⟦unit: 5⟧ discount ⟦range: 200%⟧ trials ⟦range: 1.5⟧ }';
    await finds(text);
    const { model } = await lower(text.replaceAll(/⟦[a-z]+: |⟧/g, ''));
    assert.deepEqual([model.horizonYears, model.discount, model.trials], [3, 0, 100_000]);
  });

  it('reads the limits of expectations', async () => {
    const lowered = await lowerClean(`system S { currency EUR exchange 1 EUR = 1.25 USD }
      expect system ale below $2M
      expect system p95 within €1M..€5M
      expect system probability-of-loss above 5%
      expect system events within 1..3`);
    assert.deepEqual(
      [...lowered.limits.values()],
      [
        { low: 1.6e6, high: 1.6e6 },
        { low: 1e6, high: 5e6 },
        { low: 0.05, high: 0.05 },
        { low: 1, high: 3 },
      ],
    );
  });

  it('describes elements with what nothing covers', async () => {
    const { description } = await lowerClean(`zone Z external User asset Data { data internal }
      store Db in Z { holds Data not-applicable repudiation because "no" }
      flow from User to Db { carries Data encrypted }
      threat T { stride tampering on Db frequency 1 per year loss $1 }`);
    assert.deepEqual(
      description.elements.map(({ name, kind, zone, assets, gaps, ends, encrypted }) => ({
        name,
        kind,
        zone,
        assets,
        gaps,
        ends,
        encrypted,
      })),
      [
        { name: 'User', kind: 'external', zone: null, assets: [], gaps: ['S', 'R'], ends: [], encrypted: false },
        { name: 'Db', kind: 'store', zone: 'Z', assets: ['Data'], gaps: ['I', 'D'], ends: [], encrypted: false },
        {
          name: 'User to Db',
          kind: 'flow',
          zone: null,
          assets: ['Data'],
          gaps: ['T', 'I', 'D'],
          ends: [{ from: 'User', to: 'Db' }],
          encrypted: true,
        },
      ],
    );
  });

  it('describes places from 1 and files as asked', async () => {
    const { description } = await lowerClean('\nservice Web "The web" { owner "a" }');
    const [{ file, line, column, endColumn, title, owner }] = description.elements;
    assert.deepEqual(
      { file, line, column, endColumn, title, owner },
      { file: 'root/model.risk', line: 2, column: 9, endColumn: 12, title: 'The web', owner: ['a'] },
    );
  });
});
