import type { Style, TextOptions } from './style.ts';
import { clean, cutTo, widthOf } from './width.ts';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** In a narrow terminal the columns with the lowest rank go first; those of rank 0 stay. */
  readonly rank: number;
}

/** A cell: its text, and what it is painted with. */
export interface Cell {
  readonly text: string;
  readonly paint?: keyof Style;
}

const gap = '  ';
const leastFirstColumn = 12;

/**
 * A table with a line of titles, indented by two blanks. Where it does not fit, columns go by rank, and then the first
 * column is cut.
 */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[], options: TextOptions): string[] {
  const texts = rows.map((row) => row.map((cell) => ({ ...cell, text: clean(cell.text) })));
  let shown = columns.map((_, index) => index);
  const natural = columns.map((column, index) =>
    Math.max(widthOf(column.title), ...texts.map((row) => widthOf(row[index].text))),
  );
  const room = options.width - gap.length;
  while (total(shown, natural) > room && shown.some((index) => columns[index].rank > 0)) {
    const last = dropped(shown, columns);
    shown = shown.filter((index) => index !== last);
  }
  const widths = [...natural];
  const over = total(shown, widths) - room;
  if (over > 0) widths[shown[0]] = Math.max(leastFirstColumn, widths[shown[0]] - over);
  const line = (cells: readonly Cell[]): string =>
    (gap + shown.map((index) => place(cells[index], columns[index], widths[index], options.style)).join(gap)).trimEnd();
  return [line(columns.map(({ title }) => ({ text: title, paint: 'faint' }))), ...texts.map(line)];
}

/** Of the columns with the lowest rank above 0 the right-most. */
function dropped(shown: readonly number[], columns: readonly Column[]): number {
  const candidates = shown.filter((index) => columns[index].rank > 0);
  const lowest = Math.min(...candidates.map((index) => columns[index].rank));
  return candidates.filter((index) => columns[index].rank === lowest).pop()!;
}

function total(shown: readonly number[], widths: readonly number[]): number {
  return shown.reduce((sum, index) => sum + widths[index], gap.length * (shown.length - 1));
}

function place(cell: Cell, column: Column, width: number, style: Style): string {
  const text = cutTo(cell.text, width);
  const padding = ' '.repeat(Math.max(0, width - widthOf(text)));
  const painted = cell.paint === undefined ? text : style[cell.paint](text);
  return column.align === 'right' ? padding + painted : painted + padding;
}
