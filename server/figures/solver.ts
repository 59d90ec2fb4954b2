/** Who computes figures: this thread in slices, or a worker beside it. */
import { Cancelled, createSolverCache, type ModelFigures, type RiskModel, solve } from '../../engine/index.ts';
import type { Computation } from './cancellation.ts';

export interface Solver {
  /** Figures of a model. Rejects with `Cancelled` when the computation is cancelled. */
  solve(model: RiskModel, computation: Computation): Promise<ModelFigures>;
  dispose(): void;
}

/** Computes on this thread; what one step of the engine takes, nothing else runs. */
export function inlineSolver(): Solver {
  const cache = createSolverCache();
  return { solve: (model, cancellation) => solve(model, { cancellation, cache }), dispose: () => {} };
}

/** A worker's end of the line, or the server's: plain data goes both ways. */
export interface Port {
  /** What is in `moved` is the other end's from then on, and is not copied. */
  post(message: unknown, moved?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
}

export interface WorkerPort extends Port {
  onFailure(listener: (error: unknown) => void): void;
  terminate(): void;
}

export type ToWorker = { readonly solve: number; readonly model: RiskModel } | { readonly cancel: number };
export type FromWorker =
  | { readonly solved: number; readonly figures: ModelFigures }
  | { readonly failed: number; readonly message: string }
  | { readonly cancelled: number };

/**
 * Milliseconds that a cancelled worker has to come to a breath; then it is replaced by a new one. Nobody waits for it,
 * but it keeps a processor busy that is wanted for something else.
 */
const grace = 40;
/** The same before its first answer: it is still being loaded, and the next one would be as well. */
const firstGrace = 400;

/**
 * Computes in a worker, so that no request waits for a figure. One that fails to start or breaks is replaced by
 * `fallback` for good: figures come later then, but they come.
 */
export function workerSolver(
  start: () => WorkerPort,
  fallback: () => Solver,
  after: (milliseconds: number, callback: () => void) => () => void,
): Solver {
  let worker: WorkerPort | null = null;
  let isLoaded = false;
  let instead: Solver | null = null;
  let next = 0;
  const waiting = new Map<number, Waiting>();
  /** Cancelled, and not answered yet: how to keep the worker after all. */
  const leaving = new Map<number, () => void>();

  function settle(message: unknown): void {
    const answer = message as FromWorker;
    const id = 'solved' in answer ? answer.solved : 'failed' in answer ? answer.failed : answer.cancelled;
    leaving.get(id)?.();
    leaving.delete(id);
    const waiter = waiting.get(id);
    waiting.delete(id);
    if ('solved' in answer) waiter?.resolve(answer.figures);
    else waiter?.reject('failed' in answer ? new Error(answer.message) : new Cancelled());
  }

  function end(): void {
    worker?.terminate();
    worker = null;
    for (const keep of leaving.values()) keep();
    leaving.clear();
  }

  function stop(reason: unknown): void {
    end();
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  }

  /** What else the worker was asked for is asked of the next one. */
  function replace(): void {
    end();
    for (const [id, { model }] of waiting) running().post({ solve: id, model } satisfies ToWorker);
  }

  function running(): WorkerPort {
    if (worker) return worker;
    const started = start();
    started.onMessage((message) => {
      if (worker !== started) return;
      isLoaded = true;
      settle(message);
    });
    started.onFailure((error) => {
      if (worker !== started) return;
      instead = fallback();
      stop(error);
    });
    worker = started;
    isLoaded = false;
    return started;
  }

  async function solveInWorker(model: RiskModel, computation: Computation): Promise<ModelFigures> {
    const id = next++;
    const port = running();
    return new Promise((resolve, reject) => {
      waiting.set(id, { model, resolve, reject });
      port.post({ solve: id, model } satisfies ToWorker);
      computation.onCancel(() => {
        if (!waiting.delete(id)) return;
        reject(new Cancelled());
        worker?.post({ cancel: id } satisfies ToWorker);
        leaving.set(id, after(isLoaded ? grace : firstGrace, replace));
      });
    });
  }

  return {
    async solve(model, computation) {
      if (computation.cancelled) throw new Cancelled();
      if (!instead) {
        try {
          return await solveInWorker(model, computation);
        } catch (error) {
          if (error instanceof Cancelled || !instead) throw error;
        }
      }
      return instead.solve(model, computation);
    },
    dispose: () => stop(new Cancelled()),
  };
}

interface Waiting {
  readonly model: RiskModel;
  readonly resolve: (figures: ModelFigures) => void;
  readonly reject: (error: unknown) => void;
}
