/** A predictive parser: never goes back, repairs nothing, says nothing. It reads the texts that have no error. */
import type { AstNode, LangiumCoreServices, ParseResult } from 'langium';
import { beginReading, endReading } from './reading.ts';
import { type Step, stepsOf } from './steps.ts';

/** Reads a text as a file. null: something is wrong with it; a parser that can say what has to read it. */
export type PredictiveParser = <Node extends AstNode>(text: string) => ParseResult<Node> | null;

export function createPredictiveParser(services: LangiumCoreServices): PredictiveParser {
  let read: Step | null = null;
  return <Node extends AstNode>(text: string) => {
    const { tokens, hidden, errors, report } = services.parser.Lexer.tokenize(text);
    if (errors.length > 0) return null;
    read ??= stepsOf(services);
    const reading = beginReading(text, tokens, hidden);
    if (!read(reading)) return null;
    endReading(reading);
    const result = { value: reading.node as unknown as Node, lexerErrors: [], parserErrors: [] };
    return report === undefined ? result : { ...result, lexerReport: report };
  };
}
