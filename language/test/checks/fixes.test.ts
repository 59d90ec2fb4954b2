import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from '../helpers.ts';
import { findingsIn } from './helpers.ts';

/** The text after the fix with this title is applied; the finding must be gone, and nothing be broken by it. */
async function fixed(text: string, code: string, title: RegExp): Promise<string> {
  const before = await parse(text);
  const finding = findingsIn(before.project).find((one) => one.code === code);
  const alternative = finding?.fix?.alternatives.find((one) => title.test(one.title));
  assert.ok(alternative, `${code} offers ${title}`);
  const document = TextDocument.create('file:///root/model.risk', 'risk', 0, text);
  const after = TextDocument.applyEdits(document, [...alternative.edits]);
  const errors = findingsIn((await parse(after)).project).filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ message }) => message),
    [],
    after,
  );
  return after;
}

describe('quick fixes', () => {
  it('make a body where there is none', async () => {
    const text =
      'zone Z\nasset A { data restricted }\nexternal X\nservice S in Z\nflow from X to S {\n  carries A\n}\n';
    assert.match(await fixed(text, 'boundary-plaintext', /encrypted/), /to S \{\n {2}encrypted\n {2}carries A\n\}/);
    assert.match(
      await fixed('zone Z\nexternal X\nservice S in Z\nflow from X to S\n', 'boundary-anonymous', /authenticated/),
      /flow from X to S \{\n {2}authenticated\n\}\n$/,
    );
  });

  it('open an empty body, and keep one on one line', async () => {
    assert.equal(await fixed('asset A {}', 'unclassified', /restricted/), 'asset A {\n  data restricted\n}');
    assert.equal(
      await fixed('asset A { size 5 records }', 'unclassified', /restricted/),
      'asset A { data restricted size 5 records }',
    );
  });

  it('add a STRIDE threat of a name that is free', async () => {
    const text = 'external X { not-applicable spoofing because "x" }\nservice XRepudiation';
    assert.match(
      await fixed(text, 'stride-gap', /^Add a threat of repudiation/),
      /threat XRepudiation2 \{\n {2}stride repudiation\n {2}on X\n\}/,
    );
  });

  it('name a flow without a name by its ends', async () => {
    const text =
      'zone Z\nexternal X { not-applicable spoofing, repudiation because "x" }\nstore S in Z {\n  not-applicable tampering, repudiation, information-disclosure, denial-of-service because "x"\n}\nflow from X to S';
    assert.match(
      await fixed(text, 'stride-gap', /tampering on X to S/),
      /threat XToSTampering \{\n {2}stride tampering\n {2}on X to S\n\}/,
    );
  });

  it('renew a date', async () => {
    assert.match(await fixed('threat T { review 2026-01-01 }', 'stale', /12 months/), /review 2027-11-21/);
    const dated = 'system S { review after 1 year } threat T { dated 2020-01-01 }';
    assert.match(await fixed(dated, 'stale', /looked at today/), /dated 2026-11-21/);
  });

  it('remove what is said twice and what nothing uses', async () => {
    assert.match(await fixed('asset A { data public data internal }', 'duplicate', /Remove/), /\{ data public {2}\}/);
    assert.equal(await fixed('agent G\n', 'unused', /Remove/), '\n');
  });
});
