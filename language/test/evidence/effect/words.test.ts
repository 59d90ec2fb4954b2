import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assessSystem } from '../../../assess.ts';
import { inWords, project } from '../../helpers.ts';
import { aleOf, assess, kev, near, shop, today, trivy } from './shop.ts';

describe('the words `with evidence`', () => {
  const misplaced: readonly (readonly [string, string])[] = [
    ['a direct frequency', 'threat T { frequency 1..2 per year with evidence loss $1k }'],
    ['a loss', 'threat T { frequency 1 per year loss $1k..$2k with evidence }'],
    [
      'a secondary probability',
      'threat T { frequency 1 per year loss { secondary in 10% with evidence { fines $1k } } }',
    ],
    ['an estimate', 'estimate X = 1..2 per year with evidence'],
    ['a distribution', 'distribution X = 10%..20% with evidence'],
    [
      'a contact',
      'threat T { frequency { contact 1..2 per year with evidence action 10% vulnerability 10% } loss $1k }',
    ],
    ['a cost', 'control C { cost $5k with evidence }'],
    ['a service’s resistance', 'service S { resistance 10%..20% with evidence }'],
    [
      'a reduction',
      'threat T { frequency 1 per year loss $1k } control C { reduces frequency of T by 10% with evidence }',
    ],
  ];
  for (const [what, text] of misplaced) {
    it(`are an error beside ${what}`, async () => {
      const { services, system } = await project({ 'shop.risk': text });
      const { findings: found } = await assessSystem(services, system(), { today });
      const errors = found.filter(({ severity }) => severity === 'error');
      assert.equal(errors.length, 1, errors.map(inWords).join('\n'));
      assert.match(errors[0].message, /^Evidence moves the `threat-events`/);
      assert.equal(errors[0].code, 'syntax');
    });
  }

  it('are an error beside threat events that others share', async () => {
    const { services, system } = await project({
      'shop.risk':
        'estimate Rate = 1..2 per year threat T { frequency { threat-events Rate with evidence vulnerability 10% } loss $1k }',
    });
    const { findings: found } = await assessSystem(services, system(), { today });
    assert.ok(found.some(({ code, message }) => code === 'reference' && message.includes('other places use, too')));
  });

  it('may stand beside a shared vulnerability, whose draw stays shared', async () => {
    const found = await assess(
      `${shop('threat-events 10 per year vulnerability V with evidence')}\nestimate V = uniform(10%, 30%)`,
      {
        'intel/kev.json': kev,
        'reports/trivy.json': trivy([{ id: 'CVE-2026-0001' }]),
      },
    );
    near(aleOf(found), 600_000, 1e-6);
  });

  it('stand once', async () => {
    const { services, system } = await project({
      'shop.risk':
        'threat T { frequency { threat-events 1..2 per year with evidence with evidence vulnerability 10% } loss $1k }',
    });
    const { findings: found } = await assessSystem(services, system(), { today });
    assert.ok(found.some(({ code }) => code === 'duplicate'));
  });
});
