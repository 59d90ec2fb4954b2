/** What would take too long exactly is simulated, and what is left out of a law is sampled. */
import assert from 'node:assert/strict';
import { solve } from '../../solve.ts';
import { entangled } from '../models.ts';

describe('a loss that depends on itself in many ways', () => {
  it('is simulated, with its mean in closed form and a spread of its factors', async () => {
    const [{ current, factors }] = (await solve(entangled())).threats;
    assert.equal(current?.method, 'simulation');
    // E[L0] = 1.25, E[L0²] = 1.75; E[L1] = 1.25², E[L0·L1] = 1.75 · 1.25; E[Size] = e^0.08.
    const size = Math.exp(0.08);
    const ale = 10 * 1.25 + 0.4 * size * (40 * 1.25 + 80 * 1.25 * 1.25 + 120 * 1.75 * 1.25);
    assert.ok(Math.abs(current.ale / ale - 1) < 1e-3, `${current.ale} ${ale}`);
    const loss = factors.secondaryLoss;
    assert.ok(loss && loss.p5 < loss.p50 && loss.p50 < loss.mean && loss.mean < loss.p95);
  });
});
