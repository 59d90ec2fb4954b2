import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { URI } from 'langium';
import { findEvidence, readEvidence } from '../../../protocol/index.ts';
import { clientEvidence } from '../../workspace/client-evidence.ts';

const from = 'vscode-vfs://github/a/shop/model.risk';
const root = URI.parse('vscode-vfs://github/a');

/** Evidence of a client that answers; what it was asked is in `asked`. */
function evidence(answers: Readonly<Record<string, (params: never) => unknown>>) {
  const asked: unknown[] = [];
  const files = clientEvidence(
    {
      sendRequest: async (method: unknown, params: unknown) => {
        asked.push(params);
        const answer = answers[String(method)];
        if (!answer) throw new Error('Not known.');
        return answer(params as never);
      },
    } as never,
    () => root,
  );
  return { files, asked };
}

const file = (name: string) => ({ uri: `vscode-vfs://github/a/reports/${name}`, stamp: '1 2' });

describe('evidence of a client', () => {
  it('is asked for by folder and glob, and named relative to the root', async () => {
    const { files, asked } = evidence({ [findEvidence]: () => [file('b%20x.json'), file('a.json'), { uri: 7 }] });
    const found = await files.find('../reports/*.json', from);
    assert.deepEqual(asked, [{ folder: 'vscode-vfs://github/a/reports', glob: '*.json', limit: 201 }]);
    assert.deepEqual(
      found.files.map(({ path, stamp }) => [path, stamp]),
      [
        ['reports/a.json', '1 2'],
        ['reports/b x.json', '1 2'],
      ],
    );
  });

  it('is never asked for outside of the root, nor at an address', async () => {
    const { files, asked } = evidence({ [findEvidence]: () => [file('a.json')] });
    for (const pattern of ['../../b/*.json', '/etc/*.json', 'https://x.example/a.json', '*/../../../x.json']) {
      const found = await files.find(pattern, from);
      assert.equal(found.files.length, 0, pattern);
      assert.equal(found.problems.length, 1, pattern);
    }
    assert.deepEqual(asked, []);
    const strange = evidence({ [findEvidence]: () => [{ uri: 'file:///etc/passwd', stamp: '' }] });
    assert.deepEqual((await strange.files.find('*.json', from)).files, []);
  });

  it('is bounded in number', async () => {
    const many = Array.from({ length: 201 }, (_, index) => file(`${index}.json`));
    const { files } = evidence({ [findEvidence]: () => many });
    const found = await files.find('../reports/*.json', from);
    assert.equal(found.files.length, 200);
    assert.match(found.problems[0].message, /more than 200 files/);
  });

  it('is read, unpacked and bounded in size', async () => {
    const read = (bytes: unknown, limit = 1000) =>
      evidence({ [readEvidence]: () => ({ bytes }) }).files.read({ path: 'a', uri: file('a').uri, stamp: '' }, limit);
    const text = new TextEncoder().encode('{"a":1}');
    assert.deepEqual(await read(text), text);
    assert.deepEqual(await read(new Uint8Array(gzipSync(text))), text);
    assert.match(problemOf(await read(new Uint8Array(gzipSync(new Uint8Array(5000))))), /unpacks to more/);
    assert.match(problemOf(await read(new Uint8Array(gzipSync(text)).subarray(0, 12))), /broken or cut off/);
    assert.match(problemOf(await read('text')), /did not give/);
  });

  it('says why a client gives nothing', async () => {
    const { files } = evidence({ [readEvidence]: () => ({ problem: 'It is too far away.' }) });
    assert.deepEqual(await files.read({ path: 'a', uri: 'x:a', stamp: '' }, 10), { problem: 'It is too far away.' });
    assert.match((await files.find('*.json', from)).problems[0].message, /does not say which files/);
  });
});

function problemOf(answer: Uint8Array | { readonly problem: string }): string {
  return 'problem' in answer ? answer.problem : '';
}
