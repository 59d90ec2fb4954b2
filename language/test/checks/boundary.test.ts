import assert from 'node:assert/strict';
import { expectCode } from './helpers.ts';

const scene = `
  zone Inside
  asset Orders { data restricted }
  asset Prices { data public }
  asset Notes {}
  external Customer
  service Shop in Inside
  service Desk in Inside
  store Archive
`;

describe('boundary-plaintext', () => {
  const expect = (text: string) => expectCode('boundary-plaintext', scene + text);

  it('fires for confidential or restricted data across a boundary', async () => {
    const found = await expect(
      'flow ⟦boundary-plaintext: Order⟧ from Customer to Shop { carries Prices, Orders, Notes }',
    );
    assert.match(found[0].message, /with Orders \(restricted\) and Notes \(confidential\)/);
  });

  it('points at the ends of a flow without a name', async () => {
    await expect('⟦boundary-plaintext: flow from Shop to Archive⟧ { carries Notes }');
  });

  it('is silent for public data, inside a zone, and once it is decided', async () => {
    await expect('flow from Customer to Shop { carries Prices }');
    await expect('flow from Shop to Desk { carries Orders }');
    await expect('flow from Customer to Shop { carries Orders encrypted }');
    await expect('flow from Customer to Shop { carries Orders plaintext because "leased line" }');
  });

  it('does not take an empty reason', async () => {
    await expect('flow ⟦boundary-plaintext: Order⟧ from Customer to Shop { carries Orders plaintext because "" }');
  });
});

describe('boundary-anonymous', () => {
  const expect = (text: string) => expectCode('boundary-anonymous', scene + text);

  it('fires for a flow into a service of another zone, whatever it carries', async () => {
    await expect('flow ⟦boundary-anonymous: Order⟧ from Customer to Shop');
  });

  it('is silent inside a zone, out of a zone, into a store, and once it is decided', async () => {
    await expect('flow from Shop to Desk');
    await expect('flow from Shop to Archive flow from Shop to Customer');
    await expect('flow from Customer to Shop { authenticated }');
    await expect('flow from Customer to Shop { anonymous because "a public catalogue" }');
  });
});
