import assert from 'node:assert/strict';
import { expectCode } from './helpers.ts';

// The date of the tests is 2026-11-21.
describe('stale', () => {
  const expect = (text: string) => expectCode('stale', text);

  it('fires the day after a review date, not on it', async () => {
    await expect('threat T { review ⟦stale: 2026-11-20⟧ }');
    await expect('threat T { review 2026-11-21 }');
  });

  it('fires for a passed not-applicable and a passed acceptance', async () => {
    await expect('service S { not-applicable tampering until ⟦stale: 2026-01-01⟧ because "x" }');
    await expect('threat T { accepted until ⟦stale: 2026-01-01⟧ by "CISO" because "x" }');
    await expect('threat T { accepted until 2027-01-01 by "CISO" because "x" }');
  });

  it('fires once for a citation, where it stands', async () => {
    await expect(
      `citation C { review ⟦stale: 2020-01-01⟧ }
      threat T { frequency 1 per year { source C } loss $1 { source C } }`,
    );
  });

  it('counts review after from dated', async () => {
    const system = 'system Shop { review after 1 year }';
    await expect(`${system} threat T { dated ⟦stale: 2025-11-20⟧ }`);
    await expect(`${system} threat T { dated 2025-11-21 }`);
    await expect(`threat T { dated 2015-01-01 }`);
    await expect('system Shop { review after 18 months } threat T { dated ⟦stale: 2025-05-20⟧ }');
    await expect('system Shop { review after 18 months } threat T { dated 2025-05-21 }');
  });

  it('lets a review date around take the place of review after', async () => {
    await expect(
      'system Shop { review after 1 year } threat T { review 2030-01-01 frequency 1 per year { dated 2020-01-01 } }',
    );
  });

  it('offers to renew for 3, 6 and 12 months', async () => {
    const [found] = await expect('threat T { review ⟦stale: 2026-01-01⟧ }');
    const dates = found.fix?.alternatives.map(({ edits }) => edits[0].newText);
    assert.deepEqual(dates, ['2027-11-21', '2027-05-21', '2027-02-21']);
  });
});
