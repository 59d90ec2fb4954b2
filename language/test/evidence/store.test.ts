/** What is read of evidence, and how often. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { EvidenceRequest } from '../../evidence/files.ts';
import { requestsOf } from '../../evidence/requests.ts';
import { createEvidenceStore } from '../../evidence/store.ts';
import { damagedDeclarations } from '../../parser/damage.ts';
import { parse, project } from '../helpers.ts';
import { memoryEvidence } from './memory.ts';

const from = 'file:///root/shop.risk';
const report = (pattern: string): EvidenceRequest => ({ kind: 'report', pattern, from });
const kev = { catalogVersion: '1', vulnerabilities: [{ cveID: 'CVE-2026-0001' }] };

describe('the store of evidence', () => {
  it('reads a file once, for all that ask, and again only where its stamp or its content is another', async () => {
    const reports: Record<string, unknown> = { 'r/a.json': '[]', 'r/b.json': '[]' };
    const files = memoryEvidence(reports);
    const store = createEvidenceStore(files);
    const requests = [report('r/*'), report('r/a.json')];
    const first = await store.gather(requests);
    assert.deepEqual(files.reads, ['r/a.json', 'r/b.json']);
    assert.equal(await store.gather(requests), first);
    assert.equal(files.reads.length, 2);
    reports['r/a.json'] = '[ ]';
    const second = await store.gather(requests);
    assert.deepEqual(files.reads, ['r/a.json', 'r/b.json', 'r/a.json']);
    assert.notEqual(second, first);
    assert.equal(second?.answer(requests[0])?.files[1].content, first?.answer(requests[0])?.files[1].content);
  });

  it('keeps what was read where a file was written again with the same content', async () => {
    const reports: Record<string, unknown> = { 'r/a.json': '[]' };
    let stamp = 0;
    const inner = memoryEvidence(reports);
    const store = createEvidenceStore({
      ...inner,
      find: async (pattern, of) => {
        const { files, problems } = await inner.find(pattern, of);
        stamp++;
        return { files: files.map((file) => ({ ...file, stamp: `${stamp}` })), problems };
      },
    });
    const first = await store.gather([report('r/*')]);
    assert.equal(await store.gather([report('r/*')]), first);
    assert.equal(inner.reads.length, 2);
  });

  it('follows files that appear and go, and forgets what nobody asks for', async () => {
    const reports: Record<string, unknown> = { 'r/a.json': '[]' };
    const files = memoryEvidence(reports);
    const store = createEvidenceStore(files);
    const first = await store.gather([report('r/*')]);
    reports['r/b.json'] = '[]';
    const second = await store.gather([report('r/*')]);
    assert.deepEqual(
      [first, second].map((snapshot) => snapshot?.answer(report('r/*'))?.files.length),
      [1, 2],
    );
    await store.gather([]);
    await store.gather([report('r/a.json')]);
    assert.equal(files.reads.filter((path) => path === 'r/a.json').length, 2);
  });

  it('stops where it is told to', async () => {
    const store = createEvidenceStore(memoryEvidence({ 'r/a.json': '[]', 'r/b.json': '[]' }));
    const pause = {
      cancelled: false,
      breathe: async () => {
        pause.cancelled = true;
      },
    };
    assert.equal(await store.gather([report('r/*')], pause), null);
  });

  it('reads feeds as what they are named', async () => {
    const store = createEvidenceStore(memoryEvidence({ 'kev.json': kev }));
    const asKev: EvidenceRequest = { kind: 'kev', pattern: 'kev.json', from };
    const asEpss: EvidenceRequest = { kind: 'epss', pattern: 'kev.json', from };
    const found = await store.gather([asKev, asEpss]);
    assert.deepEqual(
      [asKev, asEpss].map((request) => found?.answer(request)?.files[0].content.kind),
      ['kev', 'problem'],
    );
  });
});

describe('the declarations that ask for files', () => {
  it('ask once each, and not while they are damaged', async () => {
    const { systems } = await project({
      'shop.risk': 'evidence "a" { about S }\nfeed kev "b"\nevidence { about S }\nfeed "c"\nevidence ""\nservice S',
    });
    assert.deepEqual(
      requestsOf(systems).map(({ kind, pattern }) => `${kind} ${pattern}`),
      ['report a', 'kev b'],
    );
  });

  it('are never swallowed by a `with` that is being typed before them', async () => {
    const { document } = await parse('threat T { frequency { vulnerability 10% with\nevidence "a.json"\nservice S');
    assert.deepEqual(
      document.parseResult.value.declarations.map(({ $type }) => $type),
      ['Threat', 'Evidence', 'Service'],
    );
    assert.equal(damagedDeclarations(document.parseResult).size, 1);
  });
});
