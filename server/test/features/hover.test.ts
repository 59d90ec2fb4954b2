import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import { plain } from '../../hover/markdown.ts';
import { pictureOf } from '../../hover/picture.ts';
import { innovaPay, type Project, project } from '../helpers.ts';

async function hover(of: Project): Promise<string> {
  const found = await of.risk.lsp.HoverProvider!.getHoverContent(of.cursor.document, of.at());
  return (found?.contents as MarkupContent | undefined)?.value ?? '';
}

async function hoverIn(text: string): Promise<string> {
  const of = await project(text);
  await of.figures();
  return hover(of);
}

const mark = (text: string, at: string, before = 1) => text.replace(at, `${at.slice(0, before)}<|>${at.slice(before)}`);

describe('hovers', () => {
  it('show the FAIR tree of a threat with text, figures and what cuts it', async () => {
    const text = await hoverIn(mark(innovaPay, 'RecipientTampering "'));
    assert.match(
      text,
      /- \*\*Loss event frequency\*\* 0\.5 a year · `every 2 years` · × 0\.05 PayloadEncryption \(planned\)/,
    );
    assert.match(text, /- \*\*Loss magnitude\*\*.*\n {2}- \*\*Primary loss\*\* \$700k · `\$300k` · `\$400k`/);
    assert.match(text, /Largest lever: \*\*PayloadEncryption\*\* would take \$760k a year off \(95%\)\./);
  });
  it('show a threat from any use of its name', async () => {
    assert.match(await hoverIn(mark(innovaPay, 'of RecipientTampering', 5)), /Loss event frequency/);
  });
  it('show the distribution of an estimate and where it comes from', async () => {
    const text = await hoverIn(
      'citation Team "Red team" { dated 2026-09-21 }\nestimate P<|>eak = 100%..150% { source Team }',
    );
    assert.match(text, /mean 125% · P5 109% · P50 125% · P95 141%/);
    assert.match(text, /[▁▂▃▄▅▆▇█]{10}/);
    assert.match(text, /Source: Red team, 2 months old/);
  });
  it('show what a control saves, each threat with its money', async () => {
    assert.match(await hoverIn(mark(innovaPay, 'FraudDetection')), /- RecipientTampering: \$250k a year/);
  });
  it('show elements, zones and assets with their threats', async () => {
    for (const name of ['TransactionService "', 'Ledger "', 'Fraudster "']) {
      assert.match(await hoverIn(mark(innovaPay, name)), /- RecipientTampering: \$800k a year/, name);
    }
  });
  it('explain words, units, functions and codes', async () => {
    assert.match(await hoverIn('system S { disc<|>ount 8% }'), /\*\*discount\*\*.*If left out: 0%/s);
    assert.match(await hoverIn('asset A { size 5 rec<|>ords }'), /unit for counts/);
    assert.match(await hoverIn('estimate A = tri<|>angular(1, 2, 3)'), /triangular\(min, mode, max\)/);
    assert.match(await hoverIn('system S { check stride<|>-gap off because "x" }'), /stride-gap/);
  });
  it('say what is missing before there is a figure', async () => {
    assert.match(await hoverIn('threat A<|> { stride spoofing loss $1k }'), /No figure|no figure/);
  });
  it('let no text of a file become a link or HTML', async () => {
    assert.equal(plain('[x](http://y) <b> `c`'), '\\[x\\]\\(http://y\\) \\<b\\> \\`c\\`');
    assert.doesNotMatch(
      await hoverIn('threat A<|> "<img src=x> [y](command:z)" { stride spoofing }'),
      /(?<!\\)<img|(?<!\\)\[y/,
    );
  });
  it('draw a picture only from numbers', () => {
    const law = {
      mean: 1,
      p5: 0,
      p50: 1,
      p95: 2,
      density: [
        [0, 0.1],
        [1, 0.8],
        [2, 0.1],
      ] as const,
      atoms: [],
    };
    assert.match(pictureOf(law, true), /^!\[density\]\(data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+\)$/);
    assert.equal(pictureOf({ ...law, density: [], atoms: [[1, 1]] }, true), '');
  });
});
