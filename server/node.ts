/** The server on Node: what it needs from the machine, and its start on the transport that the arguments name. */
// Langium's copy of the protocol is another than the connection's and needs its timers and console installed, too.
import 'vscode-jsonrpc/node';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeRevisions } from './compare/node-revisions.ts';
import type { Port, WorkerPort } from './figures/solver.ts';
import { serveFigures } from './figures/worker-host.ts';
import { serveReader } from './findings/reader.ts';
import type { Host } from './host.ts';
import { startServer as startOn } from './start.ts';
import { nodeFiles } from './workspace/node-files.ts';

/** What tells the program that it was started as a worker of a server, and which. */
const roles = { figures: 'risk-figures', reader: 'risk-reader' } as const;

/**
 * Serves one client until it hangs up. The transport is in the process's arguments: `--stdio`, `--node-ipc`,
 * `--socket=…`. The same program, with the same arguments, is the worker that computes figures, or reads reports.
 */
export function startServer(): void {
  const role = isMainThread ? null : workerData;
  if (parentPort && (role === roles.figures || role === roles.reader)) {
    const parent = parentPort;
    const port: Port = {
      post: (message) => parent.postMessage(message),
      onMessage: (listener) => parent.on('message', listener),
    };
    if (role === roles.figures) serveFigures(port, nodeHost());
    else serveReader(port);
  } else {
    startOn(createConnection(ProposedFeatures.all), {
      ...nodeHost(),
      startWorker: () => startWorker(roles.figures),
      startReader: () => startWorker(roles.reader),
    });
  }
}

export function nodeHost(): Host {
  return {
    files: nodeFiles(),
    revisions: nodeRevisions(),
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

function startWorker(role: (typeof roles)[keyof typeof roles]): WorkerPort {
  // Its output must not get into the stream that the server speaks on.
  const worker = new Worker(process.argv[1], {
    argv: process.argv.slice(2),
    workerData: role,
    stdout: true,
    stderr: true,
  });
  worker.unref();
  return {
    post: (message, moved = []) => worker.postMessage(message, [...moved]),
    onMessage: (listener) => worker.on('message', listener),
    onFailure(listener) {
      worker.on('error', listener);
      worker.on('exit', (code) => listener(new Error(`The worker ${role} ended with code ${code}.`)));
    },
    terminate: () => void worker.terminate(),
  };
}
