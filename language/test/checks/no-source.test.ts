import assert from 'node:assert/strict';
import { expectCode } from './helpers.ts';

describe('no-source', () => {
  const expect = (text: string) => expectCode('no-source', text);

  it('fires once for a threat and counts its estimates', async () => {
    const [found] = await expect(
      'threat ⟦no-source: T⟧ { frequency 1 per year { source "log" } loss { response $1..$2 fines $1..$3 } }',
    );
    assert.match(found.message, /^2 of 3 estimates of T have no source: response and fines\./);
  });

  it('takes a source from around: block, threat, system; and an expert for one', async () => {
    await expect(
      'threat T { frequency { source "log" threat-events 1 per year vulnerability 5% } loss $1 { expert "Ann" } }',
    );
    await expect('threat T { source "log" frequency 1 per year loss $1 }');
    await expect('system S { source "workshop" } threat T { frequency 1 per year loss $1 }');
  });

  it('does not take an empty string for a source', async () => {
    await expect('threat ⟦no-source: T⟧ { source "" frequency 1 per year loss $1 }');
  });

  it('follows names to their own source', async () => {
    await expect('estimate E = 1..2 per year { source "log" } threat T { frequency E }');
    await expect('estimate E = 1..2 per year threat ⟦no-source: T⟧ { frequency E }');
    await expect('estimate E = 1..2 per year { source "log" } threat ⟦no-source: T⟧ { frequency 2 * E }');
  });

  it('is silent for a threat without estimates', async () => {
    await expect('threat T { stride tampering }');
  });

  it('asks both halves of a vulnerability by names', async () => {
    const halves = (source: string) =>
      `agent A { capability 10%..20% { source "x" } } service S { resistance 5%..9% ${source} }`;
    await expect(`${halves('{ source "y" }')} threat T { frequency { vulnerability of S to A } }`);
    await expect(`${halves('')} threat ⟦no-source: T⟧ { frequency { vulnerability of S to A } }`);
  });
});
