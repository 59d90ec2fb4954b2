/** What stands between two pieces: nothing, a blank, a new line or a blank line, as written by the author. */
import type { Piece } from './pieces.ts';

export type Gap = 'none' | 'blank' | 'line' | 'empty-line';

/** Whether the gap holds a line break. */
export function breaks(gap: Gap): boolean {
  return gap === 'line' || gap === 'empty-line';
}

/** The gap before each piece; the first is `none`. Lines that are too long are not yet broken (width.ts). */
export function gapsOf(pieces: readonly Piece[]): Gap[] {
  const spread = spreadBlocks(pieces);
  return pieces.map((piece, index) => (index === 0 ? 'none' : gapBetween(pieces, index, piece, spread)));
}

/** Indices of the opening braces whose block the author wrote over several lines. */
function spreadBlocks(pieces: readonly Piece[]): ReadonlySet<number> {
  const spread = new Set<number>();
  const open: number[] = [];
  for (const [index, piece] of pieces.entries()) {
    // A line break inside of a block comment counts, one inside of a text does not: the text is one word.
    const broken = piece.breaksBefore > 0 || (piece.type === 'block-comment' && /[\r\n]/.test(piece.image));
    if (broken || piece.type === 'line-comment') for (const brace of open) spread.add(brace);
    if (piece.type === '{') open.push(index);
    if (piece.type === '}') open.pop();
  }
  return spread;
}

function gapBetween(pieces: readonly Piece[], index: number, piece: Piece, spread: ReadonlySet<number>): Gap {
  const before = pieces[index - 1];
  const written: Gap = piece.breaksBefore > 1 ? 'empty-line' : piece.breaksBefore === 1 ? 'line' : 'blank';
  const atLeastLine: Gap = written === 'blank' ? 'line' : written;
  if (piece.type === '}') {
    if (!spread.has(piece.partner)) return before.type === '{' ? 'none' : 'blank';
    return 'line';
  }
  if (before.type === 'line-comment') return piece.type === '{' ? 'line' : atLeastLine;
  if (piece.type.endsWith('-comment')) return afterBrace(before, written);
  if (before.type === '{') return spread.has(index - 1) ? 'line' : 'blank';
  if (piece.type === '{') return before.type === 'block-comment' && breaks(written) ? 'line' : 'blank';
  if (piece.startsDeclaration) return mayShareLine(pieces, index) ? written : atLeastLine;
  if (before.type === 'block-comment') return written;
  if (breaks(written))
    return piece.startsItem || mayBreakBefore(before, piece) ? keptBreak(piece, written) : spacing(before, piece);
  return spacing(before, piece);
}

/** Blank lines separate items; one in the middle of an item is a mere line break. */
function keptBreak(piece: Piece, written: Gap): Gap {
  return piece.startsItem ? written : 'line';
}

function afterBrace(before: Piece, written: Gap): Gap {
  return before.type === '{' && written === 'empty-line' ? 'line' : written;
}

/** A declaration may follow a comment that begins the line: `/** … *​/ asset A { }`. */
function mayShareLine(pieces: readonly Piece[], index: number): boolean {
  let first = index - 1;
  while (first > 0 && pieces[first].type === 'block-comment' && pieces[first].breaksBefore === 0) first--;
  return pieces[first].type === 'block-comment';
}

/** Whether a line break between these two leaves the meaning and the look of a text as they are. */
export function mayBreakBefore(before: Piece, piece: Piece): boolean {
  if (piece.type === 'UNIT' || piece.type === 'EVIDENCE' || before.type === 'per' || before.isSign) return false;
  return spacing(before, piece) === 'blank' || before.type === '(' || piece.type === ')';
}

/** Between two pieces on one line. */
export function spacing(before: Piece, piece: Piece): Gap {
  if (before.type.endsWith('-comment') || piece.type.endsWith('-comment')) return 'blank';
  if (before.isSign || before.type === '(' || before.type === '.' || before.type === '..') return 'none';
  if (piece.type === '(') return before.type === 'ID' ? 'none' : 'blank';
  return [',', ')', '.', '..', ':'].includes(piece.type) ? 'none' : 'blank';
}
