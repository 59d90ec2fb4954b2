/**
 * Token types for the lexer. Words are lexed as names and told apart afterwards (lexer.ts): one pattern instead of a
 * hundred and thirty, and no doubt about where a word ends.
 */
import { Lexer, type TokenType } from 'chevrotain';
import { DefaultTokenBuilder, type GrammarAST, GrammarUtils } from 'langium';
import { matchByHand, tokenEnds } from './ascii-patterns.ts';
import { matchBlockComment, matchString } from './text-patterns.ts';
import { isWord } from './words.ts';

const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_';
const currencySigns = '$€£¥';

/** Characters that a token of this name may start with: the lexer looks only at patterns that fit. */
const startsWith: Readonly<Record<string, readonly (string | number)[]>> = {
  GLUED: [...currencySigns, ...digits],
  MONEY: [...currencySigns],
  NUMBER: [...digits],
  CWE: ['C'],
  ID: [...letters, ...beyondAscii()],
  STRING: ['"'],
  ML_COMMENT: ['/'],
};

/** Tokens that the lexer tells from names by their place. */
const byPlace: ReadonlySet<string> = new Set(['UNIT', 'PARAMETER', 'EVIDENCE']);

export class RiskTokenBuilder extends DefaultTokenBuilder {
  override buildTokens(...args: Parameters<DefaultTokenBuilder['buildTokens']>): TokenType[] {
    const tokens = super.buildTokens(...args) as TokenType[];
    // White space and comments first: `//` is not a division.
    const hidden = tokens.filter((token) => token.GROUP !== undefined);
    const visible = tokens.filter((token) => token.GROUP === undefined);
    return [...hidden, ...visible, { name: 'RESERVED', PATTERN: Lexer.NA }];
  }

  protected override buildKeywordToken(...args: Parameters<DefaultTokenBuilder['buildKeywordToken']>): TokenType {
    const [keyword] = args;
    return isWord(keyword.value)
      ? { name: keyword.value, PATTERN: Lexer.NA }
      : { name: keyword.value, PATTERN: keyword.value };
  }

  protected override buildTerminalToken(terminal: GrammarAST.TerminalRule): TokenType {
    if (byPlace.has(terminal.name)) return { name: terminal.name, PATTERN: Lexer.NA };
    const endOf = tokenEnds[terminal.name];
    const token: TokenType =
      endOf === undefined
        ? super.buildTerminalToken(terminal)
        : { name: terminal.name, PATTERN: matchByHand(endOf, () => GrammarUtils.terminalRegex(terminal)) };
    if (terminal.name === 'STRING') token.PATTERN = matchString();
    if (terminal.name === 'ML_COMMENT') token.PATTERN = matchBlockComment();
    if (typeof token.PATTERN === 'function') {
      // Only strings and comments go over several lines.
      token.LINE_BREAKS = terminal.name === 'STRING' || terminal.name === 'ML_COMMENT';
      token.START_CHARS_HINT = [...(startsWith[terminal.name] ?? [])];
    }
    return token;
  }
}

/** Chevrotain sorts characters above 255 into buckets; one code every 64 touches them all. */
function beyondAscii(): number[] {
  const codes: number[] = [];
  for (let code = 128; code < 256; code++) codes.push(code);
  for (let code = 256; code < 65536; code += 64) codes.push(code);
  return codes;
}
