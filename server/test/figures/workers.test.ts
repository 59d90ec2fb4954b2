import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { type Expression, type Law, type RiskModel, solve, type Threat } from '../../../engine/index.ts';
import { createComputation } from '../../figures/cancellation.ts';
import { inlineSolver, type Solver, workerSolver } from '../../figures/solver.ts';

const draw = (law: Law): Expression => ({ kind: 'draw', law });

/** A loss without a mean has no exact solution: it is simulated, and the sums with it. */
const threat = (name: string, events: number): Threat => ({
  name,
  frequency: { by: 'loss-events', lossEventFrequency: draw({ law: 'gamma', shape: 2, scale: events / 2 }) },
  loss: {
    lets: [],
    primary: [
      {
        form: 'unspecified',
        amount: {
          kind: 'product',
          left: { kind: 'shared', index: 0 },
          right: draw({ law: 'pareto', min: 1000, shape: 0.9 }),
        },
      },
    ],
    secondary: [],
  },
  leadsTo: [],
  unknownIn: [],
});

const model = (seed: string, trials = 20_000): RiskModel => ({
  name: 'Test',
  shared: [{ name: 'size', expression: draw({ law: 'pert', min: 1, mode: 2, max: 9, shape: 4 }) }],
  threats: [threat('A', 0.5), threat('B', 3), threat('C', 12)],
  controls: [],
  groups: [{ kind: 'element', name: 'S', threats: [0, 1] }],
  appetite: [],
  horizonYears: 3,
  discount: 0,
  seed,
  trials,
});

const computation = () =>
  createComputation({ now: () => performance.now(), breathe: () => new Promise((resolve) => setImmediate(resolve)) });

const after = (milliseconds: number, callback: () => void): (() => void) => {
  const timer = setTimeout(callback, milliseconds);
  return () => clearTimeout(timer);
};

/** Computes in a real thread. */
function inThread(): Solver {
  const start = () => {
    const worker = new Worker(new URL('./figures-worker.ts', import.meta.url), { stderr: true });
    return {
      post: (message: unknown) => worker.postMessage(message),
      onMessage: (listener: (message: unknown) => void) => worker.on('message', listener),
      onFailure: (listener: (error: unknown) => void) => worker.on('error', listener),
      terminate: () => void worker.terminate(),
    };
  };
  return workerSolver(start, () => assert.fail('The worker broke.'), after);
}

const bytes = (figures: unknown): string => JSON.stringify(figures);

describe('workers', () => {
  it('do not change a byte of the figures, whatever their number', async () => {
    const models = [model('one'), model('two'), model('three', 20_001)];
    const alone = await Promise.all(models.map(async (each) => bytes(await solve(each))));
    assert.equal(new Set(alone).size, models.length, 'another seed has other figures');
    const here = inlineSolver();
    const solvers = [inThread(), inThread(), inThread()];
    try {
      for (let count = 0; count <= solvers.length; count++) {
        const found = await Promise.all(
          models.map(async (each, i) => {
            const solver = count === 0 ? here : solvers[i % count];
            return bytes(await solver.solve(each, computation()));
          }),
        );
        assert.deepEqual(found, alone, `${count} workers`);
      }
    } finally {
      for (const solver of solvers) solver.dispose();
    }
  });

  it('end a long computation soon after it is cancelled, and are warm for the next', async () => {
    const solver = inThread();
    try {
      await solver.solve(model('warm'), computation());
      const long = computation();
      const found = solver.solve({ ...model('long', 5_000_000), seed: 'long' }, long);
      setTimeout(() => long.cancel(), 100);
      await assert.rejects(found, { name: 'Cancelled' });
      assert.equal(bytes(await solver.solve(model('next'), computation())), bytes(await solve(model('next'))));
    } finally {
      solver.dispose();
    }
  });
});
