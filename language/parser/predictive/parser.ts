/** A predictive parser: never goes back, repairs nothing, says nothing. It reads the texts that have no error. */
import type { TokenTypeDictionary } from 'chevrotain';
import type { AstNode, LangiumCoreServices, Lexer, ParseResult } from 'langium';
import { beginReading, endReading } from './reading.ts';
import { type Step, stepsOf } from './steps.ts';

/** Reads a text as a file. null: something is wrong with it; a parser that can say what has to read it. */
export type PredictiveParser = <Node extends AstNode>(text: string) => ParseResult<Node> | null;

/** Steps go by the tokens of a lexer: who shares one shares them. */
const made = new WeakMap<Lexer, Step>();

export function createPredictiveParser(services: LangiumCoreServices): PredictiveParser {
  const { Lexer: lexer } = services.parser;
  return <Node extends AstNode>(text: string) => {
    const lexed = lexer.tokenize(text);
    if (lexed.errors.length > 0) return null;
    let read = made.get(lexer);
    if (read === undefined) {
      read = stepsOf(services.Grammar, lexer.definition as TokenTypeDictionary, services.shared.AstReflection);
      made.set(lexer, read);
    }
    const reading = beginReading(text, lexed, services.references.Linker);
    if (!read(reading)) return null;
    endReading(reading);
    const result = { value: reading.node as unknown as Node, lexerErrors: [], parserErrors: [] };
    return lexed.report === undefined ? result : { ...result, lexerReport: lexed.report };
  };
}
