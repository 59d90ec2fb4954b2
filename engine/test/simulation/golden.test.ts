import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Law, RiskModel } from '../../model.ts';
import { simulate } from '../../simulation/simulate.ts';
import { constant, control, draw, letOf, model, pert, product, shared, sum, term, threat, uniform } from '../models.ts';

const laws: readonly Law[] = [
  { law: 'triangular', min: 1, mode: 2, max: 4 },
  { law: 'normal', mean: 50, sd: 5 },
  { law: 'lognormal', mu: 3, sigma: 0.8 },
  { law: 'quantile-parameterized', p5: 5, p50: 20, p95: 70, scale: 'log' },
  { law: 'beta', alpha: 2, beta: 3 },
  { law: 'gamma', shape: 2, scale: 3 },
  { law: 'exponential', mean: 9 },
  { law: 'pareto', min: 3, shape: 3 },
  { law: 'poisson', mean: 12 },
  { law: 'discrete', values: [1, 5], weights: [0.4, 0.6] },
];

/** Every law and every construct of the model once. */
const everything: RiskModel = model(
  [
    threat('Cause', pert(0.5, 2, 30), constant(0), {
      loss: {
        lets: [uniform(1, 2)],
        primary: laws.map((law) => term(sum(draw(law), product(letOf(0), shared(0))), 'response')),
        secondary: [
          { title: '', probability: draw({ law: 'logit-normal', mu: -1, sigma: 0.5 }), terms: [term(shared(0))] },
        ],
      },
      leadsTo: [{ target: 1, probability: uniform(0.1, 0.3) }],
    }),
    threat('Effect', uniform(0.1, 0.2), draw({ law: 'lognormal', mu: 2, sigma: 1.5 })),
  ],
  {
    shared: [{ name: 'size', expression: pert(1, 2, 9) }],
    controls: [
      control('C', [{ factor: 'frequency', by: uniform(0.1, 0.9), threats: [0, 1] }]),
      control('D', [{ factor: 'response', by: constant(0.5), threats: [0] }], {
        status: 'planned',
        coverage: uniform(0.4, 0.6),
      }),
    ],
  },
);

/** What the test computes here, and another run of JavaScript computes from the same source. */
async function hashOf(of: RiskModel): Promise<string> {
  const { threats, total } = await simulate(of, { trials: 6000, seed: 'golden' });
  return createHash('sha256')
    .update(JSON.stringify([[...threats], total]))
    .digest('hex');
}

const program = (path: string): string => `
import { createHash } from 'node:crypto';
import { simulate } from ${JSON.stringify(path)};
const { threats, total } = await simulate(${JSON.stringify(everything)}, { trials: 6000, seed: 'golden' });
process.stdout.write(createHash('sha256').update(JSON.stringify([[...threats], total])).digest('hex'));
`;

/** Other runtimes that may be installed beside the one that runs this test. */
const others = ['/usr/bin/node', '/usr/local/bin/node'];

function version(runtime: string): string | null {
  try {
    return execFileSync(runtime, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

describe('the same bytes everywhere', () => {
  it('in a bundle, on this and every other installed runtime', async () => {
    const here = await hashOf(everything);
    const folder = mkdtempSync(join(tmpdir(), 'risk-golden-'));
    try {
      const entry = join(folder, 'entry.mjs');
      const bundle = join(folder, 'bundle.mjs');
      writeFileSync(entry, program(join(import.meta.dirname, '../../simulation/simulate.ts')));
      await build({
        entryPoints: [entry],
        outfile: bundle,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20',
      });
      for (const runtime of [process.execPath, ...others]) {
        const found = version(runtime);
        if (found === null) continue;
        assert.equal(execFileSync(runtime, [bundle], { encoding: 'utf8' }), here, `other figures on Node ${found}`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
