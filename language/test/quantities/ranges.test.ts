import assert from 'node:assert/strict';
import { distributionOf, meanOf } from '../../../engine/index.ts';
import { estimateX, finds, lawOf, lower, named, near, numberOf, threat } from '../lower/helpers.ts';

const pert = (min: number, mode: number, max: number) => ({ law: 'pert', min, mode, max, shape: 4 });

/** The three numbers of the PERT that a text becomes. */
async function ends(text: string, before = ''): Promise<unknown> {
  return lawOf((await estimateX(text, before)).expression);
}

describe('ranges with ..', () => {
  it('has the most likely value in the middle unless it is said', async () => {
    assert.deepEqual(await ends('10..20'), pert(10, 15, 20));
    assert.deepEqual(await ends('10..12..20'), pert(10, 12, 20));
    near(meanOf((await estimateX('10..12..20')).expression), (10 + 4 * 12 + 20) / 6);
  });

  it('carries a sign forward, a unit and % backward', async () => {
    assert.deepEqual(await ends('$10..15..20'), pert(10, 15, 20));
    assert.equal((await estimateX('$10..20')).unit, 'USD');
    assert.equal((await estimateX('5..20 USD per record')).unit, 'USD per record');
    assert.deepEqual(await ends('1..2..3 years'), pert(1, 2, 3));
    assert.deepEqual(await ends('10..25%'), pert(0.1, 0.175, 0.25));
    assert.deepEqual(await ends('(2 * 5)..30%'), pert(0.1, 0.2, 0.3));
    assert.deepEqual(await ends('1 month..1 year'), pert(1 / 12, (1 / 12 + 1) / 2, 1));
  });

  it('cannot choose between a sign before and a code behind', async () => {
    await finds('system S { exchange 1 EUR = 2 USD }\nestimate X = ⟦unit: $1..2..3 EUR⟧');
    assert.deepEqual(await ends('$1..2 EUR', 'system S { exchange 1 EUR = 2 USD }'), pert(1, 2.5, 4));
  });

  it('never carries a multiplier', async () => {
    const [found] = await finds('estimate X = ⟦range-scale: $5..$20k⟧');
    assert.match(found.message, /`\$5k\.\.\$20k` or `\$5\.\.\$20_000`/);
    assert.deepEqual(
      found.fix?.alternatives.map(({ edits }) => edits[0].newText),
      ['$5k..$20k', '$5..$20_000'],
    );
    await finds('estimate X = ⟦range-scale: 5..10..20k records⟧');
    await finds('estimate X = ⟦range-scale: 5 to 20M records⟧');
    assert.deepEqual(await ends('$0..$20k'), pert(0, 10_000, 20_000));
    assert.deepEqual(await ends('500..2k hours * 1'), pert(500 / 8766, 1250 / 8766, 2000 / 8766));
    assert.deepEqual(await ends('$5k..$20k'), pert(5000, 12_500, 20_000));
  });

  it('refuses ranges that fall or whose middle lies outside', async () => {
    const [found] = await finds('estimate X = ⟦range: $20..$10⟧');
    assert.deepEqual(
      found.fix?.alternatives[0].edits.map((edit) => edit.newText),
      ['$10', '$20'],
    );
    await finds('estimate X = 10..⟦range: 25⟧..20');
    await finds('estimate X = 10%..⟦range: 5⟧..20%');
    await finds('estimate X = 1 to ⟦range: 1⟧ to 3');
  });

  it('warns of equal ends and takes the number', async () => {
    const lowered = await lower('estimate X = 5..5');
    assert.deepEqual(
      lowered.findings.map(({ code }) => code),
      ['equal-ends'],
    );
    assert.equal(numberOf(named(lowered, 'X').expression), 5);
  });

  it('warns of wide ranges of money, counts and rates', async () => {
    const [found] = await finds('estimate X = ⟦wide-pert: $100k..$9.9M⟧');
    assert.match(found.message, /its mean is \$5M\. Did you mean `to`/);
    assert.equal(found.fix?.alternatives[0].edits[0].newText, '$100k to $9.9M');
    await finds('estimate X = ⟦wide-pert: 2..100⟧ per year');
    await finds('estimate X = ⟦wide-pert: 2..100 records⟧');
    await finds('estimate X = every ⟦wide-pert: 1..50 years⟧');
    await finds('asset A { size ⟦wide-pert: 2..100⟧ }');
    for (const text of ['1%..50%', '$0..$5M', '$1..$10', '$1..$5..$100', '1..50 hours', '2..100'])
      await finds(`estimate X = ${text}`);
  });

  it('takes known numbers only', async () => {
    await finds('estimate A = 5..10\nestimate X = ⟦syntax: A⟧..20');
    await finds('estimate X = ⟦syntax: (1..2)⟧..20');
    assert.deepEqual(await ends('(2 + 3)..(4 * 5)'), pert(5, 12.5, 20));
  });

  it('says what to write for a minus between literals', async () => {
    for (const [text, hint] of [
      ['10% - 25%', '10%..25%'],
      ['10 - 25%', '10..25%'],
      ['5 - 15 per year', '5..15 per year'],
      ['$50k - $100k', '$50k..$100k'],
    ] as const) {
      const [found] = await finds(`estimate X = ⟦range: ${text}⟧`);
      assert.equal(found.fix?.alternatives[0].edits[0].newText, hint);
    }
    const [difference] = await finds('estimate X = ⟦range: 100% - 5%⟧');
    assert.match(difference.message, /`95%`/);
    await finds('estimate A = 1..2\nestimate X = 10 - A');
  });
});

describe('ranges with to', () => {
  const k = 1.6448536269514722;

  it('is lognormal with P5 and P95', async () => {
    const law = distributionOf(lawOf((await estimateX('$100k to $1M')).expression));
    near(law.quantile(0.05), 100_000, 1e-9);
    near(law.quantile(0.95), 1_000_000, 1e-9);
    near(law.mean, Math.sqrt(1e11) * Math.exp((Math.log(10) / (2 * k)) ** 2 / 2), 1e-9);
  });

  it('is logit-normal where both ends have % below 100 %', async () => {
    assert.equal(lawOf((await estimateX('10% to 25%')).expression).law, 'logit-normal');
    assert.equal(lawOf((await estimateX('10 to 25%')).expression).law, 'logit-normal');
    assert.equal(lawOf((await estimateX('50% to 150%')).expression).law, 'lognormal');
    assert.equal(lawOf((await estimateX('0.1 to 0.25')).expression).law, 'lognormal');
    const law = distributionOf(lawOf((await estimateX('10% to 25%')).expression));
    near(law.quantile(0.05), 0.1, 1e-9);
    near(law.quantile(0.95), 0.25, 1e-9);
  });

  it('is logit-normal where a probability is expected', async () => {
    const lowered = await lower(`distribution D = 0.2 to 0.4
      threat T { frequency { threat-events 1 per year vulnerability 0.1 to 0.25 } loss $1 }
      threat U { frequency { threat-events 1 per year vulnerability D } loss $1 }
      threat V { frequency { threat-events 1 per year vulnerability min(0.2 to 0.4, 50%) } loss $1 }`);
    assert.deepEqual(
      lowered.findings.map(({ message }) => message),
      [],
    );
    for (const name of ['T', 'U', 'V']) assert.ok(JSON.stringify(threat(lowered, name)).includes('logit-normal'), name);
    await finds('threat T { frequency { threat-events 1 per year vulnerability ⟦range: 0.1 to 1.5⟧ } loss $1 }');
    await finds('threat T { frequency { threat-events 1 per year vulnerability ⟦range: 50% to 100%⟧ } loss $1 }');
  });

  it('is J-QPD-S with three numbers', async () => {
    assert.deepEqual(lawOf((await estimateX('$1 to $2 to $8')).expression), {
      law: 'quantile-parameterized',
      p5: 1,
      p50: 2,
      p95: 8,
      scale: 'log',
    });
    const share = lawOf((await estimateX('1% to 5% to 30%')).expression);
    assert.equal(share.law === 'quantile-parameterized' && share.scale, 'logit');
  });

  it('starts above 0', async () => {
    const [found] = await finds('estimate X = ⟦range: $0 to $5k⟧');
    assert.equal(found.fix?.alternatives[0].edits[0].newText, '$0..$5k');
  });
});

describe('every', () => {
  it('is the rate end by end', async () => {
    assert.deepEqual(await ends('every 2..5..10 years'), pert(0.1, 0.2, 0.5));
    assert.equal(numberOf((await estimateX('every 2 years')).expression), 0.5);
    near(numberOf((await estimateX('every 3 months')).expression), 4);
    const law = distributionOf(lawOf((await estimateX('every 2 to 10 years')).expression));
    near(law.quantile(0.05), 0.1, 1e-9);
    near(law.quantile(0.95), 0.5, 1e-9);
    assert.equal((await estimateX('every 2..5..10 years')).unit, 'per year');
  });

  it('inverts a distribution as if its text stood there', async () => {
    assert.deepEqual(await ends('every D', 'distribution D = 2..5..10 years'), pert(0.1, 0.2, 0.5));
    assert.deepEqual(await ends('every (2..5..10 years)'), pert(0.1, 0.2, 0.5));
  });

  it('divides by anything else', async () => {
    const { expression } = await estimateX('every uniform(1 year, 4 years)');
    near(meanOf(expression), Math.log(4) / 3, 1e-6);
  });

  it('takes durations above 0', async () => {
    await finds('estimate X = every ⟦unit: 5⟧');
    await finds('estimate X = every ⟦range: 0..5 years⟧');
    const [found] = await finds('estimate X = every ⟦unit: 5 per year⟧');
    assert.match(found.message, /Leave `every` out/);
    await finds('estimate X = every ⟦range: uniform(0 years, 1 year)⟧');
  });
});
