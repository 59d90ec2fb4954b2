import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { solve } from '../../index.ts';
import { constant, draw, loss, model, threat } from '../examples.ts';

describe('the spread of the expected annual loss', () => {
  it('goes by one draw of the rate for a threat and all that it sets off', async () => {
    const rate = draw({ law: 'uniform', min: 1, max: 3 });
    const leadsTo = [1, 2].map((target) => ({ target, probability: constant(0.25) }));
    const threats = [
      threat('Entry', rate, loss([constant(10)]), { leadsTo }),
      threat('Left', null, loss([constant(20)]), { leadsTo: [{ target: 3, probability: constant(0.5) }] }),
      threat('Right', null, loss([constant(20)]), { leadsTo: [{ target: 3, probability: constant(0.5) }] }),
      threat('End', null, loss([constant(40)])),
    ];
    // An entry costs 10 + 2·¼·20 + ¼·40 = 30 on average; the end alone 10.
    const { total, threats: each } = await solve(model(threats));
    for (const [figures, cost] of [
      [total.current, 30],
      [each[3].current, 10],
    ] as const) {
      assert.ok(Math.abs((figures?.aleP5 ?? 0) - 1.1 * cost) < 0.01 * cost, `${figures?.aleP5}`);
      assert.ok(Math.abs((figures?.aleP95 ?? 0) - 2.9 * cost) < 0.01 * cost, `${figures?.aleP95}`);
    }
  });
});
