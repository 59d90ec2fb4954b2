/** The server on Node: what it needs from the machine, and its start on the transport that the arguments name. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Host } from './host.ts';
import { startServer as startOn } from './start.ts';
import { nodeFiles } from './workspace/node-files.ts';

/** Serves one client until it hangs up. The transport is in the process's arguments: `--stdio`, `--node-ipc`, `--socket=…`. */
export function startServer(): void {
  startOn(createConnection(ProposedFeatures.all), nodeHost());
}

export function nodeHost(): Host {
  return {
    files: nodeFiles(),
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}
