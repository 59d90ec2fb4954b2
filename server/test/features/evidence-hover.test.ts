import assert from 'node:assert/strict';
import type { MarkupContent } from 'vscode-languageserver-types';
import { project, scanned, trivy } from '../helpers.ts';

/** The hover at the mark, once the evidence is read and the figures are there. */
async function hover(marked: string, reports: Readonly<Record<string, string>>): Promise<string> {
  const of = await project({ 'model.risk': marked, ...reports });
  await of.figures();
  const found = await of.risk.lsp.HoverProvider!.getHoverContent(of.cursor.document, of.at());
  return (found?.contents as MarkupContent | undefined)?.value ?? '';
}

const one = { 'reports/trivy-a.json': trivy('shop/orders:1', ['CVE-2026-0001', 'CVE-2026-0002']) };

describe('hovers on evidence', () => {
  it('show prior and posterior of an estimate with the strongest findings', async () => {
    const text = await hover(scanned.replace('vulnerability 20%', 'vulnerability 2<|>0%'), one);
    // Critical 0.2, half of it without a flow from another zone: S = 1 − (1 − 0.1)(1 − 0.1 / 2) = 0.145, v′ = 0.258.
    assert.match(text, /\*\*With evidence\*\* 20% → 26% \*\(means; uncalibrated\)\*/);
    assert.match(text, /\*\*CVE-2026-0001\*\* in package-0 1\.0 on Orders: strength [\d.]+ = [\d.]+ \(assumed\) · /);
    assert.match(text, /\*\*CVE-2026-0002\*\* .*, counts for 50% · reports\/trivy-a\.json, 2 days old/);
    assert.match(text, /All evidence moves the threat from \$20k to \$25\.8k a year\./);
  });

  it('show the same on the words, with what they mean', async () => {
    for (const marked of ['wi<|>th evidence', 'with evi<|>dence']) {
      const text = await hover(scanned.replace('with evidence', marked), one);
      assert.match(text, /20% → .*CVE-2026-0001.*\*\*with evidence\*\* What scanners and sensors report moves/s);
    }
  });

  it('say that an estimate stays where nothing concerns it', async () => {
    const text = await hover(scanned.replace('vulnerability 20%', 'vulnerability 2<|>0%'), {
      'reports/trivy-a.json': trivy('shop/other:1', ['CVE-2026-0001']),
    });
    assert.match(text, /Nothing was found that concerns this threat: the estimate stays\./);
  });

  it('show the files of a path, with tool, counts, age, and what is wrong', async () => {
    const marked = scanned.replace('evidence "reports', 'evidence "rep<|>orts');
    const text = await hover(marked, { ...one, 'reports/trivy-b.json': '{' });
    assert.match(text, /2 files: Trivy · 2 findings, 2 matched · 2 days old · 1 of 2 files cannot be read/);
    assert.match(text, /\*\*reports\/trivy-a\.json\*\* Trivy · 2 findings, 2 matched · 2 days old/);
    assert.match(text, /\*\*reports\/trivy-b\.json\*\* The /);
    assert.match(await hover(marked, {}), /No file matches this path/);
    assert.match(await hover(marked, one), /\*\*evidence\*\* .*Expects a path/s);
  });

  it('explain the words of evidence', async () => {
    const marks = [
      ['feed', 'fe<|>ed kev "kev.json"\n'],
      ['kev', 'feed k<|>ev "kev.json"\n'],
      ['about', 'evidence "x/*.json" { ab<|>out Orders }\n'],
      ['expires', 'evidence "x/*.json" { exp<|>ires 9 days }\n'],
    ];
    for (const [word, text] of marks)
      assert.match(await hover(scanned + text, {}), new RegExp(`^\\*\\*${word}\\*\\* [A-Z]`, 'm'));
    const weight = scanned.replace('currency USD', 'currency USD\n  evidence-w<|>eight 40%');
    assert.match(await hover(weight, {}), /^\*\*evidence-weight\*\* .*If left out: 50%/s);
  });

  it('let no text of a report become a link or an image', async () => {
    const text = await hover(scanned.replace('vulnerability 20%', 'vulnerability 2<|>0%'), {
      'reports/trivy-a.json': trivy('shop/orders:1', ['CVE-2026-1](https://x.example) ![y](z)']),
    });
    assert.match(text, /CVE-2026-1/);
    assert.doesNotMatch(text, /\]\(https|!\[y/);
  });
});
