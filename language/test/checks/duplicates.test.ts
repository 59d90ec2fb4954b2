import { expectCode } from './helpers.ts';

describe('duplicate', () => {
  const expect = (text: string) => expectCode('duplicate', text);

  it('fires for a property that is given twice, at the second', async () => {
    await expect('asset A { data public ⟦duplicate: data internal⟧ }');
    await expect('threat T { loss $1 ⟦duplicate: loss $2⟧ owner "a" ⟦duplicate: owner "b"⟧ }');
    await expect('system S { seed "a" ⟦duplicate: seed "b"⟧ }');
    await expect('threat T { loss $1 { source "a" ⟦duplicate: source "b"⟧ } }');
    await expect('threat T { frequency { action 5% ⟦duplicate: action 6%⟧ contact 1 per year } }');
  });

  it('is silent for repeatable properties and lists', async () => {
    await expect(
      `service A { image "a" image "b" host "a" host "b" exposes "x" exposes "y" workload "a/b/c" workload "a/b/d"
        not-applicable spoofing because "x" not-applicable tampering because "y" }
      service B
      threat T { on B stride repudiation stride spoofing ticket "1" ticket "2" loss { fines $1 fines $2 } cwe 1 cwe 2 }`,
    );
  });

  it('fires for opposite statements about a flow', async () => {
    await expect('external A external B flow from A to B { encrypted ⟦duplicate: plaintext because "x"⟧ }');
    await expect('external A external B flow from A to B { ⟦duplicate: anonymous because "x"⟧ authenticated }');
  });

  it('fires for a factor that is given directly and by its parts', async () => {
    await expect('threat T { frequency { ⟦duplicate: threat-events 1 per year⟧ contact 2 per year action 5% } }');
    await expect('threat T { frequency { ⟦duplicate: vulnerability 5%⟧ resistance 50%..60% } }');
    await expect('threat T { frequency { contact 2 per year action 5% capability 1%..2% resistance 3%..4% } }');
  });

  it('fires for a not-applicable of an element whose category a threat on it has', async () => {
    await expect(
      `service S { not-applicable spoofing, ⟦duplicate: tampering⟧ because "x" }
      threat T { stride tampering on S }`,
    );
    await expect(
      `external A service S flow F from A to S { not-applicable ⟦duplicate: tampering⟧ because "x" }
      threat T { stride tampering on A to S }`,
    );
  });

  it('lets a threat take precedence over a zone', async () => {
    await expect('zone Z { not-applicable tampering because "x" } service S in Z threat T { stride tampering on S }');
  });
});
