import assert from 'node:assert/strict';
import { expectCode } from './helpers.ts';

describe('unquantified', () => {
  const missing = async (body: string, what: string) => {
    const [found] = await expectCode('unquantified', `threat ⟦unquantified: T⟧ { ${body} }`);
    assert.match(found.message, new RegExp(`lacks ${what}\\.`));
    return found;
  };

  it('fires for what a threat lacks, and names it', async () => {
    await missing('loss $1', 'frequency');
    await missing('frequency 1 per year', 'loss');
    await missing('frequency { threat-events 1 per year } loss $1', 'vulnerability');
    await missing('stride tampering', 'frequency and loss');
  });

  it('is silent for a whole threat, and for one that others lead to', async () => {
    await expectCode(
      'unquantified',
      'threat T { frequency 1 per year loss $1 leads to U in 10% } threat U { loss $2 }',
    );
  });

  it('fires for a vulnerability by names that lacks one half', async () => {
    await expectCode(
      'unquantified',
      'agent A { capability 10%..20% } service S threat ⟦unquantified: T⟧ { frequency { threat-events 1 per year vulnerability of S to A } loss $1 }',
    );
  });

  it('offers to add the missing part', async () => {
    const found = await missing('frequency { threat-events 1 per year } loss $1', 'vulnerability');
    assert.match(found.fix!.alternatives[0].edits[0].newText, /^ ?\s*vulnerability /);
  });
});

describe('no-effect', () => {
  const threat = 'threat T { frequency 1 per year loss $1 }';

  it('fires for a control without lines, with 0 %, and for a retired one with lines', async () => {
    await expectCode('no-effect', 'control ⟦no-effect: C⟧ { cost $1 }');
    await expectCode('no-effect', `${threat} control ⟦no-effect: C⟧ { reduces loss of T by 0% }`);
    await expectCode('no-effect', `${threat} control ⟦no-effect: C⟧ { coverage 0% reduces loss of T by 10% }`);
    await expectCode('no-effect', `${threat} control ⟦no-effect: C⟧ { status retired reduces loss of T by 10% }`);
  });

  it('is silent for one that works, and for a retired one without lines', async () => {
    await expectCode('no-effect', `${threat} control C { reduces loss of T by 10% } control D { status retired }`);
  });
});

describe('partial-match', () => {
  const scene = (place: string) => `
    zone Z service A in Z service B in Z external X flow from X to A
    threat T { stride tampering on ${place} frequency 1 per year loss $1 }`;

  it('fires for a threat that strikes other places as well', async () => {
    const [found] = await expectCode(
      'partial-match',
      `${scene('A, B')} control C { ⟦partial-match: reduces frequency of tampering on A by 5%⟧ }`,
    );
    assert.match(found.message, /T \(also on B\)/);
    assert.equal(found.fix!.alternatives[0].edits[0].newText, ' except T');
  });

  it('fires for a threat with other categories', async () => {
    const two = scene('A').replace('stride tampering', 'stride tampering, spoofing');
    await expectCode('partial-match', `${two} control C { ⟦partial-match: reduces loss of tampering on Z by 5%⟧ }`);
  });

  it('is silent for a whole match, a named threat and an excepted one', async () => {
    await expectCode('partial-match', `${scene('A, B')} control C { reduces frequency of tampering on Z by 5% }`);
    await expectCode('partial-match', `${scene('A, B')} control C { reduces frequency of T by 5% }`);
    await expectCode(
      'partial-match',
      `${scene('A, B')} threat U { stride tampering on A frequency 1 per year loss $1 }
      control C { reduces frequency of tampering on A except T by 5% }`,
    );
  });

  it('knows a flow across the zone from those inside', async () => {
    await expectCode(
      'partial-match',
      `${scene('A, X to A')} control C { ⟦partial-match: reduces frequency of tampering on Z by 5%⟧ }`,
    );
  });
});
