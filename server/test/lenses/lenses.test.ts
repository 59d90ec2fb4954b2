import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver-types';
import { innovaPay, type Project, project } from '../helpers.ts';

async function lenses(of: Project, path = 'model.risk'): Promise<Record<string, string>> {
  const document = of.document(path);
  const found = await of.risk.lsp.CodeLensProvider!.provideCodeLens(document, {
    textDocument: { uri: document.uri.toString() },
  });
  const nameOf = ({ range }: CodeLens) => document.textDocument.getText(range);
  return Object.fromEntries((found ?? []).map((lens) => [nameOf(lens), lens.command!.title]));
}

describe('lenses', () => {
  it('say that figures are being computed, never $0, before there are any', async () => {
    const found = await lenses(await project(innovaPay));
    assert.equal(found.InnovaPay, 'computing…');
    assert.equal(found.RecipientTampering, 'computing…');
    assert.ok(Object.values(found).every((text) => !text.includes('$0')));
  });
  it('say the figures of systems, threats, elements, controls and expectations', async () => {
    const of = await project(innovaPay);
    await of.figures();
    const found = await lenses(of);
    assert.match(
      found.InnovaPay,
      /^\$800k a year expected · 1 year in 20 above \$3\.2M · appetite: 1 of 2 limits broken$/,
    );
    assert.equal(
      found.RecipientTampering,
      '$800k a year · 39% chance in a year · 1 year in 10 above $1.6M · $27.5k with planned controls',
    );
    assert.match(found.TransactionService, /^\$800k a year over 1 threat · STRIDE gaps: S, R, I, D, E$/);
    assert.equal(
      found.PayloadEncryption,
      'would save $760k a year · $5.07 per $1 in year one · paid back in 10 weeks · reduces 1 threat',
    );
    assert.equal(
      found.FraudDetection,
      'would save $250k a year · $2.78 per $1 in year one · pays from the first day · reduces 1 threat',
    );
    assert.equal(found.expect, 'holds: $800k');
  });
  it('mark figures of an older text, and follow when it has settled', async () => {
    const of = await project(innovaPay);
    await of.figures();
    await of.write('model.risk', innovaPay.replace('every 2 years', 'every 1 year'));
    assert.match((await lenses(of)).RecipientTampering, /^\$800k a year .* · updating…$/);
    await of.figures();
    assert.match((await lenses(of)).RecipientTampering, /^\$1\.6M a year /);
  });
  it('say what is missing and offer to add it', async () => {
    const of = await project('threat A { stride spoofing frequency { threat-events 5 per year } loss $1k }');
    await of.figures();
    assert.match((await lenses(of)).A, /^no figure: vulnerability missing/);
  });
  it('never show what a control saves of the unknown as $0', async () => {
    const of = await project(`
threat Known { frequency 1 per year loss $1k }
threat Unknown { stride spoofing loss $1k }
control Blind { cost $5 reduces loss of Unknown by 50% }
control Half { cost $5 reduces loss of Known, Unknown by 50% }
`);
    await of.figures();
    const found = await lenses(of);
    assert.equal(found.Blind, 'no figure: Unknown without figures · reduces 1 threat');
    assert.match(found.Half, /^would save at least \$500 a year /);
  });
  it('count the threats of a service that all lack figures', async () => {
    const of = await project('service Cart\nthreat A { stride spoofing on Cart loss $1k }');
    await of.figures();
    assert.match((await lenses(of)).Cart, /^1 threat without figures/);
  });
  it('keep the figures of whole parts beside a broken one', async () => {
    const of = await project(innovaPay);
    await of.figures();
    const broken = `${innovaPay}\nthreat Broken {\n  stride spoofing\n  frequency every\n  loss $1k\n}\n`;
    await of.write('model.risk', broken);
    await of.figures();
    const found = await lenses(of);
    assert.match(found.RecipientTampering, /^\$800k a year/);
    assert.equal(found.Broken, `no figure: error on line ${broken.split('\n').indexOf('  frequency every') + 1}`);
    assert.match(found.InnovaPay, /^at least \$800k a year expected .* · 1 threat without figures$/);
  });
  it('show zones, assets, flows and estimates when asked to', async () => {
    const of = await project(`${innovaPay}\nestimate Peak = 1..2\n`);
    await of.figures();
    assert.equal((await lenses(of)).Ledger, undefined);
    of.bench.settings = { ...of.bench.settings, lens: { enabled: true, allElements: true, estimates: true } };
    const found = await lenses(of);
    assert.equal(found.Ledger, '$800k a year over 1 threat');
    assert.equal(found.Peak, 'not used');
  });
});
