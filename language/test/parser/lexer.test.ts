import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRiskServices } from '../../services.ts';

const { risk } = createRiskServices();

/** `TYPE image`; words of the language as they are. */
function lex(text: string): string[] {
  return risk.parser.Lexer.tokenize(text).tokens.map((token) =>
    token.tokenType.name === token.image ? token.image : `${token.tokenType.name} ${token.image}`,
  );
}

function errors(text: string): string[] {
  return risk.parser.Lexer.tokenize(text).errors.map((error) => `${error.offset}+${error.length} ${error.message}`);
}

describe('lexer: words and names', () => {
  it('takes letters of any script, digits, underscores and hyphens between them', () => {
    for (const name of [
      'Ledger',
      'product-catalog',
      'Größe_2',
      'запас',
      '在庫',
      'हिन्दी',
      'a1-2b',
      '_x',
      'Threat',
      'in-place2',
    ]) {
      assert.deepEqual(lex(name), [`ID ${name}`]);
    }
  });

  it('leaves a trailing hyphen, and blanks make a subtraction', () => {
    assert.deepEqual(lex('a - b'), ['ID a', '-', 'ID b']);
    assert.deepEqual(lex('a- b'), ['ID a', '-', 'ID b']);
  });

  it('tells words of the language by their whole image', () => {
    assert.deepEqual(lex('threat threats not-applicable not-applicables in in-place'), [
      'threat',
      'ID threats',
      'not-applicable',
      'ID not-applicables',
      'in',
      'in-place',
    ]);
  });

  it('tells `with evidence` from an evidence declaration by the line', () => {
    assert.deepEqual(lex('10% with evidence'), ['PERCENT 10%', 'with', 'EVIDENCE evidence']);
    assert.deepEqual(lex('10% with // words\nevidence "a"'), ['PERCENT 10%', 'with', 'evidence', 'STRING "a"']);
    assert.deepEqual(lex('evidence evidence-weight'), ['evidence', 'evidence-weight']);
  });

  it('keeps words for later versions', () => {
    assert.deepEqual(lex('scenario patterns pattern'), ['RESERVED scenario', 'ID patterns', 'RESERVED pattern']);
  });
});

describe('lexer: numbers', () => {
  it('takes multipliers, exponents, underscores, percent, money, dates and weaknesses', () => {
    assert.deepEqual(lex('5 1_200 0.25 250k 1.2M 1e6 1.5e-3 10% 31.25 % $250k €1.5M £3 ¥80M 2026-03-01 CWE-89'), [
      ...['NUMBER 5', 'NUMBER 1_200', 'NUMBER 0.25', 'NUMBER 250k', 'NUMBER 1.2M', 'NUMBER 1e6', 'NUMBER 1.5e-3'],
      ...['PERCENT 10%', 'PERCENT 31.25 %', 'MONEY $250k', 'MONEY €1.5M', 'MONEY £3', 'MONEY ¥80M'],
      ...['DATE 2026-03-01', 'CWE CWE-89'],
    ]);
  });

  it('takes ranges without blanks', () => {
    assert.deepEqual(lex('5..10..0.5'), ['NUMBER 5', '..', 'NUMBER 10', '..', 'NUMBER 0.5']);
    assert.deepEqual(lex('$1k..$2k'), ['MONEY $1k', '..', 'MONEY $2k']);
  });

  it('keeps digits and letters that touch in one token', () => {
    for (const glued of ['4h', '250kEUR', '10K', '5mins', '$5USD', '1e', '5_', '1__0', '12abc_3', '€3x']) {
      assert.deepEqual(lex(glued), [`GLUED ${glued}`]);
    }
  });
});

describe('lexer: units by their place', () => {
  it('takes the word after a number on its line, and after `per`', () => {
    assert.deepEqual(lex('5 hours'), ['NUMBER 5', 'UNIT hours']);
    assert.deepEqual(lex('$8 per user per 2 months'), [
      'MONEY $8',
      'per',
      'UNIT user',
      'per',
      'NUMBER 2',
      'UNIT months',
    ]);
    assert.deepEqual(lex('5 hosts per host'), ['NUMBER 5', 'UNIT hosts', 'per', 'UNIT host']);
    assert.deepEqual(lex('10 % EUR'), ['PERCENT 10 %', 'UNIT EUR']);
  });

  it('never takes a name from the next line', () => {
    assert.deepEqual(lex('5\nhours'), ['NUMBER 5', 'ID hours']);
    assert.deepEqual(lex('5 per\nyear'), ['NUMBER 5', 'per', 'ID year']);
    assert.deepEqual(lex('60%\nhost "a"'), ['PERCENT 60%', 'host', 'STRING "a"']);
    assert.deepEqual(lex('5 /* \n */ hours'), ['NUMBER 5', 'ID hours']);
  });

  it('leaves words of the language, and properties on the same line', () => {
    assert.deepEqual(lex('5 to 6 observed 3'), ['NUMBER 5', 'to', 'NUMBER 6', 'observed', 'NUMBER 3']);
    assert.deepEqual(lex('$90k ticket "PLAT-1"'), ['MONEY $90k', 'ticket', 'STRING "PLAT-1"']);
    assert.deepEqual(lex('60% image "x"'), ['PERCENT 60%', 'image', 'STRING "x"']);
    assert.deepEqual(lex('5 per ticket'), ['NUMBER 5', 'per', 'UNIT ticket']);
  });
});

describe('lexer: texts and comments', () => {
  it('says which escape does not exist, and where', () => {
    assert.deepEqual(errors('"a\\"b\\\\c\\nd\\te\\u{20AC}"'), []);
    assert.match(errors('"a\\xb"')[0], /^2\+2 `\\x` is not an escape/);
    assert.match(errors('"\\u{110000}"')[0], /^1\+10 .* is not a character/);
    assert.match(errors('"\\u20AC"')[0], /^1\+2 `\\u` is not an escape/);
  });

  it('ends what is not closed with its line', () => {
    assert.deepEqual(lex('"a b\nthreat'), ['STRING "a b', 'threat']);
    assert.match(errors('"a b\nthreat')[0], /^0\+4 This text is not closed/);
    assert.deepEqual(lex('"""a\nthreat'), ['STRING """a', 'threat']);
    assert.match(errors('"""a\nthreat')[0], /^0\+4 This text is not closed. End it with `"""`/);
    assert.deepEqual(lex('/* a\nthreat'), ['threat']);
    assert.match(errors('/* a\nthreat')[0], /^0\+4 This comment is not closed/);
    assert.deepEqual(lex('"a\\\nthreat'), ['STRING "a\\', 'threat']);
  });

  it('says what a stray character should be', () => {
    assert.match(errors('a; b')[0], /^1\+1 There are no semicolons/);
    assert.match(errors('“a”')[0], /Use `"`/);
    assert.match(errors('5 – 6')[0], /Write `-`/);
    assert.match(errors('$ 5')[0], /^0\+1 A currency sign directly precedes its number, as in `\$250k`/);
    assert.match(errors('a\0b')[0], /^1\+1 There is a NUL byte/);
    assert.match(errors('\u200b')[0], /^0\+1 U\+200B is not part of the language/);
  });

  it('takes CRLF and a byte order mark as white space', () => {
    assert.deepEqual(lex('\ufeffasset A {\r\n}\r\n'), ['asset', 'ID A', '{', '}']);
    assert.deepEqual(errors('\ufeffasset A {\r\n}\r\n'), []);
  });

  it('covers any text with tokens, comments, errors and white space, and never throws', () => {
    const pieces = fc.constantFrom(
      '"',
      '"""',
      '\\',
      '/*',
      '*/',
      '//',
      '\n',
      '\r',
      '5',
      'k',
      '$',
      '%',
      '..',
      '-',
      'a',
      'threat',
      ' ',
      '\0',
      '😀',
      '_',
      '{',
      '(',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 40 }),
        (parts) => {
          const text = parts.join('');
          const { tokens, hidden, errors: found } = risk.parser.Lexer.tokenize(text);
          const covered = new Uint8Array(text.length);
          for (const token of [...tokens, ...hidden])
            covered.fill(1, token.startOffset, token.startOffset + token.image.length);
          for (const error of found) covered.fill(1, error.offset, error.offset + error.length);
          for (let offset = 0; offset < text.length; offset++) {
            assert.ok(covered[offset] === 1 || /\s/.test(text[offset]), `offset ${offset} of ${JSON.stringify(text)}`);
          }
        },
      ),
      { seed: 3, numRuns: 150 },
    );
  });
});
