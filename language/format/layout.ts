/** From pieces and gaps to text: indentation, and lines that are too long broken. */
import { breaks, type Gap, mayBreakBefore } from './gaps.ts';
import type { Piece } from './pieces.ts';
import { tidy } from './tidy.ts';

/** Columns of a line; only a word that is longer reaches beyond. */
const width = 100;

/** Breaks lines that are too long: their blocks first, then between properties, then inside of one. */
export function fitLines(pieces: readonly Piece[], gaps: Gap[]): void {
  let start = 0;
  while (start < pieces.length) {
    const end = lineEnd(gaps, start);
    if (lengthOf(pieces, gaps, start, end) > width && breakLine(pieces, gaps, start, end)) continue;
    start = end;
  }
}

function lineEnd(gaps: readonly Gap[], start: number): number {
  let end = start + 1;
  while (end < gaps.length && !breaks(gaps[end])) end++;
  return end;
}

/** Columns of the widest line that the pieces from `start` to `end` take. */
function lengthOf(pieces: readonly Piece[], gaps: readonly Gap[], start: number, end: number): number {
  let widest = 0;
  const indent = indentation(pieces, start);
  let column = indent;
  for (let index = start; index < end; index++) {
    if (index > start && gaps[index] === 'blank') column++;
    const lines = tidy(pieces[index], indent).flatMap((line) => line.split(/\r\n|\r|\n/));
    widest = Math.max(widest, column + lines[0].length);
    column = lines.length === 1 ? column + lines[0].length : lines[lines.length - 1].length;
  }
  return Math.max(widest, column);
}

function breakLine(pieces: readonly Piece[], gaps: Gap[], start: number, end: number): boolean {
  return openBlock(pieces, gaps, start, end) || splitItems(pieces, gaps, start, end) || wrap(pieces, gaps, start, end);
}

/** Spreads the first outermost block of the line over several lines. */
function openBlock(pieces: readonly Piece[], gaps: Gap[], start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const { type, partner, depth } = pieces[index];
    if (type !== '{' || partner >= end || partner === index + 1) continue;
    if (!pieces[index + 1].type.endsWith('-comment')) gaps[index + 1] = 'line';
    gaps[partner] = 'line';
    for (let inner = index + 1; inner < partner; inner++) {
      if (pieces[inner].startsItem && pieces[inner].depth === depth + 1) gaps[inner] = 'line';
    }
    return true;
  }
  return false;
}

function splitItems(pieces: readonly Piece[], gaps: Gap[], start: number, end: number): boolean {
  let split = false;
  for (let index = start + 1; index < end; index++) {
    if (!pieces[index].startsItem || pieces[index - 1].type.endsWith('-comment')) continue;
    gaps[index] = 'line';
    split = true;
  }
  return split;
}

/** Breaks after the last comma, before the last clause or operator that fits; later ones if none fits. */
function wrap(pieces: readonly Piece[], gaps: Gap[], start: number, end: number): boolean {
  let best = -1;
  let bestRank = 0;
  for (let index = start + 1; index < end; index++) {
    const rank = rankOfBreak(pieces, index);
    if (rank === 0) continue;
    const fits = lengthOf(pieces, gaps, start, index) <= width;
    if (!fits && best >= 0) break;
    if (rank >= bestRank || !fits) {
      best = index;
      bestRank = rank;
    }
    if (!fits) break;
  }
  if (best < 0) return false;
  gaps[best] = 'line';
  return true;
}

const clauses: ReadonlySet<string> = new Set([
  ...['because', 'from', 'observed', 'under', 'except', 'on', 'by', 'until', 'within', 'below', 'above', 'in'],
]);

/** How good a line break before the piece is; 0: there must be none. */
function rankOfBreak(pieces: readonly Piece[], index: number): number {
  const piece = pieces[index];
  const before = pieces[index - 1];
  if (!mayBreakBefore(before, piece) || piece.type.endsWith('-comment') || piece.type === '{' || piece.type === '}')
    return 0;
  if (before.type === ',' && piece.parentheses === 0) return 3;
  if (clauses.has(piece.type) && piece.parentheses === 0) return 3;
  if (['+', '-', '*', '/'].includes(piece.type)) return 2;
  return before.type === ',' ? 1 : 0;
}

/** Blanks before the first piece of a line. */
export function indentation(pieces: readonly Piece[], index: number): number {
  const piece = pieces[index];
  const inside = 2 * piece.depth;
  if (piece.type === '{' || piece.type === '}') return inside;
  if (piece.type === ')') return inside + 2 * piece.parentheses;
  if (piece.parentheses > 0) return inside + 2 * piece.parentheses;
  return piece.startsItem || isOwnLineComment(pieces, index) ? inside : inside + 2;
}

/** A comment on a line of its own stands as far in as what follows it. */
function isOwnLineComment(pieces: readonly Piece[], index: number): boolean {
  if (!pieces[index].type.endsWith('-comment')) return false;
  let next = index + 1;
  while (next < pieces.length && pieces[next].type.endsWith('-comment')) next++;
  return next >= pieces.length || pieces[next].startsItem || pieces[next].type === '}' || pieces[next].type === '{';
}
