import assert from 'node:assert/strict';
import { CstUtils } from 'langium';
import type { RiskFile } from '../../generated/ast.ts';
import { createRiskServices } from '../../services.ts';
import { parse } from '../helpers.ts';

const { risk } = createRiskServices();

describe('comments', () => {
  it('before a declaration are its documentation', async () => {
    const { file, project } = await parse(
      '// first\n/** About A. */\nasset A {}\n\n/** About B, after { braces }. */\nasset B { data public } // end\n/** About C. */\nzone C',
    );
    const provider = project.services.documentation.CommentProvider;
    assert.deepEqual(
      file.declarations.map((declaration) => provider.getComment(declaration)),
      ['/** About A. */', '/** About B, after { braces }. */', '/** About C. */'],
    );
  });

  it('are all in the tree, in the order of the text', () => {
    const text =
      '// 1\nasset /* 2 */ A /* 3 */ { // 4\n data /* 5 */ public // 6\n} // 7\n/* 8 */ zone Z // 9\n// 10\n';
    const { value } = risk.parser.LangiumParser.parse<RiskFile>(text);
    const leaves = [...CstUtils.flattenCst(value.$cstNode!)];
    const comments = leaves.filter((leaf) => leaf.hidden).map((leaf) => /\d+/.exec(leaf.text)?.[0]);
    assert.deepEqual(comments, ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    const offsets = leaves.map((leaf) => leaf.offset);
    assert.deepEqual(
      offsets,
      offsets.toSorted((a, b) => a - b),
    );
  });
});
