import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'mocha';
import { withFolder } from '../../sources/test/folder.ts';
import { riskCommand } from './risk.ts';
import { tidy } from './texts.ts';

describe('risk lsp', () => {
  it('answers an editor over the standard input and output, and ends when told', () =>
    withFolder({ 'shop.risk': tidy }, async (folder) => {
      const [node, entry] = riskCommand;
      const server = spawn(node, [entry, 'lsp', '--stdio'], { cwd: folder.path });
      const closed = once(server, 'close');
      const params = { processId: null, rootUri: `file://${folder.path}`, capabilities: {}, workspaceFolders: null };
      const answer = await ask(server, 1, 'initialize', params);
      assert.ok((answer.result as { capabilities: { hoverProvider?: unknown } }).capabilities.hoverProvider);
      tell(server, { method: 'initialized', params: {} });
      assert.equal((await ask(server, 2, 'shutdown')).result, null);
      tell(server, { method: 'exit' });
      assert.equal((await closed)[0], 0);
    }));
});

interface Message {
  readonly id?: number;
  readonly result?: unknown;
}

function tell(server: ChildProcessWithoutNullStreams, content: object): void {
  const body = JSON.stringify({ jsonrpc: '2.0', ...content });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

/** Sends a request and waits for its answer; what else comes meanwhile is passed over. */
function ask(server: ChildProcessWithoutNullStreams, id: number, method: string, params?: object): Promise<Message> {
  return new Promise((resolve, reject) => {
    let pending: Buffer = Buffer.alloc(0);
    const onData = (chunk: Buffer): void => {
      pending = Buffer.concat([pending, chunk]);
      for (let next = takeMessage(pending); next !== null; next = takeMessage(pending)) {
        pending = next.rest;
        if (next.message.id !== id || !('result' in next.message)) continue;
        server.stdout.off('data', onData);
        resolve(next.message);
      }
    };
    server.stdout.on('data', onData);
    server.once('close', (code) => reject(new Error(`The server ended with ${code} before it answered ${method}.`)));
    tell(server, { id, method, params });
  });
}

/** The first whole message of what has arrived. */
function takeMessage(bytes: Buffer): { readonly message: Message; readonly rest: Buffer } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const length = Number(/Content-Length: (\d+)/i.exec(bytes.toString('ascii', 0, end))?.[1]);
  const start = end + 4;
  if (bytes.length < start + length) return null;
  return { message: JSON.parse(bytes.toString('utf8', start, start + length)), rest: bytes.subarray(start + length) };
}
