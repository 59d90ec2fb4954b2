import assert from 'node:assert/strict';
import { type Project, project, scanned, trivy } from '../helpers.ts';

/** Titles of the lenses above a word, joined as an editor shows them. */
async function lensesAt(of: Project, word: string, path = 'model.risk'): Promise<string> {
  const document = of.document(path);
  const found = await of.risk.lsp.CodeLensProvider!.provideCodeLens(document, {
    textDocument: { uri: document.uri.toString() },
  });
  return (found ?? [])
    .filter(({ range }) => document.textDocument.getText(range) === word)
    .map(({ command }) => command!.title)
    .join(' | ');
}

/** Waits for a lens that fits: files of evidence are read beside all else. */
async function lens(of: Project, word: string, wanted: RegExp): Promise<string> {
  for (let turn = 0; ; turn++) {
    const found = await lensesAt(of, word);
    if (wanted.test(found)) return found;
    assert.ok(turn < 1000, `${found} does not match ${wanted}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

describe('lenses of evidence', () => {
  // One critical flaw, reached over the network without a flow from another zone, nothing in the way: its threat is that
  // of its severity. v′ = v + (1 − v)·w·s with w = ½; the ALE is 10 · v′ · $10k.
  const raisedBy = (strength: number) => 10 * (0.2 + 0.8 * 0.5 * strength) * 10_000;

  it('say what was found on a service, and what it costs', async () => {
    const of = await project({
      'model.risk': scanned,
      'reports/trivy-a.json': trivy('shop/orders:1', ['CVE-2026-0001']),
    });
    const [{ report }] = await of.figures();
    const effect = report.evidence!.effects[0];
    assert.ok(effect.factor === 'vulnerability' && effect.steps.length === 1);
    const { threat, reach, ease } = effect.steps[0];
    const expected = raisedBy(threat.value * reach.value * ease.value);
    assert.ok(Math.abs(report.total.current!.ale - expected) < 1e-6 * expected);
    assert.match(await lensesAt(of, 'Orders'), / over 1 threat · .* \| 1 finding · raises ALE by \$[\d.]+k$/);
    assert.match(await lensesAt(of, 'OrderLeak'), / · raised from \$20k by evidence$/);
    assert.doesNotMatch(await lensesAt(of, 'Idle'), /finding/);
  });

  it('say what a line of evidence found, and how old it is', async () => {
    const of = await project({
      'model.risk': scanned,
      'reports/trivy-a.json': trivy('shop/orders:1', ['CVE-2026-0001', 'CVE-2026-0002']),
    });
    await of.figures();
    assert.equal(await lensesAt(of, 'evidence'), 'Trivy · 2 findings, 2 matched · 2 days old');
    of.report('reports/trivy-b.json', trivy('shop/other:1', ['CVE-2026-0003'], '2026-11-20T00:00:00Z'));
    assert.equal(
      await lens(of, 'evidence', /unmatched/),
      '2 files by Trivy · 3 findings, 2 matched, 1 unmatched · newest 1 day old',
    );
    of.report('reports/trivy-b.json', '{"Results": [');
    assert.match(await lens(of, 'evidence', /cannot/), /^Trivy · 2 findings.* · 1 of 2 files cannot be read$/);
    of.report('reports/trivy-a.json', null);
    assert.match(await lens(of, 'evidence', /^cannot/), /^cannot be read: /);
    of.report('reports/trivy-b.json', null);
    assert.equal(await lens(of, 'evidence', /^no/), 'no file matches: nothing moves');
  });

  it('follow a new scan, and one that is gone, without an edit', async () => {
    const of = await project({ 'model.risk': scanned });
    await of.figures();
    assert.match(await lensesAt(of, 'OrderLeak'), /^\$20k a year/);
    of.report('reports/trivy-new.json', trivy('shop/orders:1', ['CVE-2026-0001']));
    assert.match(await lens(of, 'OrderLeak', /by evidence$/), /^\$[\d.]+k a year .* raised from \$20k by evidence$/);
    of.report('reports/trivy-new.json', null);
    assert.doesNotMatch(await lens(of, 'OrderLeak', /^\$20k a year(?!.*updating)/), /evidence/);
  });

  it('say that findings move nothing where no estimate lets them', async () => {
    const of = await project({
      'model.risk': scanned.replace(' with evidence', ''),
      'reports/trivy-a.json': trivy('shop/orders:1', ['CVE-2026-0001', 'CVE-2026-0002']),
    });
    await of.figures();
    assert.match(await lensesAt(of, 'Orders'), / \| 2 findings · move no figure$/);
    assert.doesNotMatch(await lensesAt(of, 'OrderLeak'), /evidence/);
  });

  it('say that an old report moves nothing', async () => {
    const of = await project({
      'model.risk': scanned,
      'reports/trivy-a.json': trivy('shop/orders:1', ['CVE-2026-0001'], '2026-09-01T00:00:00Z'),
    });
    await of.figures();
    assert.match(await lensesAt(of, 'evidence'), / · 81 days old, moves no figure$/);
    assert.match(await lensesAt(of, 'Orders'), /1 finding · moves no figure$/);
  });

  it('lead to the findings', async () => {
    const of = await project({
      'model.risk': scanned,
      'reports/trivy-a.json': trivy('shop/orders:1', ['CVE-2026-0001']),
    });
    await of.figures();
    const document = of.document('model.risk');
    const uri = document.uri.toString();
    const found = await of.risk.lsp.CodeLensProvider!.provideCodeLens(document, { textDocument: { uri } });
    const targets = found!.flatMap(({ command }) => command!.arguments).filter(({ about }) => about === 'findings');
    assert.deepEqual(targets, [
      { uri, kind: 'element', name: 'Orders', about: 'findings' },
      { uri, kind: 'evidence', name: 'reports/trivy-*.json', about: 'findings' },
    ]);
  });
});
