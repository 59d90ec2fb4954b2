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

describe('linking: cost', () => {
  it('grows with the number of references, not with their square', async () => {
    const text = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => `asset A${index} {}\nstore S${index} { holds A${index}, A${count - 1 - index} }`,
      ).join('\n');
    const link = async (count: number) => {
      const source = text(count);
      const start = process.cpuUsage();
      const made = await project({ 'm.risk': source });
      assert.equal(made.findings().length, 0);
      return process.cpuUsage(start).user / 1000;
    };
    await link(200);
    const small = await link(500);
    const large = await link(5000);
    // Ten times the work, with room for a busy machine; scanning all names for each reference takes a hundred times.
    assert.ok(large < small * 40, `${Math.round(small)} ms for 500, ${Math.round(large)} ms for 5000`);
  });
});
