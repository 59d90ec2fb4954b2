/** The worker's side: solves one model after the other and stops when it is told to. */
import { Cancelled, createSolverCache, solve } from '../../engine/index.ts';
import type { Host } from '../host.ts';
import { type Computation, createComputation } from './cancellation.ts';
import type { FromWorker, Port, ToWorker } from './solver.ts';

export function serveFigures(port: Port, host: Pick<Host, 'now' | 'breathe'>): void {
  const cache = createSolverCache();
  const running = new Map<number, Computation>();
  const answer = (message: FromWorker) => port.post(message);

  async function compute(id: number, model: Extract<ToWorker, { readonly solve: number }>['model']): Promise<void> {
    const computation = createComputation(host);
    running.set(id, computation);
    try {
      answer({ solved: id, figures: await solve(model, { cancellation: computation, cache }) });
    } catch (error) {
      if (error instanceof Cancelled) answer({ cancelled: id });
      else answer({ failed: id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    } finally {
      running.delete(id);
    }
  }

  port.onMessage((message) => {
    const asked = message as ToWorker;
    if ('cancel' in asked) running.get(asked.cancel)?.cancel();
    else void compute(asked.solve, asked.model);
  });
}
