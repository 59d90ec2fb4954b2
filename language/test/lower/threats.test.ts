import assert from 'node:assert/strict';
import { meanOf } from '../../../engine/index.ts';
import { finds, lawOf, lower, lowerClean, near, numberOf, threat, uncounted } from './helpers.ts';

describe('frequencies', () => {
  const with_ = (body: string, before = '') => `${before}\nthreat T { frequency { ${body} } loss $1 }`;

  it('takes threat events and vulnerability in every way', async () => {
    const rate = await lowerClean(with_('threat-events 5 per year vulnerability 10%'));
    assert.deepEqual(threat(rate, 'T').frequency, {
      by: 'factors',
      threatEvents: { by: 'rate', threatEvents: { kind: 'constant', value: 5 } },
      vulnerability: { by: 'probability', vulnerability: { kind: 'constant', value: 0.1 } },
    });
    const contact = threat(await lowerClean(with_('contact 9 per month action 5% vulnerability 10%')), 'T').frequency;
    assert.ok(contact?.by === 'factors' && contact.threatEvents.by === 'contact');
    assert.equal(numberOf(contact.threatEvents.contact), 108);
    const contest = threat(
      await lowerClean(with_('threat-events 5 per year capability 60%..85%..98% resistance 59%..84%..97%')),
      'T',
    ).frequency;
    assert.ok(contest?.by === 'factors' && contest.vulnerability.by === 'contest');
    near(meanOf(contest.vulnerability.capability), (0.6 + 4 * 0.85 + 0.98) / 6);
  });

  it('takes the resistance of an element and the capability of an agent', async () => {
    const before = 'service S { resistance 59%..97% } agent A { capability 40%..80% }';
    const { frequency } = threat(
      await lowerClean(with_('threat-events 5 per year vulnerability of S to A', before)),
      'T',
    );
    assert.ok(frequency?.by === 'factors' && frequency.vulnerability.by === 'contest');
    assert.deepEqual(lawOf(frequency.vulnerability.resistance), {
      law: 'pert',
      min: 0.59,
      mode: 0.78,
      max: 0.97,
      shape: 4,
    });
    const lacking = await lower(with_('threat-events 5 per year vulnerability of S to A', 'service S { } agent A { }'));
    assert.deepEqual(uncounted(lacking), ['T: missing-vulnerability']);
    assert.deepEqual(lacking.description.threats[0].missing, ['the capability of A', 'the resistance of S']);
  });

  for (const [body, reason, missing] of [
    ['threat-events 5 per year', 'missing-vulnerability', ['vulnerability']],
    ['vulnerability 5%', 'missing-frequency', ['threat-events']],
    ['contact 5 per year vulnerability 5%', 'missing-frequency', ['action']],
    ['action 5% vulnerability 5%', 'missing-frequency', ['contact']],
    ['threat-events 5 per year capability 50%', 'missing-vulnerability', ['resistance']],
    ['threat-events 5 per year resistance 50%', 'missing-vulnerability', ['capability']],
    ['', 'missing-frequency', ['threat-events', 'vulnerability']],
    ['threat-events 5 per year contact 1 per year vulnerability 5%', 'error', []],
    ['threat-events 5 per year vulnerability 5% vulnerability 6%', 'error', []],
    ['threat-events 5 per year vulnerability 5% capability 6%', 'error', []],
  ] as const)
    it(`is ${reason} for "${body}"`, async () => {
      const lowered = await lower(with_(body));
      assert.deepEqual(uncounted(lowered), [`T: ${reason}`]);
      assert.deepEqual(lowered.description.threats[0].missing, missing);
    });

  it('misses what is not written at all', async () => {
    assert.deepEqual(uncounted(await lower('threat T { loss $1 }')), ['T: missing-frequency']);
    assert.deepEqual(uncounted(await lower('threat T { frequency 1 per year }')), ['T: missing-loss']);
    assert.deepEqual(uncounted(await lower('threat T { frequency 1 per year loss { let A = 5 } }')), [
      'T: missing-loss',
    ]);
    const nothing = await lower('threat T { }');
    assert.deepEqual(nothing.description.threats[0].missing, ['frequency', 'loss']);
  });
});

describe('losses', () => {
  const lossOf = async (text: string, before = '') =>
    threat(await lowerClean(`${before}\nthreat T { frequency 1 per year loss ${text} }`), 'T').loss;

  it('is a total, a form, or forms', async () => {
    assert.deepEqual((await lossOf('$5')).primary, [{ form: 'unspecified', amount: { kind: 'constant', value: 5 } }]);
    assert.deepEqual(
      (await lossOf('fines $5')).primary.map(({ form }) => form),
      ['fines'],
    );
    const forms = await lossOf('{ response $1 primary { fines $2 response $3 } }');
    assert.deepEqual(
      forms.primary.map(({ form, amount }) => [form, numberOf(amount)]),
      [
        ['response', 1],
        ['fines', 2],
        ['response', 3],
      ],
    );
  });

  it('takes stakeholders with their share', async () => {
    const { secondary } = await lossOf(
      '{ secondary "Regulator" in 60%..80% { fines $1 } secondary in 90% $2 secondary $3 }',
    );
    assert.deepEqual(
      secondary.map(({ title }) => title),
      ['Regulator', '', ''],
    );
    assert.equal(lawOf(secondary[0].probability).law, 'pert');
    assert.equal(numberOf(secondary[2].probability), 1);
    assert.equal(secondary[1].terms[0].form, 'unspecified');
  });

  it('draws a let once an event and shares it', async () => {
    const loss = await lossOf(
      '{ let Exposed = 1%..5% * Orders.size let Twice = 2 * Exposed response $1 per record * Exposed fines $3 per record * Twice }',
      'asset Orders { size 1M records }',
    );
    assert.equal(loss.lets.length, 2);
    assert.equal(JSON.stringify(loss.primary).match(/"kind":"let"/g)?.length, 2);
    near(meanOf(loss.primary[0].amount, { shared: [], lets: loss.lets }), 30_000, 1e-9);
    near(meanOf(loss.primary[1].amount, { shared: [], lets: loss.lets }), 180_000, 1e-9);
  });

  it('sees a let only where it is declared', async () => {
    const lowered = await lower(
      'threat T { frequency 1 per year loss { let A = $5 response A } } threat U { frequency 1 per year loss { response A } }',
    );
    assert.deepEqual(uncounted(lowered), ['U: error']);
  });

  it('keeps an estimate of the year in several losses', async () => {
    const lowered = await lowerClean(`estimate X = $1..$5
      threat T { frequency 1 per year loss X }
      threat U { frequency 1 per year loss 2 * X }`);
    assert.deepEqual(threat(lowered, 'T').loss.primary[0].amount, { kind: 'shared', index: 0 });
  });

  it('says where a loss is not money', async () => {
    await finds(
      'threat T { frequency 1 per year loss { let A = 5 records response ⟦unit: A⟧ secondary in ⟦unit: $5⟧ { fines $1 } } }',
    );
  });
});

describe('leads to', () => {
  const chain = (rest: string) => `threat A { frequency 1 per year loss $1 leads to B in 10%..20% } ${rest}`;

  it('points at the other threat, which needs no frequency', async () => {
    const lowered = await lowerClean(chain('threat B { loss $5 }'));
    assert.equal(threat(lowered, 'B').frequency, null);
    const [{ target, probability }] = threat(lowered, 'A').leadsTo;
    assert.equal(lowered.model.threats[target].name, 'B');
    assert.equal(lawOf(probability).law, 'pert');
  });

  it('refuses circles and leaves what is in one without figures', async () => {
    const text = `threat ⟦cycle: A⟧ { frequency 1 per year loss $1 leads to B in 10% }
      threat ⟦cycle: B⟧ { loss $1 leads to C in 10% } threat ⟦cycle: C⟧ { loss $1 leads to A in 10% leads to D in 5% }
      threat D { frequency 1 per year loss $1 }`;
    const [found] = await finds(text);
    assert.match(found.message, /A → B → C → A|B → C → A → B|C → A → B → C/);
    const lowered = await lower(text.replaceAll(/⟦cycle: |⟧/g, ''));
    assert.deepEqual(uncounted(lowered), ['A: cycle', 'B: cycle', 'C: cycle']);
    assert.deepEqual(new Set(lowered.description.threats[3].lacks), new Set(['A', 'B', 'C']));
    await finds('threat ⟦cycle: A⟧ { frequency 1 per year loss $1 leads to A in 5% }');
  });

  it('makes figures of what follows "at least"', async () => {
    const lowered = await lower(
      chain('threat B { frequency 1 per year loss $5 leads to C in 5% } threat C { loss $1 }').replace(
        'loss $1 leads',
        'leads',
      ),
    );
    assert.deepEqual(uncounted(lowered), ['A: missing-loss']);
    assert.deepEqual(
      lowered.description.threats.map(({ name, lacks }) => [name, lacks]),
      [
        ['A', []],
        ['B', ['A']],
        ['C', ['A']],
      ],
    );
  });

  it('has no figures where only threats without figures lead', async () => {
    const lowered = await lower(chain('threat B { loss $5 }').replace('loss $1 leads', 'leads'));
    assert.deepEqual(uncounted(lowered), ['A: missing-loss', 'B: missing-frequency']);
  });

  it('stops the threat where its probability is in error', async () => {
    const lowered = await lower(
      'threat A { frequency 1 per year loss $1 leads to B in 150% } threat B { frequency 1 per year loss $1 }',
    );
    assert.deepEqual(uncounted(lowered), ['A: error']);
    assert.deepEqual(lowered.description.threats[1].lacks, ['A']);
  });
});

describe('an accepted risk', () => {
  const accepted = async (because: string) => {
    const { description } = await lower(
      `threat T { frequency 1 per year loss $1 accepted until 2027-03-01 by "Ada" because "${because}" }`,
    );
    return description.threats[0].accepted;
  };

  it('says until when, by whom and why; without a reason it is not accepted', async () => {
    assert.deepEqual(await accepted('replaced in spring'), {
      until: '2027-03-01',
      by: 'Ada',
      because: 'replaced in spring',
    });
    assert.equal(await accepted(''), null);
  });
});
