import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { aleOf, assess, effects, falco, findings, kev, near, shop } from './shop.ts';

describe('threat events with evidence', () => {
  const events = 'threat-events uniform(5, 15) per year with evidence vulnerability 20%'.replace(
    'uniform(5, 15) per year',
    'uniform(5, 15) / 1 year',
  );

  it('take alerts as `observed N in DURATION`, once for each rule, service and day', async () => {
    const days = ['2026-11-01', '2026-11-01', '2026-11-03', '2026-11-10'];
    const found = await assess(shop(events), { 'reports/falco.jsonl': falco(days), 'intel/kev.json': kev });
    const [effect] = effects(found);
    assert.ok(effect.factor === 'threat-events');
    assert.deepEqual([effect.count, effect.days, effect.from, effect.to], [3, 10, '2026-11-01', '2026-11-10']);
    const written = await assess(
      shop('threat-events uniform(5, 15) / 1 year observed 3 in 10 days vulnerability 20%'),
      {},
    );
    near(aleOf(found), aleOf(written), 1e-12);
    // The posterior mean by quadrature of x·x³·e^(−xT) over that of x³·e^(−xT) on 5–15.
    const t = 10 / 365.25;
    const integral = (power: number) => {
      const steps = 20_000;
      let sum = 0;
      for (let i = 0; i < steps; i++) {
        const x = 5 + (10 * (i + 0.5)) / steps;
        sum += x ** power * Math.exp(-x * t);
      }
      return sum;
    };
    near(effect.posterior, integral(4) / integral(3), 1e-6);
    assert.deepEqual(
      effect.steps.map(({ day, alerts }) => [day, alerts]),
      [
        ['2026-11-01', 2],
        ['2026-11-03', 1],
        ['2026-11-10', 1],
      ],
    );
  });

  it('never lower a figure: the prior stays, and the listing says why', async () => {
    // One alert in 20 days is 18 a year or so; two in a year of logs would be 2.
    const quiet = falco(['2025-11-25', '2026-11-19']);
    const found = await assess(shop(events), { 'reports/falco.jsonl': quiet, 'intel/kev.json': kev });
    const [effect] = effects(found);
    assert.equal(effect.moved, false);
    assert.match(effect.because, /would lower the mean.*stays/);
    near(aleOf(found), 10 * 0.2 * 100_000);
    assert.equal(found.figures?.withoutEvidence, undefined);
  });

  it('leave one number as it is, and say so', async () => {
    const found = await assess(shop('threat-events 10 per year with evidence vulnerability 20%'), {
      'reports/falco.jsonl': falco(['2026-11-01']),
      'intel/kev.json': kev,
    });
    assert.match(effects(found)[0].because, /one number/);
    near(aleOf(found), 200_000);
  });

  it('are counted twice with a control in place before the sensor: `double-count`', async () => {
    const limit = 'control Limit { status in-place reduces threat-events of Leak by 50% }';
    const found = await assess(shop(events, limit), {
      'reports/falco.jsonl': falco(['2026-11-01', '2026-11-02']),
      'intel/kev.json': kev,
    });
    assert.ok(findings(found).some((message) => message.startsWith('double-count: The alerts were made behind Limit')));
    const planned = await assess(shop(events, limit.replace('in-place', 'planned')), {
      'reports/falco.jsonl': falco(['2026-11-01', '2026-11-02']),
      'intel/kev.json': kev,
    });
    assert.ok(!findings(planned).some((message) => message.startsWith('double-count')));
  });
});
