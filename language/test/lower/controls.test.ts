import assert from 'node:assert/strict';
import { caught, control, finds, lower, lowerClean, numberOf, threat } from './helpers.ts';

const threats = `
  threat Direct { frequency 1 per year loss $1 }
  threat Contact { frequency { contact 1 per year action 5% vulnerability 10% } loss { response $1 secondary in 5% { fines $1 } } }
`;

describe('controls', () => {
  it('keeps cost, coverage, reliability and status', async () => {
    const lowered = await lowerClean(
      `${threats} control C { status in-place cost $150k cost $5k per month coverage 90% reliability 95% reduces loss of Direct by 10% }`,
    );
    const found = control(lowered, 'C');
    assert.equal(found.status, 'in-place');
    assert.deepEqual(
      [found.costOnce, found.costPerYear, found.coverage, found.reliability].map(numberOf),
      [150_000, 60_000, 0.9, 0.95],
    );
    assert.equal(
      control(await lowerClean(`${threats} control D { reduces loss of Direct by 1% }`), 'D').status,
      'planned',
    );
  });

  it('has each kind of cost once', async () => {
    await finds(`${threats} control C { cost $1 ⟦duplicate: cost $2⟧ reduces loss of Direct by 10% }`);
  });

  it('leaves retired controls out of the model', async () => {
    const lowered = await lowerClean(`${threats} control C { status retired reduces loss of Direct by 10% }`);
    assert.equal(lowered.model.controls.length, 0);
    assert.equal(lowered.description.controls[0].status, 'retired');
  });

  it('says what it takes off each threat on average', async () => {
    const lowered = await lowerClean(`${threats} control C { coverage 50% reduces loss of Direct by 20%..60% }`);
    const [{ control: name, factor, mean, status }] = lowered.description.threats[0].reducedBy;
    assert.deepEqual([name, factor, mean, status], ['C', 'loss', 0.2, 'planned']);
  });
});

describe('factors', () => {
  const line = (factor: string, name: string) => `${threats} control C { reduces ${factor} of ${name} by 10% }`;

  for (const factor of ['vulnerability', 'threat-events', 'frequency', 'loss', 'primary'])
    it(`${factor} may be named of a direct frequency`, async () => {
      assert.deepEqual(caught(await lowerClean(line(factor, 'Direct')), 'C'), [['Direct']]);
    });

  for (const factor of ['contact', 'action', 'secondary', 'secondary-probability', 'fines', 'response'])
    it(`${factor} is missed where a named threat lacks it`, async () => {
      assert.deepEqual(caught(await lowerClean(line(factor, 'Contact')), 'C'), [['Contact']]);
      const [found] = await finds(line(factor, '⟦reference: Direct⟧'));
      assert.match(found.message, /`Direct` has no/);
    });

  it('skips threats without the factor where they are caught by category', async () => {
    const text = `service S
      threat A { stride tampering on S frequency 1 per year loss { fines $1 } }
      threat B { stride tampering on S frequency 1 per year loss $1 }
      control C { reduces fines of tampering on S by 10% }`;
    assert.deepEqual(caught(await lowerClean(text), 'C'), [['A']]);
    await finds(`service S threat B { stride tampering on S frequency 1 per year loss $1 }
      control C { ⟦reference: reduces fines of tampering on S by 10%⟧ }`);
  });
});

describe('what a control catches', () => {
  const world = `
    zone Outer
    zone Inner in Outer
    external User
    service Web in Outer
    service Api in Inner
    store Db in Inner
    flow In from User to Web
    flow from Web to Api
    flow Query from Api to Db
    threat OnWeb { stride spoofing on Web frequency 1 per year loss $1 }
    threat OnApi { stride spoofing, tampering on Api frequency 1 per year loss $1 }
    threat OnDb { stride tampering on Db frequency 1 per year loss $1 }
    threat OnIn { stride spoofing on In frequency 1 per year loss $1 }
    threat OnPair { stride spoofing on Web to Api frequency 1 per year loss $1 }
    threat OnQuery { stride spoofing on Query frequency 1 per year loss $1 }
    threat OnUser { stride spoofing on User frequency 1 per year loss $1 }
  `;
  const catches = async (scope: string) =>
    caught(await lowerClean(`${world} control C { reduces loss of ${scope} by 10% }`), 'C')[0];

  for (const [scope, names] of [
    ['spoofing on Web', ['OnWeb']],
    ['spoofing, tampering on Api, Db', ['OnApi', 'OnDb']],
    ['spoofing on Outer', ['OnApi', 'OnPair', 'OnQuery', 'OnWeb']],
    ['spoofing on Inner', ['OnApi', 'OnQuery']],
    ['spoofing on flows in Outer', ['OnPair', 'OnQuery']],
    ['spoofing on services in Outer', ['OnApi', 'OnWeb']],
    ['tampering on stores in Outer', ['OnDb']],
    ['spoofing on In', ['OnIn']],
    ['spoofing on User', ['OnUser']],
    ['spoofing on Outer except OnApi, OnPair', ['OnQuery', 'OnWeb']],
    ['OnWeb, OnDb', ['OnDb', 'OnWeb']],
  ] as const)
    it(`${scope}: ${names.join(', ')}`, async () => assert.deepEqual(await catches(scope), names));

  it('catches something', async () => {
    const [found] = await finds(`${world} control C { ⟦reference: reduces loss of repudiation on Outer by 10%⟧ }`);
    assert.match(found.message, /catches no threat/);
  });

  it('takes a zone after "flows in"', async () => {
    await finds(`${world} control C { reduces loss of spoofing on ⟦reference: flows in Web⟧ by 10% }`);
  });

  it('takes flows that are declared', async () => {
    await finds('service A service B threat T { on ⟦reference: A to B⟧ frequency 1 per year loss $1 }');
  });
});

describe('a control in error', () => {
  const text = (status: string, line: string) => `${threats} control C { status ${status} ${line} }`;

  it('stops the states in which it works', async () => {
    const planned = await lower(text('planned', 'reduces loss of Direct by 150%'));
    assert.deepEqual(threat(planned, 'Direct').unknownIn, ['target']);
    assert.deepEqual(threat(planned, 'Contact').unknownIn, []);
    const inPlace = await lower(text('in-place', 'coverage $5 reduces loss of Direct by 50%'));
    assert.deepEqual(threat(inPlace, 'Direct').unknownIn, ['current', 'target']);
    assert.equal(inPlace.model.controls.length, 0);
    assert.deepEqual(threat(await lower(text('retired', 'reduces loss of Direct by 150%')), 'Direct').unknownIn, []);
  });

  it('keeps what it acts on by name where another name is wrong', async () => {
    const lowered = await lower(text('planned', 'reduces loss of Direct, Nothing by 50%'));
    assert.deepEqual(threat(lowered, 'Direct').unknownIn, ['target']);
  });

  it('may act on all threats of its categories where a place is wrong', async () => {
    const lowered = await lower(`service S threat T { stride tampering on S frequency 1 per year loss $1 }
      threat U { stride spoofing on S frequency 1 per year loss $1 }
      control C { reduces loss of tampering on Nowhere by 50% }`);
    assert.deepEqual(threat(lowered, 'T').unknownIn, ['target']);
    assert.deepEqual(threat(lowered, 'U').unknownIn, []);
  });

  it('is in error where the parser repaired it', async () => {
    const lowered = await lower(text('in-place', 'reduces loss of Direct by 10% coverage'));
    assert.deepEqual(threat(lowered, 'Direct').unknownIn, ['current', 'target']);
  });
});
