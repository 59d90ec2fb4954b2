import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { shop, systemOf, threatIn } from './diff.ts';

/** Edits that can be made in any order, and the threats whose figures they move. */
const edits: readonly (readonly [from: string, to: string, moves: readonly string[]])[] = [
  ['threat-events 1 per year', 'threat-events 1..2..5 per year', ['Leak', 'Outage']],
  ['vulnerability 50%', 'vulnerability 20%..30%', ['Leak', 'Outage']],
  ['response $60k', 'response $50k..$90k', ['Leak']],
  ['fines $40k', 'fines $40k secondary "Regulator" in 50% { fines $3k to $90k }', ['Leak']],
  ['loss productivity 2 hours', 'loss productivity 1..2..6 hours', ['Outage']],
  ['= $10k per hour', '= $8k to $30k per hour', ['Outage']],
  ['status planned', 'status in-place', ['Leak', 'Outage']],
  ['by 40%', 'by 30%..70%', ['Leak', 'Outage']],
  ['leads to Outage in 10%', '', ['Outage']],
  ['"Orders leak"', '"Orders are read"', []],
  ['service Web', '/* words */ service Web', []],
  ['threat Steady', '\n\nthreat  Steady', []],
];

const start = `${shop
  .replace('loss { response', 'leads to Outage in 10% loss { response')
  .replace(
    'cost $10k',
    'status planned cost $10k',
  )}threat Steady { stride spoofing on Web frequency 0.2 to 3 per year loss $1k to $9k }
`;

describe('any set of edits', () => {
  it('moves only what it must, adds up, and is taken back by the way back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...edits], { minLength: 1 }), async (chosen) => {
        const end = chosen.reduce((text, [from, to]) => {
          assert.ok(text.includes(from), from);
          return text.replace(from, to);
        }, start);
        const [there, back] = [await systemOf(start, end), await systemOf(end, start)];
        const mayMove = new Set(chosen.flatMap(([, , moves]) => moves));
        for (const threat of there.threats) {
          if (!mayMove.has(threat.name))
            assert.deepEqual([threat.ale.delta, threat.target.delta, threat.causes], [0, 0, []]);
          assert.equal(threatIn(back, threat.name).ale.delta, -(threat.ale.delta ?? 0) + 0);
          for (const cause of threat.causes) {
            const other = threatIn(back, threat.name).causes.find(({ path }) => path === cause.path);
            assert.ok(Math.abs((other?.delta ?? 0) + cause.delta) < 0.005, `${threat.name} ${cause.path}`);
          }
        }
      }),
      { seed: 11, numRuns: 12 },
    );
  }).timeout(60_000);
});
