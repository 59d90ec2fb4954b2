import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GrammarAST, GrammarUtils } from 'langium';
import { matchByHand, tokenEnds } from '../../parser/ascii-patterns.ts';
import { createRiskServices } from '../../services.ts';

const { rules } = createRiskServices().risk.Grammar;

describe('tokens that are read by hand', () => {
  for (const [name, endOf] of Object.entries(tokenEnds)) {
    const terminal = rules.filter(GrammarAST.isTerminalRule).find((rule) => rule.name === name)!;
    const pattern = new RegExp(GrammarUtils.terminalRegex(terminal), 'uy');
    const match = matchByHand(endOf, () => GrammarUtils.terminalRegex(terminal));
    const same = (text: string, offset: number): void => {
      pattern.lastIndex = offset;
      const expected = pattern.exec(text)?.[0] ?? null;
      assert.equal(
        match(text, offset, [], {})?.[0] ?? null,
        expected,
        `${name} at ${offset} of ${JSON.stringify(text)}`,
      );
    };

    it(`${name} is what the pattern of the grammar finds`, () => {
      const piece = fc.constantFrom(
        ...['0', '1', '42', '_', '.', '..', '-', '%', ' ', '\n', '$', '€', '£', 'k', 'M', 'B', 'T', 'e', 'E', '+', '('],
        ...[
          'CWE',
          'CWE-',
          'CWE-7',
          'a',
          'Zz',
          'threat',
          'ä',
          'é',
          '́',
          '在',
          '٣',
          '😀',
          '1e6',
          '5k',
          '$5',
          '1_0',
          '2.5',
        ],
      );
      fc.assert(
        fc.property(fc.array(piece, { maxLength: 8 }), fc.nat(6), (pieces, offset) => {
          const text = pieces.join('');
          same(text, Math.min(offset, text.length));
        }),
        { numRuns: 4000, seed: 7 },
      );
    });
  }

  it('are found without the pattern where they are of ASCII', () => {
    const match = (name: string, text: string) =>
      matchByHand(tokenEnds[name], () => assert.fail(`asked for ${text}`))(text, 0, [], {})?.[0] ?? null;
    for (const text of ['Ledger', 'product-catalog-2', '_x', 'a- b', 'a'])
      assert.equal(match('ID', text), text.split('- ')[0]);
    for (const text of ['5', '1_200', '0.25', '250k']) {
      assert.equal(match('NUMBER', `${text}..9`), text);
      assert.equal(match('NUMBER', text), text);
      assert.equal(match('MONEY', `$${text} `), `$${text}`);
      assert.equal(match('GLUED', text), null);
      assert.equal(match('CWE', text), null);
    }
  });
});
