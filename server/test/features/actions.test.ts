import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import { project, uriOf } from '../helpers.ts';

/** Titles of the actions at the mark, each with the text after it was taken. */
async function actions(marked: string): Promise<Record<string, string>> {
  const of = await project(marked);
  const { document, position } = of.cursor;
  const found = (await of.risk.lsp.CodeActionProvider!.getCodeActions(document, {
    textDocument: { uri: document.uri.toString() },
    range: { start: position, end: position },
    context: { diagnostics: [] },
  })) as CodeAction[];
  const edits = (action: CodeAction): TextEdit[] => action.edit?.changes?.[uriOf('model.risk').toString()] ?? [];
  return Object.fromEntries(
    found.map((action) => [
      action.title,
      TextDocument.applyEdits(document.textDocument as TextDocument, edits(action)),
    ]),
  );
}

function taken(found: Record<string, string>, title: RegExp): string | undefined {
  return Object.entries(found).find(([name]) => title.test(name))?.[1];
}

describe('quick fixes', () => {
  it('declare an undefined name, or take a near one', async () => {
    const found = await actions('service Cart\nthreat A { on Ca<|>rrt }');
    assert.match(taken(found, /Cart/) ?? '', /on Cart \}/);
    assert.ok(Object.keys(found).some((title) => /[Dd]eclare/.test(title)));
  });
  it('swap a reversed range', async () => {
    const found = await actions('control A { cost $5<|>k..$1k }');
    assert.ok(Object.values(found).some((text) => text.includes('$1k..$5k')));
  });
  it('correct a misspelt unit', async () => {
    const found = await actions('asset A { data internal size 5 recrods<|> }');
    assert.ok(Object.values(found).some((text) => text.includes('size 5 records')));
  });
  it('add a STRIDE threat or a reason', async () => {
    const found = await actions('service Ca<|>rt');
    assert.ok(Object.keys(found).some((title) => title.includes('spoofing')));
  });
});

describe('rewrites', () => {
  it('turn a range into an interval and back', async () => {
    assert.match(taken(await actions('control A { cost $1k..$5<|>k }'), /90 % interval/) ?? '', /cost \$1k to \$5k/);
    assert.match(
      taken(await actions('control A { cost $1k to $5<|>k }'), /never leaves its ends/) ?? '',
      /cost \$1k\.\.\$5k/,
    );
  });
  it('turn a period into a rate and back, only where that is exact', async () => {
    assert.match(
      taken(await actions('threat A { frequency every 2<|>..5 years }'), /per year/) ?? '',
      /frequency 0\.2\.\.0\.5 per year/,
    );
    assert.match(
      taken(await actions('threat A { frequency 0.2<|>..0.5 per year }'), /every/) ?? '',
      /every 2\.\.5 years/,
    );
    assert.match(
      taken(await actions('threat A { frequency every 3<|> years }'), /per/) ?? '',
      /frequency 1 per 3 years/,
    );
    assert.equal(taken(await actions('threat A { frequency every 3<|>..7 years }'), /Write it as "/), undefined);
  });
  it('give an estimate a name', async () => {
    const found = await actions('threat Leak {\n  loss {\n    fines $1k..$5<|>k\n  }\n}');
    assert.equal(
      taken(found, /distribution/),
      'distribution LeakFines = $1k..$5k\n\nthreat Leak {\n  loss {\n    fines LeakFines\n  }\n}',
    );
    assert.match(taken(found, /estimate \(one draw/) ?? '', /^estimate LeakFines = /);
  });
  it('make a citation of a source that is written twice', async () => {
    const found = await actions(
      'asset A { size 5 records { source "IR <|>retainer 2026" } value $5 { source "IR retainer 2026" } }',
    );
    const text = taken(found, /citation/) ?? '';
    assert.match(text, /^citation IRRetainer2026 "IR retainer 2026" \{/);
    assert.equal(text.match(/source IRRetainer2026/g)?.length, 2);
  });
});
