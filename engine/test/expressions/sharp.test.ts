import assert from 'node:assert/strict';
import { emptyScope, environment, lawOf } from '../../expressions/index.ts';
import { distributionOf } from '../../laws/index.ts';
import type { Law } from '../../model.ts';
import { draw, plus, times } from '../examples.ts';

const nodes = 8000;

/** E[f(X)] by the midpoint rule over the chances of X. */
function meanOver(law: Law, f: (x: number) => number): number {
  const { quantile } = distributionOf(law);
  let sum = 0;
  for (let k = 0; k < nodes; k++) sum += f(quantile((k + 0.5) / nodes));
  return sum / nodes;
}

function agree(found: (x: number) => number, expected: (x: number) => number, at: readonly number[]): void {
  for (const x of at)
    assert.ok(Math.abs(found(x) - expected(x)) < 3e-5, `P(> ${x}) = ${found(x)}, expected ${expected(x)}`);
}

describe('laws with sharp bends and gaps', () => {
  const leaning: Law = { law: 'quantile-parameterized', p5: 0.5456, p50: 2.486539, p95: 2.6303, scale: 'log' };
  const { survival } = distributionOf(leaning);

  it('as factors', () => {
    const wide: Law = { law: 'pert', min: 60_800, mode: 126_240.72, max: 351_080, shape: 2.5 };
    const law = lawOf(times(draw(wide), draw(leaning)), environment(emptyScope));
    const expected = (t: number): number => meanOver(wide, (x) => survival(t / x));
    agree(law.survival, expected, [6e4, 2e5, 3e5, 3.5e5, 4e5, 5e5, 7e5, 9e5]);
  });

  it('as terms', () => {
    const wide: Law = { law: 'pert', min: 1, mode: 1.3, max: 6, shape: 4 };
    const law = lawOf(plus(draw(wide), draw(leaning)), environment(emptyScope));
    const expected = (t: number): number => meanOver(wide, (x) => survival(t - x));
    agree(law.survival, expected, [2, 3, 3.6, 3.8, 4, 4.4, 5, 6, 8]);
  });

  it('times a few values, divided by a range', () => {
    const factor = { law: 'discrete', values: [0.1, 0.4385, 1.1155], weights: [0.1, 0.1, 0.8] } as const;
    const range: Law = { law: 'pert', min: 0.1, mode: 0.134026, max: 1.8013, shape: 4 };
    const left = times(draw(leaning), draw(factor));
    const law = lawOf({ kind: 'quotient', left, right: draw(range) }, environment(emptyScope));
    const expected = (t: number): number =>
      factor.values.reduce((sum, v, i) => sum + factor.weights[i] * meanOver(range, (y) => survival((t * y) / v)), 0);
    agree(law.survival, expected, [0.5, 1, 2, 3, 5, 8, 10, 12, 15, 20, 25]);
  });
});
