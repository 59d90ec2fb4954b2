import assert from 'node:assert/strict';
import { documentationOf } from '../documentation.ts';
import { RiskGrammar } from '../generated/grammar.ts';
import { wordsOf } from '../parser/words.ts';

describe('documentation of words', () => {
  it('says something about every word of the language', () => {
    const silent = [...wordsOf(RiskGrammar())].filter((word) => !documentationOf(word));
    assert.deepEqual(silent, []);
  });

  it('takes the comment of the rule that the word begins', () => {
    assert.equal(documentationOf('zone'), 'A trust zone. A flow between different zones crosses a trust boundary.');
  });

  it('knows nothing about names', () => {
    assert.equal(documentationOf('Ledger'), undefined);
    assert.equal(documentationOf('constructor'), undefined);
  });
});
