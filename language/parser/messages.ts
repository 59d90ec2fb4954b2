/** What lexer and parser say: what was found, what is expected and what to do, in the words of the language. */
import type { ILexerErrorMessageProvider, IToken, TokenType } from 'chevrotain';
import {
  AbstractParserErrorMessageProvider,
  DefaultLexerErrorMessageProvider,
  type LangiumCoreServices,
} from 'langium';
import { nearest } from '../units/nearest.ts';
import { expectedInRule, listed, tokenInWords } from './expectations.ts';
import { declarationWordsOf, firstWordsOf, isWord, wordsOf } from './words.ts';

/** A zero-width space that Langium adds to the names of rules. */
const ruleSuffix = /\u200b$/;

export class RiskParserMessages extends AbstractParserErrorMessageProvider {
  private readonly services: LangiumCoreServices;

  constructor(services: LangiumCoreServices) {
    super();
    this.services = services;
  }

  override buildMismatchTokenMessage(options: {
    expected: TokenType;
    actual: IToken;
    previous: IToken;
    ruleName: string;
  }): string {
    const { expected, actual } = options;
    const rule = options.ruleName.replace(ruleSuffix, '');
    if (expected.name === 'EOF' || rule === 'RiskFile') return this.betweenDeclarations(actual);
    if (expected.name === 'ID') return this.nameExpected(actual);
    if (actual.tokenType.name === 'GLUED') return gluedMessage(actual);
    if (actual.tokenType.name === 'RESERVED') return reservedMessage(actual);
    if (expected.name === '}') return this.inBody(rule, actual);
    if (expected.name === 'UNIT') {
      return `${found(actual)} stands where a unit is expected, such as \`year\` or \`record\`. A unit stands on the line of its number.`;
    }
    if (isFreeWord(actual) && (expected.name === 'from' || expected.name === '{') && isNameRule(rule)) {
      return wordAsName(actual.image);
    }
    return `${found(actual)} stands where ${tokenInWords(expected.name)} is expected.${hint(expected.name, rule)}`;
  }

  override buildNotAllInputParsedMessage(options: { firstRedundant: IToken }): string {
    return this.betweenDeclarations(options.firstRedundant);
  }

  override buildNoViableAltMessage(options: {
    expectedPathsPerAlt: TokenType[][][];
    actual: IToken[];
    ruleName: string;
  }): string {
    const [actual] = options.actual;
    const rule = options.ruleName.replace(ruleSuffix, '');
    const alternatives = [...new Set(options.expectedPathsPerAlt.flat().map(([first]) => first?.name ?? ''))];
    return this.oneOf(actual, rule, alternatives);
  }

  override buildEarlyExitMessage(options: {
    expectedIterationPaths: TokenType[][];
    actual: IToken[];
    ruleName: string;
  }): string {
    const rule = options.ruleName.replace(ruleSuffix, '');
    return this.oneOf(
      options.actual[0],
      rule,
      options.expectedIterationPaths.map(([first]) => first?.name ?? ''),
    );
  }

  private oneOf(actual: IToken, rule: string, alternatives: readonly string[]): string {
    if (actual.tokenType.name === 'GLUED') return gluedMessage(actual);
    if (actual.tokenType.name === 'RESERVED') return reservedMessage(actual);
    const words = alternatives.filter((name) => isWord(name));
    const near = isFreeWord(actual) ? suggest(actual.image, words) : null;
    const suggestion = near === null ? '' : ` Did you mean \`${near}\`?`;
    const expected = expectedInRule(rule) ?? listed(alternatives.filter(Boolean).map(tokenInWords));
    return `${found(actual)} stands where ${expected} is expected.${suggestion}`;
  }

  private nameExpected(actual: IToken): string {
    if (isFreeWord(actual)) return wordAsName(actual.image);
    if (actual.tokenType.name === 'RESERVED') return reservedMessage(actual);
    if (actual.tokenType.name === 'GLUED' || actual.tokenType.name === 'NUMBER') {
      return `${found(actual)} stands where a name is expected. A name starts with a letter.`;
    }
    if (actual.tokenType.name === 'STRING')
      return `${found(actual)} stands where a name is expected. A name has no quotes; a title in quotes may follow it.`;
    return `${found(actual)} stands where a name is expected.`;
  }

  /** Something that is no declaration, at the top of a file. */
  private betweenDeclarations(actual: IToken): string {
    if (actual.tokenType.name === 'RESERVED') return reservedMessage(actual);
    if (actual.image === '}')
      return 'This `}` closes nothing: a declaration is closed before it. Delete it, or look for a `{` that is missing above.';
    const declarations = declarationWordsOf(this.services.Grammar);
    if (actual.tokenType.name === 'ID') {
      const near = suggest(actual.image, declarations);
      if (near !== null) return `\`${actual.image}\` does not start a declaration. Did you mean \`${near}\`?`;
    }
    if (isFreeWord(actual) && wordsOf(this.services.Grammar).has(actual.image)) {
      return `\`${actual.image}\` stands outside of a declaration. It belongs between the \`{\` and \`}\` of one; look for a \`}\` too many above.`;
    }
    return `${found(actual)} does not start a declaration. A declaration starts with one of ${[...declarations].join(', ')}.`;
  }

  /** Something in a body that is none of its properties. */
  private inBody(rule: string, actual: IToken): string {
    const declarations = declarationWordsOf(this.services.Grammar);
    const what = bodyOf(rule);
    if (actual.tokenType.name === 'EOF' || declarations.has(actual.tokenType.name)) {
      return `${what} is not closed before ${foundInside(actual)}. Write the missing \`}\`.`;
    }
    const properties = propertiesOf(this.services, rule);
    if (actual.tokenType.name === 'ID') {
      const near = suggest(actual.image, properties);
      if (near !== null) return `\`${actual.image}\` is not a property here. Did you mean \`${near}\`?`;
    }
    const known =
      properties.length > 0
        ? ` It takes ${listed(
            properties.map((word) => `\`${word}\``),
            'and',
          )}.`
        : '';
    return `${found(actual)} does not belong in ${what.replace(/^The/, 'the')}.${known}`;
  }
}

/** The word that was probably meant: the nearest one, or the only one that begins so. */
function suggest(word: string, candidates: Iterable<string>): string | null {
  const all = [...candidates];
  const longer = word.length > 2 ? all.filter((candidate) => candidate.startsWith(word)) : [];
  return longer.length === 1 ? longer[0] : nearest(word, all);
}

function propertiesOf(services: LangiumCoreServices, rule: string): readonly string[] {
  const property: Readonly<Record<string, string>> = {
    Service: 'ComponentProperty',
    Store: 'ComponentProperty',
    PrimaryLoss: 'LossBlockProperty',
    SecondaryLoss: 'LossBlockProperty',
    Estimate: 'Note',
    Vulnerability: 'Note',
    Appetite: 'AppetitePoint',
  };
  return firstWordsOf(services.Grammar, property[rule] ?? `${rule}Property`).filter(isWord);
}

function bodyOf(rule: string): string {
  if (rule === 'Estimate' || rule === 'Vulnerability') return 'The block of sources after an estimate';
  const word = rule.replace(/Loss$/, ' loss').toLowerCase();
  return `The body of this ${word.trim()}`;
}

function isNameRule(rule: string): boolean {
  return rule === 'Flow' || rule === 'System' || rule === 'UnitDeclaration';
}

function isFreeWord(token: IToken): boolean {
  return isWord(token.tokenType.name) || token.tokenType.name === 'ID';
}

function wordAsName(word: string): string {
  const capital = word.slice(0, 1).toUpperCase() + word.slice(1);
  return `\`${word}\` is a word of the language and cannot be a name. Write \`${capital}\` or another name.`;
}

function reservedMessage(token: IToken): string {
  const capital = token.image.slice(0, 1).toUpperCase() + token.image.slice(1);
  return `\`${token.image}\` is kept for a later version of the language and has no meaning yet. As a name write \`${capital}\` or another one.`;
}

/** Digits that touch letters: what to write instead is said here for places that take no quantity. */
function gluedMessage(token: IToken): string {
  return `\`${token.image}\` is not a number or a name. Put a blank between the number and what follows it; only \`k\`, \`M\`, \`B\` and \`T\` touch their number.`;
}

function hint(expected: string, rule: string): string {
  if (expected === 'because') return ' Write `because "…"` with the reason.';
  if (expected === 'DATE') return ' Write the year, month and day.';
  if (expected === 'STRING') return ' Put the text between `"` and `"`.';
  if (expected === '{' && rule !== 'Estimate') return ' Open its body.';
  return '';
}

function found(token: IToken): string {
  const text = foundInside(token);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The token that was found, in words for the middle of a sentence. */
function foundInside(token: IToken): string {
  switch (token.tokenType.name) {
    case 'EOF':
      return 'the end of the file';
    case 'ID':
    case 'PARAMETER':
      return `the name \`${short(token.image)}\``;
    case 'STRING':
      return `the text ${short(token.image)}`;
    case 'NUMBER':
      return `the number \`${short(token.image)}\``;
    case 'UNIT':
      return `the unit \`${short(token.image)}\``;
    default:
      return `\`${short(token.image)}\``;
  }
}

function short(image: string): string {
  const line = image.split(/[\r\n]/, 1)[0];
  return line.length > 40 ? `${line.slice(0, 37)}…` : line;
}

export class RiskLexerMessages extends DefaultLexerErrorMessageProvider implements ILexerErrorMessageProvider {
  override buildUnexpectedCharactersMessage(text: string, offset: number, length: number): string {
    const character = String.fromCodePoint(text.codePointAt(offset) ?? 0);
    if (character === '\0') return 'There is a NUL byte here: this is not a text file, or it is not saved as UTF-8.';
    if (character === '\ufffd') return 'There is a character here that could not be read. Save the file as UTF-8.';
    if (/[$€£¥]/.test(character)) {
      return `A currency sign directly precedes its number, as in \`${character}250k\`.`;
    }
    if (character === '%') return 'A `%` follows its number, as in `10%`.';
    if (character === "'" || /[“”„«»‘’]/.test(character))
      return `\`${character}\` does not quote a text here. Use \`"\`.`;
    if (character === ';') return 'There are no semicolons in the language. Delete it.';
    if (/[–—−]/.test(character))
      return `\`${character}\` is not a minus sign here. Write \`-\`, or \`..\` for a range.`;
    if (character === '…') return 'Write two dots, `..`, for a range.';
    const shown = /[\p{C}\p{Z}]/u.test(character) ? `U+${hex(character)}` : `\`${character}\``;
    const more = length > character.length ? ' and what follows it' : '';
    return `${shown}${more} is not part of the language outside of texts and comments. Delete it, or put it in a text between \`"\` and \`"\`.`;
  }
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
