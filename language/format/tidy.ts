import type { Piece } from './pieces.ts';

/**
 * The lines of a piece whose line is indented by `column`. Comments lose blanks at line ends; the lines of one with a
 * margin of `*` follow the indentation.
 */
export function tidy(piece: Piece, column: number): readonly string[] {
  if (piece.type === 'line-comment') return [piece.image.trimEnd()];
  if (piece.type !== 'block-comment') return [piece.image];
  const [first, ...rest] = piece.image.split(/\r\n|\r|\n/).map((line) => line.trimEnd());
  const hasMargin = rest.every((line) => line.trimStart().startsWith('*'));
  const margin = `${' '.repeat(column)} `;
  return [first, ...rest.map((line) => (hasMargin ? margin + line.trimStart() : line))];
}
