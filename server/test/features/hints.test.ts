import assert from 'node:assert/strict';
import { innovaPay, project } from '../helpers.ts';

/** The line before each hint, and the hint. */
async function hints(text: string): Promise<string[]> {
  const of = await project(text);
  await of.figures();
  const { document } = of.cursor;
  const end = document.textDocument.positionAt(text.length);
  const found = await of.risk.lsp.InlayHintProvider!.getInlayHints(document, {
    textDocument: { uri: document.uri.toString() },
    range: { start: { line: 0, character: 0 }, end },
  });
  return (found ?? []).map(({ position, label }) => {
    const start = document.textDocument.offsetAt({ ...position, character: 0 });
    return `${text.slice(start, document.textDocument.offsetAt(position)).trim()} [${label}]`;
  });
}

describe('inlay hints', () => {
  it('say the mean of a range, and where it ends or how far it reaches', async () => {
    assert.deepEqual(await hints('control C { cost $100k..$300k }'), [
      'control C { cost $100k..$300k [mean $200k · never above $300k]',
    ]);
    const [interval] = await hints('control C { cost $100k to $300k }');
    assert.match(interval, /\[mean \$183k · 5% above \$300k\]$/);
  });
  it('say nothing after a plain number', async () => {
    assert.deepEqual(await hints('control C { cost $100k coverage 90% }'), []);
  });
  it('say how a name in a loss is drawn', async () => {
    const found = await hints('estimate A = $1k\ndistribution B = $1k\nthreat T { loss { fines A response B } }');
    assert.ok(found.some((hint) => hint.endsWith('fines A [one draw a year]')));
    assert.ok(found.some((hint) => hint.endsWith('response B [fresh each event]')));
  });
  it('say what is left out, and the loss event frequency of factors', async () => {
    assert.ok((await hints(innovaPay)).includes('secondary [in 100%]'));
    const found = await hints(
      'threat T {\n  frequency {\n    threat-events 10 per year\n    vulnerability 20%\n  }\n  loss $1k\n}',
    );
    assert.ok(found.includes('frequency [2 loss events a year]'));
  });
});
