/** Bounds what the parser has to go down into: no text, however odd, exhausts the stack. */
import type { ILexingError, IToken } from 'chevrotain';

const deepest = 50;
const longest = 400;

const partsOfExpressions: ReadonlySet<string> = new Set([
  ...['ID', 'PARAMETER', 'UNIT', 'NUMBER', 'MONEY', 'PERCENT', 'GLUED'],
  ...['(', ')', ',', ':', '.', '..', '+', '-', '*', '/', 'per', 'to', 'size', 'value'],
]);
const operators: ReadonlySet<string> = new Set(['+', '-', '*', '/', 'per']);

/** The tokens without those that lie deeper or further in an expression than can be read; each place is an error. */
export function withinBounds(
  tokens: IToken[],
  errors: ILexingError[],
  errorAt: (token: IToken, message: string) => ILexingError,
): IToken[] {
  const kept: IToken[] = [];
  let depth = 0;
  let chained = 0;
  for (const token of tokens) {
    const type = token.tokenType.name;
    if (!partsOfExpressions.has(type)) {
      depth = 0;
      chained = 0;
    } else if (type === '(') {
      depth++;
      if (depth === deepest + 1) {
        errors.push(
          errorAt(
            token,
            `Parentheses are nested more than ${deepest} deep here. Split the expression into named estimates.`,
          ),
        );
      }
    } else if (operators.has(type)) {
      chained++;
      if (chained === longest + 1) {
        errors.push(
          errorAt(token, `This expression has more than ${longest} operators. Split it into named estimates.`),
        );
      }
    }
    if (depth <= deepest && chained <= longest) kept.push(token);
    if (type === ')' && depth > 0) depth--;
  }
  return kept.length === tokens.length ? tokens : kept;
}
