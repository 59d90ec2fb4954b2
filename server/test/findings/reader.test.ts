import assert from 'node:assert/strict';
import type { EvidenceContent } from '../../../language/evidence/files.ts';
import type { Port, WorkerPort } from '../../figures/solver.ts';
import { createReader, serveReader } from '../../findings/reader.ts';
import { trivy } from '../helpers.ts';

/** A worker on this thread: what is posted goes through as a copy, as between threads. */
function worker(state: { started: number; ended: number; fail?: () => void }): WorkerPort {
  state.started++;
  let toWorker: (message: unknown) => void = () => {};
  let toServer: (message: unknown) => void = () => {};
  const later = (receive: (message: unknown) => void, message: unknown) => {
    const copy = structuredClone(message);
    setImmediate(() => receive(copy));
  };
  const port: Port = {
    post: (message) => later((copy) => toServer(copy), message),
    onMessage: (listener) => {
      toWorker = listener;
    },
  };
  serveReader(port);
  return {
    post: (message) => later((copy) => toWorker(copy), message),
    onMessage: (listener) => {
      toServer = listener;
    },
    onFailure: (listener) => {
      state.fail = () => listener(Object.assign(new Error('Full.'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }));
    },
    terminate: () => state.ended++,
  };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const large = trivy(
  'shop/orders:1',
  Array.from({ length: 1000 }, (_, index) => `CVE-2026-${10_000 + index}`),
);

describe('reading of evidence', () => {
  it('leaves small files to this thread', async () => {
    const state = { started: 0, ended: 0 };
    const reader = createReader(() => worker(state));
    const content = await reader.parse('report', bytes(trivy('a:1', ['CVE-2026-0001'])));
    assert.ok(content.kind === 'reading' && content.findings.length === 1);
    assert.equal(state.started, 0);
  });

  it('gives large ones to a worker, which ends when it has nothing more to read', async () => {
    const state = { started: 0, ended: 0 };
    const reader = createReader(() => worker(state));
    const found = await Promise.all([reader.parse('report', bytes(large)), reader.parse('report', bytes(large))]);
    for (const content of found) assert.ok(content.kind === 'reading' && content.findings.length === 1000);
    assert.deepEqual(state, { started: 1, ended: 1, fail: (state as { fail?: unknown }).fail });
    await reader.parse('report', bytes(large));
    assert.equal(state.started, 2);
  });

  it('brings scores back as a feed that answers', async () => {
    const rows = Array.from({ length: 9000 }, (_, index) => `CVE-2026-${1000 + index},0.5,0.9`);
    const csv = `#model_version:v1,score_date:2026-11-20T00:00:00Z\ncve,epss,percentile\n${rows.join('\n')}\n`;
    const feed = await createReader(() => worker({ started: 0, ended: 0 })).parse('epss', bytes(csv));
    assert.ok(feed.kind === 'epss');
    assert.deepEqual(
      [feed.count, feed.probability('CVE-2026-1005'), feed.probability('CVE-1999-0001')],
      [9000, 0.5, null],
    );
  });

  it('says that a file cannot be read where it breaks the worker', async () => {
    const state: Parameters<typeof worker>[0] = { started: 0, ended: 0 };
    const reading = createReader(() => worker(state)).parse('report', bytes(large)) as Promise<EvidenceContent>;
    state.fail!();
    const content = await reading;
    assert.ok(content.kind === 'problem' && /memory/.test(content.message));
  });
});
