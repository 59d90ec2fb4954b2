import assert from 'node:assert/strict';
import { URI } from 'langium';
import { syntaxFindings } from '../../parser/syntax-findings.ts';
import { createRiskServices } from '../../services.ts';
import type { Finding } from '../../stages.ts';
import { expectFindings, inWords } from '../helpers.ts';

const { shared } = createRiskServices();

function syntaxErrors(text: string): readonly Finding[] {
  return syntaxFindings(shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse('file:///model.risk')));
}

/** The first error of syntax, as `line:column: message`. */
function firstError(text: string): string {
  const found = syntaxErrors(text);
  assert.ok(found.length > 0, `no error in ${text}`);
  return inWords(found[0]).replace(/^syntax at /, '');
}

const cases: readonly (readonly [what: string, text: string, message: RegExp])[] = [
  [
    'a word of the language as a name',
    'asset size {}',
    /^1:7: `size` is a word of the language and cannot be a name. Write `Size` or another name\.$/,
  ],
  [
    'a word as the name of a flow',
    'flow data from A to B',
    /^1:6: `data` is a word of the language and cannot be a name/,
  ],
  [
    'a word that starts a declaration as a name',
    'asset threat {}',
    /^1:7: `threat` is a word of the language and cannot be a name. Write `Threat`/,
  ],
  ['a missing name', 'zone A in\nasset B {}', /`asset` is a word of the language|a name is expected/],
  ['a reserved word as a name', 'asset team {}', /^1:7: `team` is kept for a later version of the language/],
  ['a reserved declaration', 'scenario "a.json"', /^1:1: `scenario` is kept for a later version/],
  ['a misspelt declaration', 'thraet A {}', /^1:1: `thraet` does not start a declaration. Did you mean `threat`\?$/],
  [
    'something that is no declaration',
    '"text"',
    /^1:1: The text "text" does not start a declaration. A declaration starts with one of system, zone/,
  ],
  ['a brace too many', 'asset A {}\n}', /^2:1: This `}` closes nothing/],
  [
    'a property outside of a declaration',
    'threat T {}\n  affects A',
    /^2:3: `affects` stands outside of a declaration/,
  ],
  [
    'a missing brace before a declaration',
    'asset A { data public\nzone B',
    /^1:16: The body of this asset is not closed before `zone`. Write the missing `}`\.$/,
  ],
  [
    'a missing brace at the end',
    'threat T { loss { response $5',
    /is not closed before the end of the file. Write the missing `}`/,
  ],
  [
    'a misspelt property',
    'threat T { strid tampering }',
    /^1:12: `strid` is not a property here. Did you mean `stride`\?$/,
  ],
  [
    'a property of something else',
    'asset A { stride tampering }',
    /^1:11: `stride` does not belong in the body of this asset. It takes `data`, `size`, `value`/,
  ],
  [
    'a misspelt STRIDE category',
    'threat T { stride tamper }',
    /^1:19: The name `tamper` stands where `spoofing`, .* is expected. Did you mean `tampering`\?$/,
  ],
  [
    'a missing quantity',
    'threat T { frequency affects A }',
    /^1:22: `affects` stands where a rate such as `5..15 per year`, or `{` with its factors is expected/,
  ],
  ['a missing operand', 'estimate E = 5 *', /the end of the file stands where a quantity such as .* is expected/i],
  ['a missing reason', 'flow from A to B { plaintext }', /`because` is expected. Write `because "…"` with the reason/],
  [
    'a date that is none',
    'citation C { dated yesterday }',
    /^1:20: The name `yesterday` stands where a date such as `2026-03-01` is expected/,
  ],
  [
    'a name in quotes',
    'asset "Ledger" {}',
    /^1:7: The text "Ledger" stands where a name is expected. A name has no quotes/,
  ],
  [
    'a unit on the next line',
    'estimate E = 5 per\nyear',
    /a unit is expected, such as `year` or `record`. A unit stands on the line of its number/,
  ],
  ['a glued name', 'asset 4h {}', /^1:7: `4h` stands where a name is expected. A name starts with a letter/],
];

describe('messages of syntax', () => {
  for (const [what, text, message] of cases) {
    it(`explain ${what}`, () => {
      assert.match(firstError(text), message);
    });
  }

  it('are full sentences without names of tokens or rules', () => {
    for (const [, text] of cases) {
      const message = firstError(text).replace(/^[\d:]+ /, '');
      assert.match(message, /^[`A-Z“U].*[.?]$/u);
      assert.doesNotMatch(message, /\b(ID|STRING|NUMBER|EOF|UNIT|Token|token|Expecting|undefined)\b/);
    }
  });

  it('stand at the last word where the text ends too early', async () => {
    await expectFindings('threat T {\n  loss ⟦syntax: $5⟧\n');
    await expectFindings('service S\n\n⟦syntax: service⟧\n');
    await expectFindings('threat T { frequency 1 ⟦syntax: per⟧');
  });

  it('stop after a hundred', () => {
    const found = syntaxErrors('§ a '.repeat(500));
    assert.equal(found.length, 101);
    assert.match(found[100].message, /^There are \d+ more errors of syntax/);
  });
});
