import assert from 'node:assert/strict';
import { meanOf } from '../../../engine/index.ts';
import { finds, lower, lowerClean, meanRate, near, threat } from '../lower/helpers.ts';

describe('observations', () => {
  const direct = (text: string, rest = '') => `${rest}\nthreat T { frequency ${text} loss $1 }`;
  const share = (text: string) => `threat T { frequency { threat-events 1 per year vulnerability ${text} } loss $1 }`;

  it('reweights a rate', async () => {
    const lowered = await lower(direct('0.01 to 10 per year observed 0 in 1 year'));
    // Quadrature of x·e^(−x) against the prior.
    near(meanRate(lowered, 'T'), 0.261, 2e-3);
  });

  it('reweights a probability', async () => {
    const lowered = await lowerClean(share('beta(2, 8) observed 3 of 20'));
    const { frequency } = threat(lowered, 'T');
    assert.ok(frequency?.by === 'factors' && frequency.vulnerability.by === 'probability');
    near(meanOf(frequency.vulnerability.vulnerability), 5 / 30, 1e-4);
  });

  it('keeps several observations', async () => {
    const lowered = await lowerClean(direct('5..15 per year observed 9 in 1 year observed 4 attempts in 6 months'));
    assert.ok(JSON.stringify(threat(lowered, 'T').frequency).includes('"years":0.5'));
  });

  it('divides by the mean multiplier of the controls that worked', async () => {
    const lowered = await lowerClean(
      direct(
        '5..15 per year observed 4 in 1 year under A, B',
        `control A { status in-place coverage 50% reduces frequency of T by 40%..80% }
         control B { status retired reduces vulnerability of T by 10% reduces loss of T by 50% }`,
      ),
    );
    assert.ok(JSON.stringify(threat(lowered, 'T').frequency).includes(`"scale":${0.7 * 0.9}`));
  });

  it('takes coverage as one value for all lines of a control', async () => {
    const lowered = await lowerClean(
      direct(
        '5..15 per year observed 8 in 1 year under A',
        'control A { status in-place coverage discrete(10%: 1, 90%: 1) reduces frequency of T by 50% reduces vulnerability of T by 50% }',
      ),
    );
    const scale = (0.95 * 0.95 + 0.55 * 0.55) / 2;
    const found = /"scale":([0-9.]+)/.exec(JSON.stringify(threat(lowered, 'T').frequency));
    near(Number(found?.[1]), scale, 1e-9);
  });

  it('may be made of a distribution or an estimate', async () => {
    await finds('distribution D = 1..5 per year observed 2 in 1 year\nestimate X = 1..5 per year observed 2 in 1 year');
  });

  for (const [text, why] of [
    [share('10%..25% ⟦range: observed 21 of 20⟧'), 'more than were tried'],
    [share('10%..25% ⟦range: observed 0 of 0⟧'), 'no trial'],
    [share('10%..25% observed ⟦range: 1.5⟧ of 20'), 'a fraction'],
    [share('10%..25% ⟦unit: observed 3 in 1 year⟧'), 'a count in time of a share'],
    [direct('1..5 per year ⟦unit: observed 3 of 20⟧'), 'a share of a rate'],
    [direct('1..5 per year observed 3 in ⟦range: 0 days⟧'), 'no time'],
    [direct('1..5 per year observed 3 in ⟦unit: 20⟧'), 'a number for a time'],
    [direct('1..5 per year observed ⟦unit: $3⟧ in 1 year'), 'money'],
    [share('0% ⟦range: observed 3 of 20⟧'), 'the impossible'],
    [direct('⟦reference: A⟧ observed 3 in 1 year', 'estimate A = 1..5 per year'), 'a named estimate'],
    [direct('5 per year ⟦no-update: observed 3 in 1 year⟧'), 'a constant'],
    [direct('5..6 per year ⟦surprise: observed 30 in 1 year⟧'), 'a surprise'],
  ] as const)
    it(`says what is wrong with ${why}`, async () => {
      await finds(text);
    });

  it('warns where a control in place is counted twice', async () => {
    const controls = `control A { status in-place reduces threat-events of T by 50% }
      control B { reduces threat-events of T by 50% }
      control C { status in-place reduces vulnerability of T by 50% }`;
    const text = (observed: string) =>
      `${controls}\nthreat T { frequency { threat-events 5..15 per year ${observed} vulnerability 10% } loss $1 }`;
    const [found] = await finds(text('⟦double-count: observed 5 in 1 year⟧'));
    assert.equal(found.fix?.alternatives[0].edits[0].newText, ' under A');
    await finds(text('observed 5 in 1 year under A'));
  });

  it('knows no factor for a named estimate', async () => {
    await finds(`threat T { frequency 1 per year loss $1 }
      control A { reduces frequency of T by 50% }
      estimate X = 1..5 per year observed 2 in 1 year under ⟦reference: A⟧`);
  });
});
