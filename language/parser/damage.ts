/** Which declarations hold an error of the lexer or the parser: what was repaired there is not computed with. */
import type { IRecognitionException, IToken } from 'chevrotain';
import { type AstNode, AstUtils, type ParseResult } from 'langium';
import type { Declaration, RiskFile } from '../generated/ast.ts';
import { declarationOf } from '../names/declarations.ts';

const known = new WeakMap<ParseResult, ReadonlySet<Declaration>>();

/** The declarations of a parsed text (`document.parseResult`) with an error of syntax inside, or at their end. */
export function damagedDeclarations(result: ParseResult<RiskFile>): ReadonlySet<Declaration> {
  let damaged = known.get(result);
  if (damaged === undefined) {
    damaged = new Set(errorPlaces(result).flatMap((place) => declarationAt(result.value.declarations, place) ?? []));
    known.set(result, damaged);
  }
  return damaged;
}

/** Whether the declaration around this node (or the node itself) holds an error of syntax. */
export function isDamaged(node: AstNode): boolean {
  const declaration = declarationOf(node);
  if (declaration === undefined) return false;
  return damagedDeclarations(AstUtils.getDocument<RiskFile>(node).parseResult).has(declaration);
}

interface ErrorPlace {
  readonly offset: number;
  /** Counts only if it lies on a line of the declaration: it may be the beginning of something new. */
  readonly loose: boolean;
}

function errorPlaces(result: ParseResult): readonly ErrorPlace[] {
  const lexed = result.lexerErrors.map((error) => ({ offset: error.offset, loose: true }));
  return [...lexed, ...result.parserErrors.map(parserErrorPlace)];
}

/** An error at a word that starts a declaration, or at the end of the file, belongs to what stands before it. */
function parserErrorPlace(error: IRecognitionException): ErrorPlace {
  const betweenDeclarations = error.context.ruleStack.length <= 1;
  const found = error.token;
  if (betweenDeclarations) return { offset: found.startOffset, loose: startsSomethingNew(found) };
  const previous = (error as { previousToken?: IToken }).previousToken;
  const offset =
    previous !== undefined && Number.isFinite(previous.startOffset) ? previous.startOffset : found.startOffset;
  return { offset, loose: false };
}

/** A name on a line of its own may be a declaration that is being typed. */
function startsSomethingNew(token: IToken): boolean {
  return token.tokenType.name === 'ID' || token.tokenType.name === 'RESERVED';
}

/** The last declaration that begins at or before the place. */
function declarationAt(declarations: readonly Declaration[], place: ErrorPlace): Declaration | undefined {
  let low = 0;
  let high = declarations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((declarations[middle].$cstNode?.offset ?? 0) <= place.offset) low = middle + 1;
    else high = middle;
  }
  const found = declarations[low - 1];
  if (found === undefined || !place.loose) return found;
  const cst = found.$cstNode!;
  if (place.offset < cst.end) return found;
  return /[\r\n]/.test(cst.root.fullText.slice(cst.end, place.offset)) ? undefined : found;
}
