import assert from 'node:assert/strict';
import { Cancelled, type ModelFigures, type RiskModel } from '../../../engine/index.ts';
import { createComputation } from '../../figures/cancellation.ts';
import { type FromWorker, type Solver, type ToWorker, type WorkerPort, workerSolver } from '../../figures/solver.ts';
import { serveFigures } from '../../figures/worker-host.ts';

const model: RiskModel = {
  name: 'Test',
  shared: [],
  threats: [
    {
      name: 'A',
      frequency: { by: 'loss-events', lossEventFrequency: { kind: 'constant', value: 0.5 } },
      loss: { lets: [], primary: [{ form: 'unspecified', amount: { kind: 'constant', value: 1000 } }], secondary: [] },
      leadsTo: [],
      unknownIn: [],
    },
  ],
  controls: [],
  groups: [],
  appetite: [],
  horizonYears: 3,
  discount: 0,
  seed: 'risk',
  trials: 1000,
};
const host = { now: () => performance.now(), breathe: () => new Promise<void>((resolve) => setImmediate(resolve)) };
const computation = () => createComputation(host);
const after = (milliseconds: number, callback: () => void) => {
  const timer = setTimeout(callback, Math.min(milliseconds, 5));
  return () => clearTimeout(timer);
};
const never: Solver = {
  solve: () => Promise.reject(new Error('The fallback was not meant to be used.')),
  dispose: () => {},
};

/** A worker whose far side the test plays. */
function scripted() {
  const asked: ToWorker[] = [];
  const workers: { say(message: FromWorker): void; fail(error: unknown): void; ended: boolean }[] = [];
  const start = (): WorkerPort => {
    const self = { say: (_: FromWorker) => {}, fail: (_: unknown) => {}, ended: false };
    workers.push(self);
    return {
      post: (message) => asked.push(message as ToWorker),
      onMessage: (listener) => Object.assign(self, { say: listener }),
      onFailure: (listener) => Object.assign(self, { fail: listener }),
      terminate: () => Object.assign(self, { ended: true }),
    };
  };
  return { asked, workers, start };
}

const figures = { total: {} } as unknown as ModelFigures;

describe('figures in a worker', () => {
  it('come back as the engine makes them', async () => {
    const start = (): WorkerPort => {
      let toServer = (_: unknown) => {};
      let toWorker = (_: unknown) => {};
      serveFigures(
        {
          post: (message) => toServer(structuredClone(message)),
          onMessage: (listener) => Object.assign(self, { in: listener }),
        },
        host,
      );
      toWorker = (message) => self.in(message);
      return {
        post: (message) => toWorker(structuredClone(message)),
        onMessage: (listener) => (toServer = listener),
        onFailure: () => {},
        terminate: () => {},
      };
    };
    const self = { in: (_: unknown) => {} };
    const found = await workerSolver(start, () => never, after).solve(model, computation());
    assert.equal(found.total.current?.ale, 500);
  });
  it('are given up when cancelled, and the worker is kept if it answers in time', async () => {
    const { asked, workers, start } = scripted();
    const solver = workerSolver(start, () => never, after);
    const running = computation();
    const result = solver.solve(model, running);
    running.cancel();
    await assert.rejects(result, Cancelled);
    workers[0].say({ cancelled: 0 });
    assert.deepEqual(
      asked.map((one) => ('cancel' in one ? 'cancel' : 'solve')),
      ['solve', 'cancel'],
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(workers[0].ended, false);
  });
  it('start anew when a cancelled worker does not come to a breath', async () => {
    const { workers, start } = scripted();
    const solver = workerSolver(start, () => never, after);
    const running = computation();
    const result = solver.solve(model, running);
    running.cancel();
    await assert.rejects(result, Cancelled);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(workers[0].ended, true);
    const again = solver.solve(model, computation());
    workers[1].say({ solved: 1, figures });
    assert.equal(await again, figures);
  });
  it('give a worker more time that is still being loaded', async () => {
    const { workers, start } = scripted();
    const given: number[] = [];
    const solver = workerSolver(
      start,
      () => never,
      (milliseconds) => {
        given.push(milliseconds);
        return () => {};
      },
    );
    for (const id of [0, 1]) {
      const running = computation();
      const result = solver.solve(model, running);
      running.cancel();
      await assert.rejects(result, Cancelled);
      workers[0].say({ cancelled: id });
    }
    assert.ok(given[0] > given[1], given.join());
  });
  it('come all the same when another computation held the worker up, and was cancelled', async () => {
    const { asked, workers, start } = scripted();
    const solver = workerSolver(start, () => never, after);
    const running = computation();
    const given = solver.solve(model, running);
    const other = solver.solve(model, computation());
    running.cancel();
    await assert.rejects(given, Cancelled);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(asked.at(-1), { solve: 1, model });
    workers[0].say({ failed: 1, message: 'This worker is gone.' });
    workers[1].say({ solved: 1, figures });
    assert.equal(await other, figures);
  });
  it('are not asked for once they are cancelled', async () => {
    const { asked, start } = scripted();
    const running = computation();
    running.cancel();
    await assert.rejects(workerSolver(start, () => never, after).solve(model, running), Cancelled);
    assert.deepEqual(asked, []);
  });
  it('come from this thread when the worker breaks', async () => {
    const { workers, start } = scripted();
    const solver = workerSolver(start, () => ({ solve: async () => figures, dispose: () => {} }), after);
    const result = solver.solve(model, computation());
    workers[0].fail(new Error('no workers here'));
    assert.equal(await result, figures);
    assert.equal(await solver.solve(model, computation()), figures);
    assert.equal(workers.length, 1);
  });
  it('say what the engine said when it fails', async () => {
    const { workers, start } = scripted();
    const result = workerSolver(start, () => never, after).solve(model, computation());
    workers[0].say({ failed: 0, message: 'The model cannot be solved.' });
    await assert.rejects(result, /cannot be solved/);
  });
});
