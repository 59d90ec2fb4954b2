import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { type AstNode, type CstNode, GrammarUtils, type ParseResult } from 'langium';
import { nodesBelow } from '../../checks/walk.ts';
import { leavesOf } from '../../parser/leaves.ts';
import { createRepairingParser } from '../../parser/parser.ts';
import { createPredictiveParser } from '../../parser/predictive/parser.ts';
import { createRiskServices } from '../../services.ts';

const { risk } = createRiskServices();
const predict = createPredictiveParser(risk);
const repairing = createRepairingParser(risk);

const root = new URL('../../../', import.meta.url);
const texts = globSync(['language/test/fixtures/*.risk', 'examples/**/*.risk'], { cwd: root })
  .sort()
  .map((file) => ({ file, text: readFileSync(new URL(file, root), 'utf8') }));

/** Both trees as text, with all that the rest of the language asks them for. */
function told({ value }: ParseResult): string[] {
  const nodes = nodesBelow(value);
  const number = new Map(nodes.map((node, index) => [node, index]));
  const place = ({ offset, end, range }: CstNode): string => `${offset}-${end} ${JSON.stringify(range)}`;
  const plain = (item: unknown): string => {
    if (Array.isArray(item)) return `[${item.map(plain).join()}]`;
    if (typeof item !== 'object' || item === null) return JSON.stringify(item);
    if ('$refText' in item) return `→${item.$refText} ${place((item as unknown as { $refNode: CstNode }).$refNode)}`;
    if ('$type' in item) return `#${number.get(item as AstNode)}`;
    return `${place(item as CstNode)} #${number.get((item as CstNode).astNode)}`;
  };
  const branches = nodes.flatMap((node) => {
    const properties = Object.entries(node).map(([key, item]) => `${key}=${plain(item)}`);
    // Langium does not find an operand on the right that was read by a rule with an operator of its own.
    const keys = Object.keys(node).filter((key) => !key.startsWith('$') && key !== 'right');
    const places = keys.map((key) => GrammarUtils.findNodesForProperty(node.$cstNode, key).map(place));
    const braces = ['{', '}', 'because'].map((word) =>
      GrammarUtils.findNodesForKeyword(node.$cstNode, word).map(place),
    );
    return [properties.join(' '), places.join(), braces.join()];
  });
  const leaves = leavesOf(value.$cstNode!).map((leaf) => {
    const { tokenType, hidden, grammarSource, astNode } = leaf;
    return `${place(leaf)} ${tokenType.name} ${hidden} ${grammarSource?.$type} #${number.get(astNode)} ${leaf.text}`;
  });
  return [...branches, ...leaves];
}

function isWhole({ lexerErrors, parserErrors }: ParseResult): boolean {
  return lexerErrors.length + parserErrors.length === 0;
}

describe('the predictive parser', () => {
  for (const { file, text } of texts) {
    it(`reads ${file} as Langium's parser does`, () => {
      const found = predict(text);
      assert.ok(found);
      assert.ok(isWhole(found));
      assert.deepEqual(told(found), told(repairing.parse(text)));
    });
  }

  it('reads what holds nothing, or comments alone', () => {
    for (const text of ['', '\n', '// one\n/* two */', '/* before */ zone A // behind\n/* last */']) {
      assert.deepEqual(told(predict(text)!), told(repairing.parse(text)), text);
    }
  });

  it('reads a text if and only if nothing is wrong with it', () => {
    const { text } = texts.find(({ file }) => file.endsWith('threats.risk'))!;
    const spoiled: readonly ((image: string) => string)[] = [
      () => '',
      (image) => `${image} ${image}`,
      () => 'Other',
      () => ',',
      () => '}',
    ];
    let whole = 0;
    let damaged = 0;
    for (const [index, { startOffset, image }] of risk.parser.Lexer.tokenize(text).tokens.entries()) {
      const changed = spoiled[index % spoiled.length](image);
      const start = Math.max(0, text.lastIndexOf('\n\n', startOffset));
      const end = text.indexOf('\n\n', startOffset);
      const one = `${text.slice(start, startOffset)}${changed}${text.slice(startOffset + image.length, end < 0 ? undefined : end)}`;
      const found = predict(one);
      const expected = repairing.parse(one);
      assert.equal(found !== null, isWhole(expected), one);
      if (found === null) damaged++;
      else {
        assert.deepEqual(told(found), told(expected), one);
        whole++;
      }
    }
    assert.ok(whole > 50 && damaged > 500, `${whole} ${damaged}`);
  });

  it('leaves what is nested too deep to the parser that says so', () => {
    const deep = 60;
    const text = `estimate E = ${'('.repeat(deep)}1${')'.repeat(deep)}`;
    assert.equal(predict(text), null);
    assert.ok(!isWhole(risk.parser.LangiumParser.parse(text)));
  });
});
