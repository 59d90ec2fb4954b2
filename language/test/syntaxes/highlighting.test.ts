import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { formatText } from '../../format/index.ts';
import { RiskGrammar } from '../../generated/grammar.ts';
import { declarationWordsOf, reservedWords, wordsOf } from '../../parser/words.ts';
import { createRiskServices } from '../../services.ts';

const require = createRequire(import.meta.url);
const oniguruma = require('vscode-oniguruma') as typeof import('vscode-oniguruma');
const textmate = require('vscode-textmate') as typeof import('vscode-textmate');

const folder = new URL('../../../syntaxes/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

async function load(): Promise<import('vscode-textmate').IGrammar> {
  const wasm = readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(new Uint8Array(wasm).buffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text: string) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(read('risk.tmLanguage.json'), 'risk.tmLanguage.json'),
  });
  const grammar = await registry.loadGrammar('source.risk');
  assert.ok(grammar);
  return grammar;
}

describe('highlighting', () => {
  let grammar: import('vscode-textmate').IGrammar;
  before(async () => {
    grammar = await load();
  });

  /** The innermost scope of every visible part of a text. */
  function scopes(text: string): string[] {
    const found: string[] = [];
    let state = textmate.INITIAL;
    for (const line of text.split('\n')) {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      for (const token of tokens) {
        const image = line.slice(token.startIndex, token.endIndex).trim();
        if (image !== '') found.push(`${image} ${token.scopes.at(-1)!.replace(/\.risk$/, '')}`);
      }
    }
    return found;
  }

  it('tells declarations, names and properties apart', () => {
    assert.deepEqual(scopes('service product-catalog in Cluster { holds Ledger }'), [
      'service storage.type',
      'product-catalog entity.name.type',
      'in keyword.operator.word',
      'Cluster variable.other',
      '{ punctuation.section.block',
      'holds keyword.other.property',
      'Ledger variable.other',
      '} punctuation.section.block',
    ]);
  });

  it('tells numbers, money, shares and units apart', () => {
    assert.deepEqual(scopes('frequency 5..15 per year'), [
      'frequency keyword.other.property',
      '5 constant.numeric',
      '.. keyword.operator.range',
      '15 constant.numeric',
      'per keyword.operator.word',
      'year keyword.other.unit',
    ]);
    assert.deepEqual(scopes('loss $250k to €1.5M * 31.25% of 250k EUR'), [
      'loss keyword.other.property',
      '$250k constant.numeric.money',
      'to keyword.operator.word',
      '€1.5M constant.numeric.money',
      '* keyword.operator.arithmetic',
      '31.25% constant.numeric.percent',
      'of keyword.operator.word',
      '250k constant.numeric',
      'EUR keyword.other.unit',
    ]);
    assert.deepEqual(scopes('4h'), ['4h invalid.illegal.number']);
    assert.deepEqual(scopes('cost $5 ticket "A"').slice(0, 3), [
      'cost keyword.other.property',
      '$5 constant.numeric.money',
      'ticket keyword.other.property',
    ]);
  });

  it('tells functions and their arguments', () => {
    assert.deepEqual(scopes('= lognormal(median: $5k)'), [
      '= keyword.operator.assignment',
      'lognormal support.function',
      '( punctuation.section.parens',
      'median variable.parameter',
      ': punctuation.separator',
      '$5k constant.numeric.money',
      ') punctuation.section.parens',
    ]);
  });

  it('tells dates, weaknesses, STRIDE categories and reserved words', () => {
    assert.deepEqual(scopes('2026-03-01 CWE-89 denial-of-service scenario'), [
      '2026-03-01 constant.other.date',
      'CWE-89 constant.other.weakness',
      'denial-of-service constant.language',
      'scenario invalid.illegal.reserved',
    ]);
    assert.deepEqual(scopes('10% with evidence evidence "a"').slice(1, 4), [
      'with keyword.operator.word',
      'evidence keyword.operator.word',
      'evidence storage.type',
    ]);
  });

  it('tells comments, documentation and texts with their escapes', () => {
    assert.ok(scopes('/** doc */').every((scope) => /comment/.test(scope)));
    assert.ok(scopes('// threat 5').some((scope) => scope === 'threat 5 comment.line.double-slash'));
    assert.ok(scopes('"a\\n\\x"').includes('\\n constant.character.escape'));
    assert.ok(scopes('"a\\n\\x"').includes('\\x invalid.illegal.escape'));
    assert.ok(scopes('"""two\nlines""" threat').includes('lines string.quoted.triple'));
    assert.ok(scopes('"not closed\nthreat T').includes('threat storage.type'));
  });

  it('knows every word of the language', () => {
    const plain = [...wordsOf(RiskGrammar()), ...reservedWords].filter((word) =>
      scopes(`x ${word} `).some((scope) => scope === `${word} variable.other`),
    );
    assert.deepEqual(plain, []);
  });
});

describe('snippets and configuration', () => {
  const { risk: services } = createRiskServices();
  const snippets = JSON.parse(read('risk.snippets.json')) as Record<string, { body: string[]; prefix: string }>;

  /** A snippet with its placeholders as they are offered. */
  function expanded(body: readonly string[]): string {
    return body
      .join('\n')
      .replace(/\$\{CURRENT_YEAR\}/g, '2026')
      .replace(/\$\{CURRENT_(?:MONTH|DATE)\}/g, '10')
      .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
      .replace(/\$\{\d+:((?:\\.|[^}])*)\}/g, '$1')
      .replace(/\\\$/g, '$')
      .replace(/\$0/g, '')
      .replace(/\t/g, '  ');
  }

  for (const [name, { body }] of Object.entries(snippets)) {
    it(`offers the snippet ${name} as the formatter would write it`, () => {
      const text = `${expanded(body).trimEnd()}\n`;
      const result = formatText(text, { services });
      assert.ok('text' in result, 'text' in result ? '' : `${result.findings[0]?.message}\n${text}`);
      assert.equal(result.text, text);
    });
  }

  it('leave to completion by context what it offers itself', () => {
    const offered = new Set(Object.values(snippets).map(({ prefix }) => prefix));
    for (const word of declarationWordsOf(RiskGrammar())) assert.ok(!offered.has(word), word);
  });

  it('takes a name with hyphens, and an amount, as one word', () => {
    const { wordPattern } = JSON.parse(read('language-configuration.json')) as {
      wordPattern: { pattern: string; flags: string };
    };
    const words = 'not-applicable Ключ-1 $250k 10% a - b'.match(
      new RegExp(wordPattern.pattern, `${wordPattern.flags}g`),
    );
    assert.deepEqual(words, ['not-applicable', 'Ключ-1', '$250k', '10%', 'a', 'b']);
  });
});
