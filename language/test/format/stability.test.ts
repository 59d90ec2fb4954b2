import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { formatText } from '../../format/index.ts';
import type { RiskFile } from '../../generated/ast.ts';
import { createRiskServices } from '../../services.ts';

const { risk: services } = createRiskServices();

function format(text: string): string {
  const result = formatText(text, { services });
  assert.ok('text' in result, 'text' in result ? '' : result.findings.map((finding) => finding.message).join('\n'));
  return result.text;
}

/** Tokens and comments with their words, without white space at the ends of lines and before the lines of comments. */
function words(text: string): string[] {
  const { tokens, hidden } = services.parser.Lexer.tokenize(text);
  return [...tokens, ...hidden]
    .sort((a, b) => a.startOffset - b.startOffset)
    .map((token) =>
      token.tokenType.name.endsWith('COMMENT')
        ? token.image.replace(/\s+/g, ' ').trim()
        : `${token.tokenType.name} ${token.image}`,
    );
}

function holds(text: string): void {
  const once = format(text);
  assert.deepEqual(words(once), words(text), text);
  assert.equal(format(once), once, text);
}

/** The end of each token, where something may be put in. */
function gaps(text: string): number[] {
  return services.parser.Lexer.tokenize(text).tokens.map((token) => token.startOffset + token.image.length);
}

const fixtures = new URL('../fixtures/', import.meta.url);
const texts = readdirSync(fixtures)
  .filter((name) => name.endsWith('.risk'))
  .map((name) => readFileSync(new URL(name, fixtures), 'utf8'));

/** The text of each declaration. */
function declarationsOf(text: string): string[] {
  const { value } = services.parser.LangiumParser.parse<RiskFile>(text);
  return value.declarations.map((declaration) => declaration.$cstNode?.text ?? '');
}

/** What may stand in a gap and changes no meaning. A unit stays on the line of its number. */
const fillers = [
  '/* c */',
  '\n// c\n',
  ' // c   \n',
  '\n\n\n/* c\n * d */ ',
  '\n',
  '\n\n\n',
  '   ',
  '/** doc\n     * more\n   */\n',
];

describe('formatter: stability', () => {
  it('changes nothing when it formats its own result, and keeps every word', () => {
    for (const text of texts) holds(text);
  });

  it('keeps a comment, a line break or blanks in every gap', () => {
    for (const text of texts.flatMap(declarationsOf)) {
      for (const [index, place] of gaps(text).entries()) {
        const filler = fillers[index % fillers.length];
        const filled = `${text.slice(0, place)} ${filler} ${text.slice(place)}`;
        // Between a number and its unit a line break changes what the text says.
        if (keepsWords(text, filled)) holds(filled);
      }
    }
  });

  it('is stable for random white space and comments', () => {
    const text = texts.join('\n');
    const places = gaps(text);
    const filler = fc.constantFrom(...fillers);
    const changes = fc.array(fc.tuple(fc.nat(places.length - 1), filler), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(changes, (chosen) => {
        const byPlace = new Map(chosen.map(([index, image]) => [places[index], image]));
        let filled = '';
        let from = 0;
        for (const [place, image] of [...byPlace].sort((a, b) => a[0] - b[0])) {
          filled += `${text.slice(from, place)} ${image} `;
          from = place;
        }
        filled += text.slice(from);
        fc.pre(keepsWords(text, filled));
        holds(filled);
      }),
      { seed: 7, numRuns: 25 },
    );
  });
});

function keepsWords(text: string, filled: string): boolean {
  const types = (source: string) =>
    services.parser.Lexer.tokenize(source)
      .tokens.map((token) => token.tokenType.name)
      .join(' ');
  return types(text) === types(filled);
}
