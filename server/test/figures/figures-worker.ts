/** A worker that computes figures, as the server starts it on Node. */
import { parentPort } from 'node:worker_threads';
import { serveFigures } from '../../figures/worker-host.ts';

const port = parentPort;
if (port !== null) {
  serveFigures(
    { post: (message) => port.postMessage(message), onMessage: (listener) => port.on('message', listener) },
    { now: () => performance.now(), breathe: () => new Promise((resolve) => setImmediate(resolve)) },
  );
}
