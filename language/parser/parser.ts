/**
 * The parser: Langium's, with a repair that keeps damage in one declaration. A word that starts a declaration is never
 * thrown away or swallowed to repair the text before it.
 */
import type { IToken, TokenType } from 'chevrotain';
import { createParser, type LangiumCoreServices, LangiumParser } from 'langium';
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

class RiskParser extends LangiumParser {
  constructor(services: LangiumCoreServices) {
    super(services);
    keepDeclarations(
      this.wrapper as unknown as Repair,
      declarationWordsOf(services.Grammar),
      services.parser.Lexer.definition.ID,
    );
  }
}

export function createRiskParser(services: LangiumCoreServices): LangiumParser {
  const parser = createParser(services.Grammar, new RiskParser(services), services.parser.Lexer.definition);
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
