/** A text while it is read: where the reader is, and the trees that it has built so far. */
import type { IToken } from 'chevrotain';
import {
  CompositeCstNodeImpl,
  type CstNode,
  type GrammarAST,
  LeafCstNodeImpl,
  type LexerResult,
  type Linker,
  RootCstNodeImpl,
} from 'langium';

/** A node of the syntax tree under construction. */
export interface GrowingNode {
  $type: string;
  [property: string]: unknown;
}

export interface Reading {
  readonly tokens: readonly IToken[];
  /** Of the next token in `tokens`. */
  at: number;
  readonly comments: readonly IToken[];
  /** How many of the comments have their place. */
  placed: number;
  readonly root: RootCstNodeImpl;
  /** Makes the references of the text, to be resolved later. */
  readonly linker: Linker;
  /** What is being read: a node, or the text of a data type. */
  node: GrowingNode | null;
  text: string;
  /** The branches of the concrete tree that are open, the innermost last, and where in `children` theirs begin. */
  readonly open: CompositeCstNodeImpl[];
  readonly starts: number[];
  /** The finished children of all open branches; what stands from `count` on is old. */
  readonly children: CstNode[];
  count: number;
}

export function beginReading(text: string, { tokens, hidden: comments }: LexerResult, linker: Linker): Reading {
  const root = new RootCstNodeImpl(text);
  return {
    ...{ tokens, at: 0, comments, placed: 0, root, linker, node: null, text: '' },
    ...{ open: [root], starts: [0], children: [], count: 0 },
  };
}

/** Opens a branch for what `source` in the grammar calls. */
export function open(reading: Reading, source: GrammarAST.AbstractElement): void {
  const branch = new CompositeCstNodeImpl();
  branch.grammarSource = source;
  branch.container = innermost(reading);
  reading.open.push(branch);
  reading.starts.push(reading.count);
}

/** Closes the innermost branch and gives it to the one around it. */
export function close(reading: Reading): CompositeCstNodeImpl {
  const branch = reading.open.pop()!;
  const start = reading.starts.pop()!;
  branch.content = reading.children.slice(start, reading.count);
  reading.count = start;
  add(reading, branch);
  return branch;
}

/** Puts what the innermost branch holds so far into a branch of its own. */
export function wrap(reading: Reading, source: GrammarAST.AbstractElement): CompositeCstNodeImpl {
  open(reading, source);
  reading.starts[reading.starts.length - 1] = reading.starts[reading.starts.length - 2];
  const branch = close(reading);
  for (const child of branch.content) (child as LeafCstNodeImpl).container = branch;
  return branch;
}

/** Takes the next token, with the comments before it, as a leaf. */
export function leaf(reading: Reading, token: IToken, source: GrammarAST.AbstractElement): LeafCstNodeImpl {
  reading.at++;
  const { comments, placed } = reading;
  if (placed < comments.length && comments[placed].startOffset < token.startOffset) addComments(reading, token);
  const node = leafOf(token, false);
  node.grammarSource = source;
  node.container = innermost(reading);
  add(reading, node);
  return node;
}

/** The finished root, with the comments behind the last token. */
export function endReading(reading: Reading): RootCstNodeImpl {
  const { root, comments } = reading;
  while (reading.placed < comments.length) addComment(reading, root);
  root.content = reading.children.slice(0, reading.count);
  return root;
}

/** Beside what is being read; before it, if nothing of it is there yet. */
function addComments(reading: Reading, before: IToken): void {
  const { comments, open, starts, count } = reading;
  let level = open.length - 1;
  while (level > 0 && starts[level] === count) level--;
  while (reading.placed < comments.length && comments[reading.placed].startOffset < before.startOffset) {
    addComment(reading, open[level]);
  }
  starts.fill(reading.count, level + 1);
}

function addComment(reading: Reading, around: CompositeCstNodeImpl): void {
  const node = leafOf(reading.comments[reading.placed++], true);
  node.container = around;
  add(reading, node);
}

function add(reading: Reading, node: CstNode): void {
  reading.children[reading.count++] = node;
}

function innermost({ open }: Reading): CompositeCstNodeImpl {
  return open[open.length - 1];
}

/** Chevrotain counts lines and columns from 1, with the last character; the tree from 0, with what follows it. */
function leafOf(token: IToken, hidden: boolean): LeafCstNodeImpl {
  return new LeafCstNodeImpl(
    token.startOffset,
    token.image.length,
    token.startLine! - 1,
    token.startColumn! - 1,
    token.endLine! - 1,
    token.endColumn!,
    token.tokenType,
    hidden,
  );
}
