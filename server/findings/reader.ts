/** Who makes findings of the bytes of a file: this thread for a small one, a worker beside it for all others. */
import type { EvidenceContent, EvidenceKind } from '../../language/evidence/files.ts';
import { fromPortable, isPortable, type PortableContent, toPortable } from '../../language/evidence/portable.ts';
import { type ParseEvidence, parseEvidence } from '../../language/evidence/store.ts';
import type { Port, WorkerPort } from '../figures/solver.ts';
import { member } from '../settings.ts';

/** Bytes up to which reading takes less time than a person notices while typing. */
const small = 128 * 1024;

type ToReader = { readonly read: number; readonly kind: EvidenceKind; readonly bytes: Uint8Array };
type FromReader = { readonly done: number } & ({ readonly content: PortableContent } | { readonly failed: string });

export interface EvidenceReader {
  readonly parse: ParseEvidence;
  dispose(): void;
}

interface Waiting {
  readonly resolve: (content: EvidenceContent) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The worker lives as long as it has something to read: what it took of the memory goes with it. A file that breaks it is
 * said to be unreadable; where no worker can be started, everything is read on this thread.
 */
export function createReader(start: (() => WorkerPort) | undefined): EvidenceReader {
  if (start === undefined) return { parse: parseEvidence, dispose: () => {} };
  let worker: WorkerPort | null = null;
  let next = 0;
  const waiting = new Map<number, Waiting>();

  function end(): void {
    worker?.terminate();
    worker = null;
  }

  function settle(answer: FromReader): void {
    const waiter = waiting.get(answer.done);
    waiting.delete(answer.done);
    if ('content' in answer) waiter?.resolve(fromPortable(answer.content));
    else waiter?.reject(new Error(answer.failed));
    if (waiting.size === 0) end();
  }

  /** null: none can be started. */
  function running(): WorkerPort | null {
    if (worker !== null) return worker;
    let started: WorkerPort;
    try {
      started = start!();
    } catch {
      return null;
    }
    started.onMessage((message) => settle(message as FromReader));
    started.onFailure((error) => {
      if (worker !== started) return;
      worker = null;
      for (const { resolve } of waiting.values()) resolve(notRead(error));
      waiting.clear();
    });
    worker = started;
    return started;
  }

  return {
    parse(kind, bytes) {
      const port = bytes.length <= small || !isPortable(kind) ? null : running();
      if (port === null) return parseEvidence(kind, bytes);
      const id = next++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
        const moved = whole && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
        port.post({ read: id, kind, bytes } satisfies ToReader, moved);
      });
    },
    dispose() {
      waiting.clear();
      end();
    },
  };
}

/** The bytes went to the worker with the question, so that nobody can read them in its place. */
function notRead(error: unknown): EvidenceContent {
  const tooMuch = member(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY';
  const why = member(error, 'message');
  const message = tooMuch
    ? 'Reading it took more memory than there is. Split it, or leave out what is not needed.'
    : `Reading it ended early${typeof why === 'string' ? `: ${why}` : ''}. Write the file again to have it read again.`;
  return { kind: 'problem', reason: 'unreadable', message };
}

/** The worker's side. */
export function serveReader(port: Port): void {
  const answer = (message: FromReader) => port.post(message);
  port.onMessage((message) => {
    const { read, kind, bytes } = message as ToReader;
    try {
      answer({ done: read, content: toPortable(parseEvidence(kind, bytes)) });
    } catch (error) {
      answer({ done: read, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
}
