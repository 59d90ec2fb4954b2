import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type AstNode, AstUtils, type CstNode } from 'langium';
import type { Declaration, RiskFile } from '../../generated/ast.ts';
import { damagedDeclarations } from '../../parser/damage.ts';
import { declarationWordsOf } from '../../parser/words.ts';
import { createRiskServices } from '../../services.ts';

const { risk } = createRiskServices();
const declarationWords = declarationWordsOf(risk.Grammar);

/** A declaration as kind, name and words, without white space and comments. */
function summary(declaration: Declaration): string {
  const properties: string[] = [];
  for (const node of AstUtils.streamAst(declaration)) properties.push(own(node));
  return `${declaration.$type} ${properties.join(' ')}`;
}

/** The node's own values: plain properties and the text of references. */
function own(node: AstNode): string {
  const values = Object.entries(node).filter(([key]) => !key.startsWith('$'));
  return `${node.$type}(${values.map(([key, value]) => `${key}=${plain(value)}`).join(',')})`;
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(plain).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('$refText' in value) return String(value.$refText);
  return '';
}

/** Kind and name. */
function head(summarized: string): string {
  return summarized.split(/[(,]/, 3).slice(0, 2).join('(');
}

interface Token {
  readonly start: number;
  readonly end: number;
  readonly image: string;
}

function tokensOf(text: string): Token[] {
  return risk.parser.Lexer.tokenize(text).tokens.map((token) => ({
    start: token.startOffset,
    end: token.startOffset + token.image.length,
    image: token.image,
  }));
}

/** How a token may be spoiled. */
const damages: Readonly<Record<string, (image: string) => string>> = {
  deleted: () => '',
  doubled: (image) => `${image} ${image}`,
  'made a name': () => 'Other',
  'made a brace': () => '}',
  'made a comma': () => ',',
  'made a text': () => '"text"',
  'made a number': () => '7',
  'made the word of a declaration': () => 'asset',
  'half typed': (image) => image.slice(0, Math.ceil(image.length / 2)),
  'made a broken character': () => '§',
  'made an unclosed text': () => '"text\n',
};

/** Words and signs that may join what follows them to the declaration before, if they replace or lack its first word. */
function startsDeclaration(tokens: readonly Token[], index: number): boolean {
  return declarationWords.has(tokens[index].image) && tokens[index - 1]?.image !== 'expect';
}

function declarationIndexOf(declarations: readonly Declaration[], offset: number): number {
  return declarations.findLastIndex((declaration) => ((declaration.$cstNode as CstNode).offset ?? 0) <= offset);
}

/** Each declaration of a text between its neighbours: what is damaged beyond them was damaged in one of them before. */
function windowsOf(text: string): string[] {
  const { declarations } = risk.parser.LangiumParser.parse<RiskFile>(text).value;
  const parts = declarations.map((declaration) => declaration.$cstNode?.text ?? '');
  const size = 3;
  return parts.flatMap((_, index) => (index % 2 === 0 ? [parts.slice(index, index + size).join('\n')] : []));
}

for (const name of ['clinic', 'threats']) {
  const windows = windowsOf(readFileSync(new URL(`../fixtures/${name}.risk`, import.meta.url), 'utf8')).map((text) => {
    const { declarations } = risk.parser.LangiumParser.parse<RiskFile>(text).value;
    return { text, declarations, whole: declarations.map(summary), tokens: tokensOf(text) };
  });

  describe(`repair of ${name}.risk`, () => {
    for (const [kind, [damage, spoil]] of Object.entries(damages).entries()) {
      // Every token for the two that typing does, a share of them for the others.
      const share = kind < 2 ? 1 : 4;
      it(`keeps every other declaration when a token is ${damage}`, () => {
        const places = windows.flatMap((window) => window.tokens.map((token, index) => ({ ...window, token, index })));
        for (const { text, declarations, whole, tokens, token, index } of places) {
          if (share > 1 && index % share !== kind % share) continue;
          const spoiled = `${text.slice(0, token.start)}${spoil(token.image)}${text.slice(token.end)}`;
          const result = risk.parser.LangiumParser.parse<RiskFile>(spoiled);
          const after = result.value.declarations.map(summary);
          const broken = damagedDeclarations(result);
          const damaged = declarationIndexOf(declarations, token.start);
          // Without its first word a text is part of the declaration before it: that one may change, but stays.
          const joined = startsDeclaration(tokens, index) ? damaged - 1 : -1;
          const story = `\`${token.image}\` ${damage}: …${spoiled.slice(Math.max(0, token.start - 60), token.start + 60)}…`;
          for (const [place, expected] of whole.entries()) {
            if (place === damaged) continue;
            if (place === joined) {
              assert.ok(
                after.some((found) => found.startsWith(head(expected))),
                `loses ${head(expected)}: ${story}`,
              );
              continue;
            }
            const found = after.indexOf(expected);
            assert.notEqual(found, -1, `changes ${head(expected)}: ${story}`);
            assert.ok(!broken.has(result.value.declarations[found]), `counts ${head(expected)} as broken: ${story}`);
          }
        }
      });
    }
  });
}
