/**
 * Where a cursor stands, told from the tokens before it: the blocks around it and the statement it is in. Works on
 * broken text; looks no further back than the declaration that the cursor is in.
 */
import { type BlockKind, blocks, declarationWords } from '../completion/blocks.ts';
import { scan, type Token } from './scan.ts';

export interface Block {
  readonly kind: BlockKind;
  /** Words of the properties that were written in it before the cursor. */
  readonly given: string[];
}

export interface Cursor {
  readonly offset: number;
  /** Outermost first; empty at the top of a file. */
  readonly path: readonly Block[];
  /** Tokens of the statement, the word that is being typed left out. */
  readonly statement: readonly Token[];
  /** The declaration's own words: `threat Name "title"`. */
  readonly declaration: readonly Token[];
  /** What is being typed: a name or word up to the cursor; empty after a blank. */
  readonly prefix: string;
  /** The string that the cursor is in, or null. */
  readonly string: Token | null;
  readonly inComment: boolean;
  /** The cursor stands on another line than the last token. */
  readonly freshLine: boolean;
  /** Open calls around the cursor, innermost last: the function's name and the commas since. */
  readonly calls: readonly { readonly name: string; readonly commas: number; readonly named: string | null }[];
}

/** Statements in which `because` or `by` belong to what stands before them. */
const takesBecause = new Set(['not-applicable', 'plaintext', 'anonymous', 'accepted', 'check']);

export function cursorAt(text: string, offset: number): Cursor {
  const start = declarationStart(text, offset);
  const all = scan(text, start, offset);
  const last = all.at(-1);
  const inComment = last?.kind === 'comment' && last.open && last.end === offset;
  const string = last?.kind === 'string' && last.open && last.end === offset ? last : null;
  const tokens = all.filter((token) => token.kind !== 'comment');
  const typed = tokens.at(-1);
  const typing = typed && typed.end === offset && typed.kind === 'word' ? typed : null;
  const before = typing ? tokens.slice(0, -1) : tokens;
  const walked = walk(before);
  const freshLine = typing
    ? typing.newLine
    : before.length === 0 || /[\n\r]/.test(text.slice(before.at(-1)!.end, offset));
  return { offset, ...walked, prefix: typing?.text ?? '', string, inComment, freshLine };
}

/** Start of the line nearest above that begins with a word that starts a declaration. */
function declarationStart(text: string, offset: number): number {
  let end = offset;
  for (let lines = 0; lines < 5000; lines++) {
    const start = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
    const word = /^\s*([a-z]+)\s/.exec(text.slice(start, Math.min(end, start + 200)))?.[1];
    if (word !== undefined && declarationWords.has(word)) return start;
    if (start === 0) return 0;
    end = start - 1;
  }
  return end;
}

function walk(tokens: readonly Token[]): Pick<Cursor, 'path' | 'statement' | 'declaration' | 'calls'> {
  const path: Block[] = [];
  let declaration: Token[] = [];
  let statement: Token[] = [];
  let previous: Token | undefined;
  for (const token of tokens) {
    const block = path.at(-1);
    if (token.text === '{') {
      path.push({ kind: opened(block, statement, declaration), given: [] });
      statement = [];
    } else if (token.text === '}') {
      path.pop();
      statement = [];
      if (path.length === 0) declaration = [];
    } else if (!block) {
      if (token.kind === 'word' && declarationWords.has(token.text) && !isAfterExpect(previous, token))
        declaration = [];
      declaration.push(token);
      statement = declaration;
    } else {
      if (startsProperty(block.kind, token, statement, previous)) {
        statement = [];
        block.given.push(token.text);
      }
      statement.push(token);
    }
    previous = token;
  }
  return { path, statement, declaration, calls: callsIn(statement) };
}

function callsIn(statement: readonly Token[]): Cursor['calls'] {
  const calls: { name: string; commas: number; named: string | null }[] = [];
  statement.forEach((token, index) => {
    const before = statement[index - 1];
    const call = calls.at(-1);
    if (token.text === '(') calls.push({ name: before?.kind === 'word' ? before.text : '', commas: 0, named: null });
    else if (token.text === ')') calls.pop();
    else if (call && token.text === ',') Object.assign(call, { commas: call.commas + 1, named: null });
    else if (call && token.text === ':' && before?.kind === 'word') call.named = before.text;
  });
  return calls;
}

function isAfterExpect(previous: Token | undefined, token: Token): boolean {
  return previous?.text === 'expect' && token.text === 'system';
}

function opened(block: Block | undefined, statement: readonly Token[], declaration: readonly Token[]): BlockKind {
  if (!block) {
    const word = declaration[0]?.text;
    return word !== undefined && word in blocks ? (word as BlockKind) : 'notes';
  }
  const property = blocks[block.kind].find(({ word }) => word === statement[0]?.text);
  if (property?.opens !== 'frequency' && property?.opens !== 'loss') return property?.opens ?? 'notes';
  // `frequency every 2 years {` holds notes; only a brace right after the word opens the block of factors.
  return statement.length === 1 ? property.opens : 'notes';
}

function startsProperty(
  kind: BlockKind,
  token: Token,
  statement: readonly Token[],
  previous: Token | undefined,
): boolean {
  if (token.kind !== 'word' || !blocks[kind].some(({ word }) => word === token.text)) return false;
  const first = statement[0]?.text;
  const reasoned = first === 'cwe' && statement.some((one) => one.text === 'is');
  if (token.text === 'because' && first !== undefined && (reasoned || takesBecause.has(first)))
    return statement.some((one) => one.text === 'because');
  if (token.text === 'by' && first === 'accepted') return statement.some((one) => one.text === 'by');
  if (first === 'check' && statement.length === 1) return false;
  if ((previous?.text === 'per' || previous?.kind === 'number') && !token.newLine) return false;
  return true;
}
