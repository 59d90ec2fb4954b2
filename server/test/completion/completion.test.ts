import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver-types';
import { monthsAfter } from '../../completion/dates.ts';
import { imagesIn } from '../../completion/images.ts';
import { innovaPay, type Project, project } from '../helpers.ts';

async function complete(of: Project): Promise<CompletionItem[]> {
  const list = await of.risk.lsp.CompletionProvider!.getCompletion(of.cursor.document, of.at());
  return [...(list?.items ?? [])].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
}

async function labels(text: string | Readonly<Record<string, string>>): Promise<string[]> {
  return (await complete(await project(text))).map(({ label }) => label);
}

const parts =
  'service Cart\nstore Db\nexternal Customer\nzone Net\nasset Orders { data internal }\nagent Thief\nflow Pay from Customer to Cart\nflow from Cart to Db\n';

describe('completion', () => {
  it('starts a file with declarations as snippets', async () => {
    const items = await complete(await project('<|>'));
    assert.equal(items[0].label, 'system');
    assert.equal(items[0].insertTextFormat, 2);
    assert.ok(items.some(({ label }) => label === 'expect'));
  });
  it('offers properties that are not given yet, required ones first', async () => {
    const found = await labels('threat A {\n  stride spoofing\n  <|>\n}');
    assert.deepEqual(found.slice(0, 3), ['on', 'frequency', 'loss']);
    assert.ok(!found.includes('stride'));
  });
  it('leaves out what another property rules out', async () => {
    const found = await labels(`${parts}flow X from Cart to Db {\n  encrypted\n  <|>\n}`);
    assert.ok(!found.includes('plaintext') && found.includes('authenticated'));
  });
  it('offers elements, then flows by their ends', async () => {
    const found = await labels(`${parts}threat A { on <|> }`);
    assert.deepEqual(found, ['Cart', 'Db', 'Customer', 'Pay', 'Customer to Cart', 'Cart to Db']);
  });
  it('offers only names of the kind that fits, from every file of the system', async () => {
    assert.deepEqual(await labels({ 'a.risk': `${parts}`, 'b.risk': 'threat A { affects <|> }' }), ['Orders']);
    assert.deepEqual(await labels(`${parts}service X in <|>`), ['Net']);
    assert.deepEqual(await labels(`${parts}threat A { by <|> }`), ['Thief']);
  });
  it('comes by itself after a blank where something has to follow, and only there', async () => {
    const typed = async (text: string) => {
      const of = await project(`${parts}${text}`);
      const context = { triggerKind: 2, triggerCharacter: ' ' } as const;
      return (await of.risk.lsp.CompletionProvider!.getCompletion(of.cursor.document, { ...of.at(), context }))?.items;
    };
    for (const text of ['on <|>', 'stride <|>', 'frequency 5..10 <|>', 'on Cart, <|>', 'leads to <|>'])
      assert.notDeepEqual(await typed(`threat A { ${text} }`), [], text);
    for (const text of [
      'on Cart <|>',
      'loss $5k <|>',
      'frequency <|>',
      'on Cart\n <|>',
      '// on <|>\n',
      'owner "on <|>"',
    ])
      assert.deepEqual(await typed(`threat A { ${text} }`), [], text);
  });
  it('offers factors after reduces, threats by ALE and then STRIDE after of', async () => {
    const of = await project(
      `${innovaPay}threat Large { stride spoofing frequency 1 per year loss $5M }\ncontrol C { reduces vulnerability of <|> }`,
    );
    await of.figures();
    const items = await complete(of);
    assert.deepEqual(
      items.slice(0, 3).map(({ label }) => label),
      ['Large', 'RecipientTampering', 'spoofing'],
    );
    assert.equal(items[0].detail, 'threat, $5M a year');
    assert.equal((await labels('control C { reduces <|> }'))[0], 'vulnerability');
  });
  it('offers the units that a place takes', async () => {
    assert.equal((await labels('threat A { frequency { threat-events 5..15 <|> } }'))[0], 'per year');
    assert.equal((await labels('asset A { size 1.2M <|> }'))[0], 'records');
    assert.equal((await labels('unit parcel, parcels\nasset A { size 1.2M <|> }'))[0], 'parcels');
    assert.equal((await labels('system S { currency EUR }\ncontrol A { cost 90k <|> }'))[0], 'EUR');
    assert.equal((await labels('threat A { leads to B in 10 <|> }'))[0], '%');
  });
  it('offers examples, names and functions where an estimate stands', async () => {
    const found = await labels('estimate Peak = 1..2\nthreat A { loss { let Share = 1%\n fines <|> } }');
    assert.ok(
      found.includes('Peak') &&
        found.includes('Share') &&
        found.includes('lognormal') &&
        found.includes('$250k..$500k'),
    );
  });
  it('offers dates, codes, paths and images', async () => {
    assert.deepEqual(await labels('threat A { accepted until <|> }'), [
      '2027-02-21',
      '2027-05-21',
      '2027-11-21',
      '2026-11-21',
    ]);
    assert.ok((await labels('system S { check <|> }')).includes('stride-gap'));
    assert.ok(!(await labels('system S { check <|> }')).includes('syntax'));
    assert.deepEqual(
      await labels({ 'a/model.risk': 'service A { code "../src/<|>" }', 'src/cart/main.ts': '', 'src/readme.md': '' }),
      ['cart/', 'readme.md'],
    );
    assert.deepEqual(
      await labels({
        'model.risk': 'service A { image "<|>" }',
        'k8s.yaml': 'containers:\n  - image: shop/cart:1.2\n',
      }),
      ['shop/cart'],
    );
  });
  it('replaces the word that is being typed', async () => {
    const of = await project(`${parts}threat A { on Ca<|> }`);
    const [first] = await complete(of);
    const edit = first.textEdit as { range: { start: { character: number }; end: { character: number } } };
    assert.equal(edit.range.end.character - edit.range.start.character, 2);
  });
  it('says nothing in comments and free texts', async () => {
    assert.deepEqual(await labels('// <|>'), []);
    assert.deepEqual(await labels('zone A "<|>"'), []);
  });
});

describe('signature help', () => {
  it('names the parameters and the one that is being written', async () => {
    const of = await project('estimate A = lognormal(median: $5k, <|>');
    const help = await of.risk.lsp.SignatureHelp!.provideSignatureHelp(of.cursor.document, of.at());
    assert.match(help!.signatures[0].label, /^lognormal\(mean\?, sd\?, median:\?, sigma:\?\)$/);
    assert.equal(help!.activeParameter, 1);
  });
  it('follows a named argument', async () => {
    const of = await project('estimate A = lognormal(median: <|>');
    const help = await of.risk.lsp.SignatureHelp!.provideSignatureHelp(of.cursor.document, of.at());
    assert.equal(help!.activeParameter, 2);
  });
});

describe('what completion is made from', () => {
  it('adds months as a calendar does', () => {
    assert.equal(monthsAfter('2026-11-30', 3), '2027-02-28');
    assert.equal(monthsAfter('2026-01-31', 12), '2027-01-31');
  });
  it('reads names of images without tags and digests', () => {
    assert.deepEqual(
      imagesIn(['a:\n  image: "reg.example:5000/x/y:1.0"\n  image: z@sha256:ab # c\n  image: {{ .Values.image }}\n']),
      ['reg.example:5000/x/y', 'z'],
    );
  });
});
