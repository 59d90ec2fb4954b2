import { expectCode } from './helpers.ts';

describe('syntax, as far as checks find it', () => {
  const expect = (text: string) => expectCode('syntax', text);

  it('fires for a named flow with several ends', async () => {
    await expect('external A external B service C flow ⟦syntax: F⟧ from A, B to C');
    await expect('external A external B service C flow from A, B to C');
    await expect('external A service C flow F from A to C');
  });

  it('fires for the name of a function as a name', async () => {
    await expect('estimate ⟦syntax: pert⟧ = 1..2');
    await expect('threat T { loss { let ⟦syntax: min⟧ = 1..2 fines $1 } }');
    await expect('estimate Pert = pert(1, 2, 3)');
  });

  it('fires for a day that the calendar does not have', async () => {
    await expect('threat T { dated ⟦syntax: 2026-02-29⟧ review ⟦syntax: 2026-13-01⟧ }');
    await expect('threat T { accepted until ⟦syntax: 2026-06-31⟧ by "a" because "b" }');
    await expect('service S { not-applicable spoofing until ⟦syntax: 2026-00-10⟧ because "b" }');
    await expect('threat T { dated 2024-02-29 }');
  });
});
