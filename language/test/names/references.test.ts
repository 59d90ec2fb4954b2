import assert from 'node:assert/strict';
import { CstUtils } from 'langium';
import { type Project, project } from '../helpers.ts';

/** The place of the n-th `word` in a file, as the leaf of its syntax tree. */
function leafAt(made: Project, path: string, word: string, nth = 0) {
  const document = made.documents.get(path)!;
  const text = document.textDocument.getText();
  let offset = -1;
  for (let count = 0; count <= nth; count++) offset = text.indexOf(word, offset + 1);
  const leaf = CstUtils.findDeclarationNodeAtOffset(document.parseResult.value.$cstNode, offset + 1);
  assert.ok(leaf, `no ${word} in ${path}`);
  return leaf;
}

/** `file offset` of the declaration and of every reference. */
function usesOf(made: Project, path: string, word: string, nth = 0): string[] {
  const { References } = made.services.references;
  const declaration = References.findDeclarations(leafAt(made, path, word, nth))[0];
  assert.ok(declaration, `nothing is declared for ${word}`);
  return References.findReferences(declaration, { includeDeclaration: true })
    .map((found) => `${found.sourceUri.path.split('/').at(-1)} ${found.segment.offset}`)
    .toArray()
    .sort();
}

describe('references for the editor', () => {
  const files = {
    'shop.risk': 'system Shop {}\nasset Ledger { size 5 records }',
    'a/a.risk': 'threat T { affects Ledger loss { let L = Ledger.size * $1 response L } }',
    'b/b.risk': 'system B apart from Shop {}\nasset Ledger {}\nstore S { holds Ledger }',
  };

  it('are found in all files of the system and in no other', async () => {
    const made = await project(files);
    const expected = ['a.risk 19', 'a.risk 41', 'shop.risk 21'];
    assert.deepEqual(usesOf(made, 'shop.risk', 'Ledger'), expected);
    assert.deepEqual(usesOf(made, 'a/a.risk', 'Ledger'), expected);
    assert.deepEqual(usesOf(made, 'a/a.risk', 'Ledger', 1), expected);
    assert.deepEqual(usesOf(made, 'b/b.risk', 'Ledger'), ['b.risk 34', 'b.risk 60']);
  });

  it('are found for a `let` and for a system', async () => {
    const made = await project(files);
    assert.deepEqual(usesOf(made, 'a/a.risk', 'L = '), ['a.risk 37', 'a.risk 67']);
    assert.deepEqual(usesOf(made, 'shop.risk', 'Shop'), ['b.risk 20', 'shop.risk 7']);
  });
});
