/**
 * The parser. A text without an error is read by a predictive parser, several times as fast; any other one by Langium's,
 * with a repair that keeps damage in one declaration: a word that starts a declaration is never thrown away or swallowed
 * to repair the text before it.
 */
import type { IToken, TokenType } from 'chevrotain';
import {
  type AstNode,
  createParser,
  type LangiumCoreServices,
  LangiumParser,
  type ParseResult,
  type ParserOptions,
} from 'langium';
import { addCommentsFromTheEnd } from './comment-nodes.ts';
import { createPredictiveParser } from './predictive/parser.ts';
import { declarationWordsOf, isWord } from './words.ts';

/** What Chevrotain's parser offers for repair; its type declarations leave it out. */
interface Repair {
  maxLookahead: number;
  LA(howMuch: number): IToken;
  SKIP_TOKEN(): IToken;
  canRecoverWithSingleTokenDeletion(expected: TokenType): boolean;
  canRecoverWithSingleTokenInsertion(expected: TokenType, follows: TokenType[]): boolean;
  tryInRuleRecovery(expected: TokenType, follows: TokenType[]): IToken;
  consumeToken(): void;
}

class RepairingParser extends LangiumParser {
  /** Never throws: a text that exhausts the stack in spite of all bounds is one error and an empty file. */
  override parse<T extends AstNode = AstNode>(input: string, options?: ParserOptions): ParseResult<T> {
    try {
      return super.parse<T>(input, options);
    } catch {
      (this as unknown as Construction).stack = [];
      const result = super.parse<T>('', options);
      const message = 'This file could not be read: something in it is nested too deep. Make it simpler or split it.';
      return {
        ...result,
        lexerErrors: [{ offset: 0, line: 1, column: 1, length: Math.min(1, input.length), message }],
      };
    }
  }

  constructor(services: LangiumCoreServices) {
    super(services);
    addCommentsFromTheEnd(this);
    keepDeclarations(
      this.wrapper as unknown as Repair,
      declarationWordsOf(services.Grammar),
      services.parser.Lexer.definition.ID,
    );
  }
}

/** Langium's parser keeps nodes under construction here. */
interface Construction {
  stack: unknown[];
}

export function createRiskParser(services: LangiumCoreServices): LangiumParser {
  const predict = createPredictiveParser(services);
  let repairing: LangiumParser | null = null;
  const parse: LangiumParser['parse'] = <T extends AstNode>(input: string, options?: ParserOptions) => {
    const read = options?.rule === undefined ? attempt(() => predict<T>(input)) : null;
    if (read !== null) return read;
    repairing ??= createRepairingParser(services);
    return repairing.parse<T>(input, options);
  };
  // Nobody asks a parser for anything else.
  return { parse } as LangiumParser;
}

/** null also where the stack is too small for the text: the other parser says so. */
function attempt<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Langium's parser for every text: the one that says what is wrong. */
export function createRepairingParser(services: LangiumCoreServices): LangiumParser {
  const parser = createParser(services.Grammar, new RepairingParser(services), services.parser.Lexer.definition);
  parser.finalize();
  return parser;
}

function keepDeclarations(parser: Repair, declarationWords: ReadonlySet<string>, name: TokenType): void {
  // Only error messages look ahead by it; one token is what they show.
  parser.maxLookahead = 1;

  const deletion = parser.canRecoverWithSingleTokenDeletion.bind(parser);
  parser.canRecoverWithSingleTokenDeletion = (expected) =>
    isWordForName(expected) || (!declarationWords.has(parser.LA(1).tokenType.name) && deletion(expected));

  const inRule = parser.tryInRuleRecovery.bind(parser);
  parser.tryInRuleRecovery = (expected, follows) => {
    // A word of the language where a name is due, on the same line: it was meant as the name, so it is kept as one.
    if (isWordForName(expected)) {
      const token = parser.LA(1);
      parser.consumeToken();
      return token;
    }
    return inRule(expected, follows);
  };

  function isWordForName(expected: TokenType): boolean {
    const next = parser.LA(1);
    return (
      expected === name &&
      (isWord(next.tokenType.name) || next.tokenType.name === 'RESERVED' || next.tokenType.name === 'UNIT') &&
      !declarationWords.has(next.tokenType.name) &&
      parser.LA(0).endLine === next.startLine
    );
  }
}
