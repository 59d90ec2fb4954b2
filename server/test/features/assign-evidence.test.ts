import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction } from 'vscode-languageserver-types';
import { type Project, project, scanned, trivy, uriOf } from '../helpers.ts';

async function fixes(of: Project): Promise<CodeAction[]> {
  const document = of.document('model.risk');
  const line = document.textDocument
    .getText()
    .split('\n')
    .findIndex((text) => text.startsWith('evidence'));
  const position = { line, character: 12 };
  const found = (await of.risk.lsp.CodeActionProvider!.getCodeActions(document, {
    textDocument: { uri: document.uri.toString() },
    range: { start: position, end: position },
    context: { diagnostics: [], only: ['quickfix'] },
  })) as CodeAction[];
  return found.filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === 'evidence-unmatched'));
}

function taken(of: Project, { edit }: CodeAction): string {
  const document = of.document('model.risk').textDocument as TextDocument;
  return TextDocument.applyEdits(document, edit!.changes![uriOf('model.risk').toString()]);
}

const services = `service OrderProcessor
service CartService {
  owner "team-web"
}
service Checkout
service Unlike
`;
const model = `${services}evidence "reports/trivy-*.json"
threat Leak { stride information-disclosure on OrderProcessor, CartService, Checkout cwe CWE-89 }
`;

async function scannedImage(image: string, text = model): Promise<Project> {
  const of = await project({ 'model.risk': text, 'reports/trivy-a.json': trivy(image, ['CVE-2026-0001']) });
  await of.figures();
  return of;
}

describe('the quick fix for findings without a service', () => {
  it('gives an image to the service with the likeliest name, and then it matches', async () => {
    const of = await scannedImage('ghcr.io/shop/orders:1.2');
    const [first] = await fixes(of);
    assert.equal(first.title, 'Give image "shop/orders" to OrderProcessor');
    assert.equal(first.isPreferred, true);
    const text = taken(of, first);
    assert.match(text, /^service OrderProcessor \{\n {2}image "shop\/orders"\n\}\n/);
    await of.write('model.risk', text);
    await of.figures();
    assert.deepEqual(await fixes(of), []);
    assert.equal(of.bench.systems.all()[0].lowered.description.evidence!.files[0].matched, 1);
  });

  it('adds a line to a service with a body', async () => {
    const of = await scannedImage('cart-svc:3');
    const [first] = await fixes(of);
    assert.match(taken(of, first), /service CartService \{\n {2}image "cart-svc"\n {2}owner "team-web"\n\}/);
  });

  it('finds the service in the tag, where systems write it there', async () => {
    const of = await scannedImage('registry.example:5000/demo:2.0-checkout');
    const [first] = await fixes(of);
    assert.equal(first.title, 'Give image "demo:*-checkout" to Checkout');
    await of.write('model.risk', taken(of, first));
    await of.figures();
    assert.deepEqual(await fixes(of), []);
  });

  it('offers to say what the reports are about', async () => {
    const of = await scannedImage('ghcr.io/shop/orders:1.2');
    const about = (await fixes(of)).find(({ title }) => title.includes('about'))!;
    assert.equal(about.title, 'All of "reports/trivy-*.json" is about OrderProcessor');
    const text = taken(of, about);
    assert.match(text, /evidence "reports\/trivy-\*\.json" \{\n {2}about OrderProcessor\n\}/);
    await of.write('model.risk', text);
    await of.figures();
    assert.deepEqual(await fixes(of), []);
  });

  it('does not say so where a part of the reports has found its service', async () => {
    const of = await scannedImage('shop/batch:1', scanned);
    of.report('reports/trivy-b.json', trivy('shop/orders:1', ['CVE-2026-0002']));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await of.figures();
    assert.deepEqual(
      (await fixes(of)).map(({ title }) => title),
      ['Give image "shop/batch" to Orders', 'Give image "shop/batch" to Idle'],
    );
  });

  it('offers nothing where no name is likely among many services', async () => {
    assert.deepEqual(await fixes(await scannedImage('zeta:1')), []);
  });

  it('offers nothing for findings that lack a threat', async () => {
    assert.deepEqual(
      await fixes(
        await scannedImage('shop/unlike:1', `service Unlike { image "shop/unlike" }\nevidence "reports/*.json"\n`),
      ),
      [],
    );
  });
});
