/** From text to tokens: words are told from names, units from names by their place, and what is broken is said. */
import type { ILexingError, IToken, TokenType } from 'chevrotain';
import { DefaultLexer, type LangiumCoreServices, type LexerResult, type TokenizeOptions } from 'langium';
import { type Roles, rolesOf, withinBounds } from './depth.ts';
import { checkString } from './strings.ts';
import { isWord, reservedWords } from './words.ts';

/** Words of the language that are also units. */
const unitWords: ReadonlySet<string> = new Set(['host', 'image', 'ticket', 'events']);

export class RiskLexer extends DefaultLexer {
  private readonly words = new Map<string, TokenType>();
  /** What a unit may follow. */
  private readonly measured: ReadonlySet<TokenType>;
  private readonly roles: Roles;

  constructor(services: LangiumCoreServices) {
    super(services);
    const { NUMBER, MONEY, PERCENT, GLUED, per } = this.tokenTypes;
    this.measured = new Set([NUMBER, MONEY, PERCENT, GLUED, per]);
    this.roles = rolesOf(this.tokenTypes);
    for (const [name, type] of Object.entries(this.tokenTypes)) if (isWord(name)) this.words.set(name, type);
  }

  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    const result = super.tokenize(text, options);
    const errors: ILexingError[] = [...result.errors];
    this.retag(result.tokens);
    for (const token of result.tokens) if (token.tokenType === this.tokenTypes.STRING) checkString(token, errors);
    for (const comment of result.hidden) {
      if (comment.payload !== undefined) errors.push(errorAt(comment, 'This comment is not closed. End it with `*/`.'));
    }
    const tokens = withinBounds(result.tokens, this.roles, errors, errorAt);
    errors.sort((a, b) => a.offset - b.offset);
    return { ...result, tokens, errors };
  }

  private retag(tokens: readonly IToken[]): void {
    const { ID, UNIT, RESERVED, PARAMETER, EVIDENCE } = this.tokenTypes;
    let previous: IToken | undefined;
    // By hand: a large file has a million tokens.
    for (let index = 0; index < tokens.length; index++) {
      const token = tokens[index];
      if (token.tokenType === ID) {
        const next = tokens[index + 1];
        const word = this.words.get(token.image);
        if (reservedWords.has(token.image)) setType(token, RESERVED);
        else if (this.followsWith(previous, token)) setType(token, EVIDENCE);
        else if (this.takesUnit(previous, token) && (word === undefined || this.isUnitWord(token, next))) {
          setType(token, UNIT);
        } else if (word !== undefined) setType(token, word);
        else if (next?.image === ':') setType(token, PARAMETER);
      }
      previous = token;
    }
  }

  /** Whether a word at this place is the unit of what stands before it: on the line of its number. */
  private takesUnit(previous: IToken | undefined, token: IToken): boolean {
    return previous !== undefined && previous.endLine === token.startLine && this.measured.has(previous.tokenType);
  }

  /** `with evidence` on one line; on the next one `evidence` starts a declaration, and the `with` is being typed. */
  private followsWith(previous: IToken | undefined, token: IToken): boolean {
    return (
      token.image === 'evidence' && previous?.tokenType === this.tokenTypes.with && previous.endLine === token.startLine
    );
  }

  /** `5 per ticket` is a unit, `cost $5 ticket "PLAT-1"` is a property. */
  private isUnitWord(token: IToken, next: IToken | undefined): boolean {
    return unitWords.has(token.image) && next?.tokenType !== this.tokenTypes.STRING;
  }
}

function setType(token: IToken, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx!;
}

/** A lexer error over a whole token. */
export function errorAt(token: IToken, message: string): ILexingError {
  return {
    offset: token.startOffset,
    line: token.startLine,
    column: token.startColumn,
    length: token.image.length,
    message,
  };
}
