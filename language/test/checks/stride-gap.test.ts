import assert from 'node:assert/strict';
import { expectCode } from './helpers.ts';

const expectGaps = async (marked: string, ...missing: readonly string[]) => {
  const found = await expectCode('stride-gap', marked);
  found.forEach((finding, index) => {
    assert.match(finding.message, new RegExp(`^Nothing covers ${missing[index]} for `));
  });
};

describe('stride-gap', () => {
  it('asks each kind of element for its own categories', async () => {
    await expectGaps(
      'external ⟦stride-gap: Customer⟧ service ⟦stride-gap: Shop⟧ store ⟦stride-gap: Orders⟧',
      'spoofing and repudiation',
      'spoofing, tampering, repudiation, information-disclosure, denial-of-service and elevation-of-privilege',
      'tampering, repudiation, information-disclosure and denial-of-service',
    );
  });

  it('asks a flow only where it crosses a trust boundary', async () => {
    await expectGaps(
      'zone Inside' +
        `
        external Customer { not-applicable spoofing, repudiation because "out of scope" }
        store A in Inside { not-applicable tampering, repudiation, information-disclosure, denial-of-service because "x" }
        store B in Inside { not-applicable tampering, repudiation, information-disclosure, denial-of-service because "x" }
        flow ⟦stride-gap: Order⟧ from Customer to A
        flow Copy from A to B`,
      'tampering, information-disclosure and denial-of-service',
    );
  });

  it('takes a threat on the element, and a zone of the element, for an answer', async () => {
    await expectGaps(
      `zone Outer { not-applicable spoofing because "one tenant" }
      zone Inner in Outer { not-applicable repudiation because "signed" }
      service ⟦stride-gap: Shop⟧ in Inner
      threat Flood { stride denial-of-service, tampering on Shop }`,
      'information-disclosure and elevation-of-privilege',
    );
  });

  it('does not take the zones of its ends for an answer about a flow', async () => {
    await expectGaps(
      `zone Inside { not-applicable tampering, repudiation, information-disclosure, denial-of-service, spoofing, elevation-of-privilege because "x" }
      external Customer { not-applicable spoofing, repudiation because "x" }
      service Shop in Inside
      flow ⟦stride-gap: Order⟧ from Customer to Shop`,
      'tampering, information-disclosure and denial-of-service',
    );
  });

  it('takes a threat on a pair of ends for every flow of the pair', async () => {
    await expectCode(
      'stride-gap',
      `zone Inside
      external Customer { not-applicable spoofing, repudiation because "x" }
      store Orders in Inside { not-applicable tampering, repudiation, information-disclosure, denial-of-service because "x" }
      flow from Customer to Orders
      flow Named from Customer to Orders
      threat Any { stride tampering, information-disclosure, denial-of-service on Customer to Orders }`,
    );
  });

  it('does not take an empty reason for a reason', async () => {
    await expectGaps(
      'external ⟦stride-gap: Customer⟧ { not-applicable spoofing because "" not-applicable repudiation because "x" }',
      'spoofing',
    );
  });

  it('offers a threat and a not-applicable for each category', async () => {
    const [found] = await expectCode(
      'stride-gap',
      'external ⟦stride-gap: Customer⟧ { not-applicable spoofing because "x" }',
    );
    const titles = found.fix?.alternatives.map(({ title }) => title);
    assert.deepEqual(titles, [
      'Add a threat of repudiation on Customer',
      'Say why repudiation is not applicable to Customer',
    ]);
    assert.match(
      found.fix!.alternatives[0].edits[0].newText,
      /threat CustomerRepudiation \{\n {2}stride repudiation\n {2}on Customer\n\}/,
    );
  });
});
