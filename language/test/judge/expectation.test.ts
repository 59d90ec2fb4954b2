import assert from 'node:assert/strict';
import { judgeExpectations } from '../../judge/expectation.ts';
import { expectCode } from '../checks/helpers.ts';
import { assess, contextWith, expectJudged, type MadeUp } from './helpers.ts';

const threat = 'threat Replay { frequency 2 per year loss $20k }';

async function judged(expect: string, made: MadeUp, text = threat) {
  const { findings, results } = judgeExpectations(await contextWith(`${text}\n${expect}`, made));
  return { codes: findings.map(({ code }) => code), found: results[0].found, holds: results[0].holds, findings };
}

describe('expectation', () => {
  it('is an error where it does not hold, at the whole line', async () => {
    const [found] = await expectJudged('expectation', `${threat}\n⟦expectation: expect Replay ale below $30k⟧`);
    assert.equal(found.severity, 'error');
    assert.match(found.message, /^Expected ale below \$30k of Replay, found \$40k\./);
  });

  it('says what was found and whether it holds, for the report', async () => {
    const { expectations } = await assess(`${threat}\nexpect system ale below $50k\nexpect Replay ale above $50k`);
    assert.deepEqual(
      expectations.map(({ found, holds, line }) => ({ found: Math.round(found!), holds, line })),
      [
        { found: 40_000, holds: true, line: 2 },
        { found: 40_000, holds: false, line: 3 },
      ],
    );
  });

  it('excludes the limits of below and above, and includes those of within', async () => {
    const made = { threat: { ale: 40_000 } };
    assert.equal((await judged('expect Replay ale below $40k', made)).holds, false);
    assert.equal((await judged('expect Replay ale above $40k', made)).holds, false);
    assert.equal((await judged('expect Replay ale within $40k..$50k', made)).holds, true);
    assert.equal((await judged('expect Replay ale within $30k..$40k', made)).holds, true);
    assert.equal((await judged('expect Replay ale within $41k..$50k', made)).holds, false);
  });

  it('shows enough digits to tell the figure from the limit', async () => {
    const message = async (limit: string, made: MadeUp) =>
      (await judged(`expect Replay ${limit}`, made)).findings[0].message;
    assert.match(
      await message('ale below $800_000', { threat: { ale: 800_002 } }),
      /^Expected ale below \$800_000 of Replay, found \$800\.002k\./,
    );
    assert.match(
      await message('probability-of-loss below 10%', { threat: { probabilityOfLoss: 0.10001 } }),
      / 10\.001%/,
    );
    assert.match(await message('ale below $40k', { threat: { ale: 40_000 } }), /found \$40k\./);
  });

  it('takes every measure, each in its own unit', async () => {
    const made = { threat: { p90: 5, tvar95: 6, probabilityOfLoss: 0.2, eventsPerYear: 3 } };
    assert.equal((await judged('expect Replay p90 within $5..$6', made)).holds, true);
    assert.equal((await judged('expect Replay tvar95 above $5', made)).holds, true);
    assert.equal((await judged('expect Replay probability-of-loss below 25%', made)).holds, true);
    assert.equal((await judged('expect Replay events within 3..4', made)).holds, true);
  });

  it('judges elements and states', async () => {
    const text = `service Shop ${threat.replace('{', '{ on Shop')} control C { reduces frequency of Replay by 50% }`;
    const { expectations } = await assess(`${text}
      expect Shop ale within $39k..$41k
      expect Shop ale within $19k..$21k in target
      expect Shop ale within $39k..$41k in inherent`);
    assert.deepEqual(
      expectations.map(({ holds }) => holds),
      [true, true, true],
    );
  });

  it('judges figures of controls', async () => {
    const control = `${threat} control C { cost $10k reduces frequency of Replay by 50% }`;
    const { expectations, findings } = await assess(
      `${control}\nexpect C roi above 1.9\nexpect C risk-reduction below $19k`,
    );
    assert.deepEqual(
      expectations.map(({ holds }) => holds),
      [true, false],
    );
    assert.deepEqual(findings.filter(({ code }) => code === 'expectation').length, 1);
  });

  it('is near its limit within two standard errors', async () => {
    const interval = [90, 110] as const;
    const standardErrors = {
      p10: interval,
      p50: interval,
      p90: interval,
      p95: interval,
      p99: interval,
      tvar95: interval,
    };
    const made = { threat: { p90: 100, standardErrors } };
    const near = await judged('expect Replay p90 below $105', made);
    assert.deepEqual([near.codes, near.holds, near.found], [['near-limit'], null, 100]);
    assert.equal(near.findings[0].severity, 'information');
    assert.deepEqual((await judged('expect Replay p90 below $95', made)).codes, ['near-limit']);
    assert.deepEqual((await judged('expect Replay p90 below $111', made)).codes, []);
    assert.deepEqual((await judged('expect Replay p90 below $89', made)).codes, ['expectation']);
    assert.deepEqual(
      (await judged('expect Replay ale below $3', { threat: { ale: 2, aleStandardError: 0.6 } })).codes,
      ['near-limit'],
    );
    // Whoever computed it, a share and a number of events are as sure as they are said to be.
    const shares = { ...standardErrors, probabilityOfLoss: [0.27, 0.33] as const, eventsPerYear: [0.9, 1.1] as const };
    for (const method of ['simulation', 'hybrid'] as const) {
      const counted = { threat: { method, probabilityOfLoss: 0.3, eventsPerYear: 1, standardErrors: shares } };
      assert.deepEqual((await judged('expect Replay probability-of-loss below 32%', counted)).codes, ['near-limit']);
      assert.deepEqual((await judged('expect Replay probability-of-loss below 34%', counted)).codes, []);
      assert.deepEqual((await judged('expect Replay events below 1.05', counted)).codes, ['near-limit']);
      assert.deepEqual((await judged('expect Replay events below 0.8', counted)).codes, ['expectation']);
    }
  });

  it('of something that lacks parts never passes', async () => {
    const text = `service Shop ${threat} threat Open { on Shop loss $1 }`;
    for (const subject of ['system', 'Shop']) {
      const { codes, holds, findings } = await judged(
        `expect ${subject} ale below $1M`,
        { total: { ale: 40_000 } },
        text,
      );
      assert.deepEqual([codes, holds], [['expectation'], null], subject);
      assert.match(findings[0].message, /Open/);
    }
    const { findings } = await judged('expect Open ale below $1M', {}, text);
    assert.match(findings[0].message, /no figures/);
  });

  it('of a figure that does not exist fails and says why', async () => {
    const text = `${threat} control Free { reduces frequency of Replay by 50% } control Old { status retired }`;
    const of = async (expect: string) => (await judged(expect, {}, text)).findings[0].message;
    assert.match(await of('expect Free roi above 1'), /costs nothing/);
    assert.match(await of('expect Old roi above 1'), /retired/);
  });

  it('of an element that no threat strikes has nothing to hold against', async () => {
    const [found] = await expectJudged(
      'expectation',
      `service Shop ${threat}\n⟦expectation: expect Shop ale below $1⟧`,
    );
    assert.match(found.message, /no threat is on it/);
  });

  it('must measure what its subject has', async () => {
    const control = `${threat} control C { cost $1 reduces loss of Replay by 50% }\n`;
    await expectCode('reference', `${control}expect C ⟦reference: ale⟧ below $1`);
    await expectCode('reference', `${threat}\nexpect Replay ⟦reference: roi⟧ above 1`);
    await expectCode('reference', `${threat}\nexpect system ⟦reference: net-benefit⟧ above $1`);
    await expectCode('syntax', `${control}expect C roi above 1 in ⟦syntax: target⟧`);
  });

  it('is not judged where its line has an error of its own', async () => {
    const { findings } = await assess(`${threat}\nexpect Replay ale below 5 hours\nexpect Nobody ale below $1`);
    assert.deepEqual(
      findings.filter(({ code }) => code === 'expectation'),
      [],
    );
  });
});
