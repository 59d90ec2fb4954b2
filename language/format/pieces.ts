/** The pieces of a text that the formatter moves: tokens and comments, in order, with what it has to know about each. */
import type { IToken } from 'chevrotain';
import { type AstNode, AstUtils, type ParseResult } from 'langium';
import { isQuantity, type RiskFile } from '../generated/ast.ts';
import { nodeForProperty } from '../parser/property-nodes.ts';
import type { RiskServices } from '../services.ts';

export interface Piece {
  readonly offset: number;
  readonly image: string;
  /** Name of the token type; `block-comment` or `line-comment`. */
  readonly type: string;
  /** Line breaks between the piece before and this one, as written; 0 for the first piece of a text. */
  readonly breaksBefore: number;
  /** A declaration, property or source begins here. */
  readonly startsItem: boolean;
  /** Nothing is around it. */
  readonly startsDeclaration: boolean;
  /** The sign of a number, not an operator. */
  readonly isSign: boolean;
  /** Braces around it. For a brace itself: those outside of it. */
  readonly depth: number;
  /** Parentheses around it inside of its braces. For a parenthesis itself: those outside of it. */
  readonly parentheses: number;
  /** Index of the brace that closes this one or that it closes; −1 for everything else. */
  readonly partner: number;
}

/** Properties of the syntax tree whose items begin a line where a block has many lines. */
const itemLists: ReadonlySet<string> = new Set(['declarations', 'properties', 'notes', 'points']);

/** Pieces of a text without errors of syntax. */
export function piecesOf(services: RiskServices, text: string, parsed: ParseResult<RiskFile>): Piece[] {
  const { tokens, hidden } = services.parser.Lexer.tokenize(text);
  const { items, declarations, signs } = marksOf(parsed.value);
  const ordered = [...tokens, ...hidden].sort((a, b) => a.startOffset - b.startOffset);
  const partners = partnersOf(ordered);
  const pieces: Piece[] = [];
  let end = 0;
  let depth = 0;
  const parentheses = [0];
  for (const [index, token] of ordered.entries()) {
    const type = typeOf(token);
    if (type === '}') {
      depth--;
      parentheses.pop();
    }
    if (type === ')') parentheses[parentheses.length - 1]--;
    pieces.push({
      offset: token.startOffset,
      image: token.image,
      type,
      breaksBefore: index === 0 ? 0 : breaksIn(text, end, token.startOffset),
      startsItem: items.has(token.startOffset),
      startsDeclaration: declarations.has(token.startOffset),
      isSign: signs.has(token.startOffset),
      depth,
      parentheses: parentheses[parentheses.length - 1],
      partner: partners.get(index) ?? -1,
    });
    if (type === '{') {
      depth++;
      parentheses.push(0);
    }
    if (type === '(') parentheses[parentheses.length - 1]++;
    end = token.startOffset + token.image.length;
  }
  return pieces;
}

function typeOf(token: IToken): string {
  if (token.tokenType.name === 'ML_COMMENT') return 'block-comment';
  return token.tokenType.name === 'SL_COMMENT' ? 'line-comment' : token.tokenType.name;
}

/** Offsets where items begin, where declarations begin, and of signs. */
function marksOf(file: RiskFile): { items: Set<number>; declarations: Set<number>; signs: Set<number> } {
  const items = new Set<number>();
  const declarations = new Set<number>();
  const signs = new Set<number>();
  for (const node of AstUtils.streamAllContents(file) as Iterable<AstNode>) {
    const offset = node.$cstNode?.offset;
    if (offset === undefined) continue;
    if (itemLists.has(node.$containerProperty ?? '')) items.add(offset);
    if (node.$container === file) declarations.add(offset);
    if (isQuantity(node) && node.sign !== undefined) {
      signs.add(nodeForProperty(node.$cstNode, 'sign')?.offset ?? offset);
    }
  }
  return { items, declarations, signs };
}

function partnersOf(tokens: readonly IToken[]): Map<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.tokenType.name === '{') open.push(index);
    if (token.tokenType.name !== '}') continue;
    const opening = open.pop();
    if (opening === undefined) continue;
    partners.set(opening, index);
    partners.set(index, opening);
  }
  return partners;
}

function breaksIn(text: string, from: number, to: number): number {
  let breaks = 0;
  for (let offset = from; offset < to; offset++) {
    const character = text[offset];
    if (character === '\n' || (character === '\r' && text[offset + 1] !== '\n')) breaks++;
  }
  return breaks;
}
