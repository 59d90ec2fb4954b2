import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RiskReport } from '../../protocol/index.ts';
import { withFolder } from '../../sources/test/folder.ts';
import { call } from './host.ts';

const text = `system Shop {}
service Orders {}
threat Leak {
  stride information-disclosure
  on Orders
  frequency 0.2..0.4..1 per year
  loss {
    let Exposed = 100 to 10k records
    response $2..$5..$9 per record * Exposed
    secondary "Regulator" in 20%..40% { fines $1..$3..$8 per record * Exposed }
  }
}
`;

describe('the names of what a loss depends on', () => {
  it('are those of the text, of a let its own', () =>
    withFolder({ 'shop.risk': text }, async ({ path }) => {
      const { code, stdout, stderr } = await call(path, ['simulate', '--sensitivity', '--json']);
      assert.equal(code, 0, stderr + stdout);
      const [system] = (JSON.parse(stdout) as RiskReport).systems;
      const bars = system.sensitivity?.total.bars ?? [];
      assert.deepEqual(bars.map(({ name }) => name).sort(), [
        'Leak frequency',
        'Leak let Exposed',
        'Leak number of events',
        'Leak response',
        'Leak secondary "Regulator" chance',
        'Leak secondary "Regulator" fines',
        'Leak whether secondary "Regulator" follows',
      ]);
      assert.equal(bars.find(({ name }) => name === 'Leak let Exposed')?.line, 8);
    }));
});
