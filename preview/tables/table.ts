/** Tables from columns: the same description gives the rows on the screen, their order and the CSV. */
import { h, type ViewElement, type ViewNode } from '../dom/node.ts';

export type CellValue = string | number | null;

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Numbers stand at the right, with figures of one width. */
  readonly numeric: boolean;
  /** What rows are sorted by and what the CSV holds: unrounded. null is unknown, and always comes last. */
  readonly value: (row: Row) => CellValue;
  readonly cell: (row: Row) => readonly ViewNode[];
  /** Narrow panels leave out what is not needed most: 1 stays longest. */
  readonly priority: 1 | 2 | 3;
}

export interface Sorting {
  readonly key: string;
  readonly descending: boolean;
}

export interface TableOptions<Row> {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly sorting: Sorting;
  readonly isHighlighted: (row: Row) => boolean;
  /** The order cannot be changed. */
  readonly fixed?: boolean;
}

/** Rows in order; equal ones keep the order they had, the unknown come last whichever way. */
export function sortedRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting): Row[] {
  const column = columns.find((candidate) => candidate.key === sorting.key) ?? columns[0];
  const direction = sorting.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [column.value(a), column.value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return direction * compare(x, y);
  });
}

export function table<Row>(options: TableOptions<Row>): ViewElement {
  const { columns, rows, sorting } = options;
  return h(
    'table',
    { class: 'data', id: options.id },
    h('caption', { class: 'unseen' }, options.caption),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        columns.map((column) => heading(options, column)),
      ),
    ),
    h(
      'tbody',
      {},
      sortedRows(rows, columns, sorting).map((row) => body(row, options)),
    ),
  );
}

function heading<Row>({ id, sorting, fixed }: TableOptions<Row>, column: Column<Row>): ViewElement {
  if (fixed) return h('th', { scope: 'col', class: cellClass(column) }, column.title);
  const sorted = column.key === sorting.key;
  const direction = sorting.descending ? 'descending' : 'ascending';
  return h(
    'th',
    { scope: 'col', class: cellClass(column), 'aria-sort': sorted ? direction : null },
    h(
      'button',
      { type: 'button', class: 'sort', 'data-action': 'sort', 'data-table': id, 'data-value': column.key },
      column.title,
      h('span', { class: 'arrow', 'aria-hidden': 'true' }, sorted ? (sorting.descending ? ' ↓' : ' ↑') : ''),
    ),
  );
}

function body<Row>(row: Row, { columns, isHighlighted }: TableOptions<Row>): ViewElement {
  const [first, ...rest] = columns;
  const highlighted = isHighlighted(row);
  return h(
    'tr',
    { class: highlighted ? 'highlighted' : null, 'aria-current': highlighted ? 'true' : null },
    h('th', { scope: 'row', class: cellClass(first) }, first.cell(row)),
    rest.map((column) => h('td', { class: cellClass(column) }, column.cell(row))),
  );
}

function cellClass<Row>(column: Column<Row>): string {
  return `${column.numeric ? 'number' : 'text'} priority-${column.priority}`;
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
