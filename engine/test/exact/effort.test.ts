/** What would take too long exactly is simulated, and what is left out of a law is sampled. */
import assert from 'node:assert/strict';
import type { Expression } from '../../model.ts';
import { solve } from '../../solve.ts';
import { constant, draw, letOf, model, product, shared, threat, uniform } from '../models.ts';

/** Stakeholders whose losses depend on two quantities of the event, one made of the other, and on one of the year. */
const entangled = () => {
  const secondary = (size: number, more: Expression) => ({
    title: `of ${size}`,
    probability: uniform(0.2, 0.6),
    terms: [{ form: 'fines' as const, amount: product(product(uniform(size, 3 * size), more), shared(0)) }],
  });
  return model(
    [
      threat('Odd', constant(1), constant(10), {
        loss: {
          lets: [uniform(0.5, 2), product(letOf(0), uniform(0.5, 2))],
          primary: [{ form: 'response', amount: product(uniform(5, 15), letOf(0)) }],
          secondary: [secondary(20, letOf(0)), secondary(40, letOf(1)), secondary(60, product(letOf(0), letOf(1)))],
        },
      }),
    ],
    { shared: [{ name: 'Size', expression: draw({ law: 'lognormal', mu: 0, sigma: 0.4 }) }] },
  );
};

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
