/** Bounds what the parser has to go down into: no text, however odd, exhausts the stack. */
import type { ILexingError, IToken, TokenTypeDictionary } from 'chevrotain';

const deepest = 50;
const longest = 400;

const partsOfExpressions: readonly string[] = [
  ...['ID', 'PARAMETER', 'UNIT', 'NUMBER', 'MONEY', 'PERCENT', 'GLUED'],
  ...['(', ')', ',', ':', '.', '..', '+', '-', '*', '/', 'per', 'to', 'size', 'value'],
];
const operators: readonly string[] = ['+', '-', '*', '/', 'per'];

type Role = 'part' | 'open' | 'close' | 'operator';

/** By `tokenTypeIdx`; none: not of an expression. */
export type Roles = readonly (Role | undefined)[];

/** What the tokens of a lexer are in an expression. */
export function rolesOf(types: TokenTypeDictionary): Roles {
  const roles: (Role | undefined)[] = [];
  for (const name of partsOfExpressions) {
    const role = name === '(' ? 'open' : name === ')' ? 'close' : operators.includes(name) ? 'operator' : 'part';
    roles[types[name].tokenTypeIdx!] = role;
  }
  return roles;
}

/** The tokens without those that lie deeper or further in an expression than can be read; each place is an error. */
export function withinBounds(
  tokens: IToken[],
  roles: Roles,
  errors: ILexingError[],
  errorAt: (token: IToken, message: string) => ILexingError,
): IToken[] {
  let kept: IToken[] | null = null;
  let depth = 0;
  let chained = 0;
  // By hand: a large file has a million tokens.
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const role = roles[token.tokenTypeIdx];
    if (role === undefined) {
      depth = 0;
      chained = 0;
    } else if (role === 'open') {
      depth++;
      if (depth === deepest + 1) {
        errors.push(
          errorAt(
            token,
            `Parentheses are nested more than ${deepest} deep here. Split the expression into named estimates.`,
          ),
        );
      }
    } else if (role === 'operator') {
      chained++;
      if (chained === longest + 1) {
        errors.push(
          errorAt(token, `This expression has more than ${longest} operators. Split it into named estimates.`),
        );
      }
    }
    if (depth > deepest || chained > longest) kept ??= tokens.slice(0, index);
    else kept?.push(token);
    if (role === 'close' && depth > 0) depth--;
  }
  return kept ?? tokens;
}
