/** The language server in a web worker: files are asked from the client. The same script is the worker of figures and reports. */
// Langium's copy of the protocol is another than the connection's and needs its timers and console installed, too.
import 'vscode-jsonrpc/browser';
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { Port, WorkerPort } from './figures/solver.ts';
import { serveFigures } from './figures/worker-host.ts';
import { serveReader } from './findings/reader.ts';
import type { Host } from './host.ts';
import { startServer } from './start.ts';
import { clientFiles } from './workspace/client-files.ts';

/** What tells the script that it was started as a worker of a server, and which. */
const roles = { figures: 'risk-figures', reader: 'risk-reader' } as const;

const scope = self as unknown as DedicatedWorkerGlobalScope;
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

const surroundings: Omit<Host, 'files'> = {
  today: () => new Date().toISOString().slice(0, 10),
  now: () => performance.now(),
  // A message to oneself comes back after pending messages; a timer would wait for four milliseconds.
  breathe: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    }),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

if (scope.name === roles.figures || scope.name === roles.reader) {
  const port: Port = {
    post: (message) => scope.postMessage(message),
    onMessage: (listener) => scope.addEventListener('message', ({ data }) => listener(data)),
  };
  if (scope.name === roles.figures) serveFigures(port, surroundings);
  else serveReader(port);
} else {
  const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope));
  startServer(connection, {
    ...surroundings,
    files: clientFiles(connection),
    startWorker: () => startWorker(roles.figures),
    startReader: () => startWorker(roles.reader),
  });
}

function startWorker(name: string): WorkerPort {
  const worker = new Worker(scope.location.href, { name });
  return {
    post: (message, moved = []) => worker.postMessage(message, [...moved]),
    onMessage: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
    onFailure: (listener) => worker.addEventListener('error', listener),
    terminate: () => worker.terminate(),
  };
}
