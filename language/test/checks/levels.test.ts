import assert from 'node:assert/strict';
import { parse } from '../helpers.ts';
import { expectCode, findingsIn } from './helpers.ts';

describe('check lines', () => {
  const severities = async (line: string, text: string, code: string) => {
    const { project } = await parse(`system S { ${line} } ${text}`);
    return findingsIn(project).flatMap((finding) => (finding.code === code ? [finding.severity] : []));
  };

  it('set the level of a check, for the whole system', async () => {
    assert.deepEqual(await severities('', 'asset A {}', 'unclassified'), ['hint']);
    assert.deepEqual(await severities('check unclassified error because "policy"', 'asset A {}', 'unclassified'), [
      'error',
    ]);
    assert.deepEqual(await severities('check unclassified off because "later"', 'asset A {}', 'unclassified'), []);
  });

  it('need a reason: an empty one is none', async () => {
    assert.deepEqual(await severities('check unclassified off because " "', 'asset A {}', 'unclassified'), ['hint']);
  });

  it('make an error of a check that no comment can silence', async () => {
    const text = '\n// risk-ignore unclassified: no\nasset A {}';
    assert.deepEqual(await severities('check unclassified error because "policy"', text, 'unclassified'), ['error']);
    assert.deepEqual(await severities('check unclassified warning because "policy"', text, 'unclassified'), []);
  });

  it('reach the findings about ignores, too', async () => {
    const text = '\n// risk-ignore stale: nothing\nasset A {}';
    assert.deepEqual(await severities('', text, 'ignore'), ['warning']);
    assert.deepEqual(await severities('check ignore off because "noise"', text, 'ignore'), []);
  });

  it('name a check that exists, and near misses', async () => {
    const [found] = await expectCode('reference', 'system S { check ⟦reference: stride-gaps⟧ off because "x" }');
    assert.match(found.message, /Did you mean `stride-gap`\?/);
    assert.equal(found.fix?.alternatives[0].edits[0].newText, 'stride-gap');
  });

  it('do not reach errors of the language', async () => {
    await expectCode('reference', 'system S { check ⟦reference: syntax⟧ off because "x" }');
    assert.deepEqual(
      await severities('check duplicate off because "x"', 'asset A { data public data public }', 'duplicate'),
      ['error'],
    );
  });

  it('stand once for each check', async () => {
    await expectCode(
      'duplicate',
      'system S { check unused off because "x" check ⟦duplicate: unused⟧ hint because "y" }',
    );
  });
});
