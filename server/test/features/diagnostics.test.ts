import assert from 'node:assert/strict';
import type { Finding } from '../../../language/stages.ts';
import { createPublisher } from '../../diagnostics/publisher.ts';
import type { SystemState } from '../../systems/state.ts';
import { createSystems } from '../../systems/systems.ts';
import { project } from '../helpers.ts';

const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 1 } });
const finding = (uri: string, line: number, code = 'unused'): Finding => ({
  code,
  severity: 'hint',
  uri,
  range: at(line),
  message: 'Nothing uses it.',
  related: [],
});

function publishing() {
  const sent: { uri: string; version?: number; diagnostics: readonly unknown[] }[] = [];
  const publisher = createPublisher(
    { sendDiagnostics: async (params) => void sent.push(params) },
    (code) => `https://example.org/${code}`,
  );
  return { sent, publisher, none: () => undefined };
}

describe('diagnostics', () => {
  it('carry code, page, tag and place', () => {
    const { sent, publisher } = publishing();
    publisher.publish([finding('file:///a', 3)], () => 7);
    assert.deepEqual(sent, [
      {
        uri: 'file:///a',
        version: 7,
        diagnostics: [
          {
            range: at(3),
            severity: 4,
            code: 'unused',
            source: 'risk',
            message: 'Nothing uses it.',
            codeDescription: { href: 'https://example.org/unused' },
            tags: [1],
          },
        ],
      },
    ]);
  });
  it('are sent once, and cleared when there is nothing more to say', () => {
    const { sent, publisher, none } = publishing();
    publisher.publish([finding('file:///a', 1), finding('file:///b', 1)], none);
    publisher.publish([finding('file:///a', 1), finding('file:///b', 2)], none);
    publisher.publish([], none);
    publisher.publish([], none);
    assert.deepEqual(
      sent.map(({ uri, diagnostics }) => `${uri} ${diagnostics.length}`),
      ['file:///a 1', 'file:///b 1', 'file:///b 1', 'file:///a 0', 'file:///b 0'],
    );
  });
  it('are at most a thousand for one file', () => {
    const { sent, publisher, none } = publishing();
    publisher.publish(
      Array.from({ length: 5000 }, (_, line) => finding('file:///a', line)),
      none,
    );
    assert.equal(sent[0].diagnostics.length, 1000);
  });
  it('tell what needs figures once they are there', async () => {
    const of = await project(
      'system S { appetite { at most 1% chance above $1 } }\nthreat A { stride spoofing frequency 1 per year loss $1k }',
    );
    const codes = () => of.bench.findings().map(({ code }) => code);
    assert.ok(!codes().includes('appetite'));
    await of.figures();
    assert.ok(codes().includes('appetite'));
    await of.write('model.risk', `${of.files.get('model.risk')}\n// a comment moves no figure`);
    assert.ok(codes().includes('appetite'));
  });
});

describe('systems', () => {
  it('are not read for a request when that takes long', () => {
    let time = 0;
    let reads = 0;
    const documents = [{ uri: 'file:///a', parseResult: { value: {} } }];
    const systems = createSystems({
      isSettled: () => true,
      evidence: () => undefined,
      today: () => '2026-11-21',
      now: () => time,
      linked: () => [{ id: 'a', name: 'A', documents } as never],
      read(linked) {
        time += 400;
        reads++;
        return {
          id: 'a',
          linked,
          today: '2026-11-21',
          trees: [],
          lowered: {},
          findings: [],
          modelKey: String(reads),
        } as unknown as SystemState;
      },
    });
    assert.equal(systems.of('file:///a')?.modelKey, '1');
    systems.invalidate();
    assert.equal(systems.of('file:///a')?.modelKey, '1');
    assert.equal(systems.all()[0].modelKey, '2');
    assert.equal(systems.cost, 400);
  });
});
