/** What matches no service or no threat, and therefore moves nothing. */
import type { UnmatchedFindings } from '../../protocol/index.ts';
import { h } from '../dom/node.ts';
import { fileButton } from './findings.ts';
import type { Column, Sorting } from './table.ts';

export const unmatchedSorting: Sorting = { key: 'count', descending: true };

export const unmatchedColumns: readonly Column<UnmatchedFindings>[] = [
  { key: 'what', title: 'Found on', numeric: false, priority: 1, value: (row) => row.what, cell: (row) => [row.what] },
  {
    key: 'reason',
    title: 'Matches',
    numeric: false,
    priority: 1,
    value: (row) => row.reason,
    cell: (row) => [row.reason === 'no threat' ? 'no threat on it' : row.reason],
  },
  {
    key: 'count',
    title: 'Findings',
    numeric: true,
    priority: 1,
    value: (row) => row.count,
    cell: (row) => [String(row.count)],
  },
  {
    key: 'severity',
    title: 'Worst',
    numeric: false,
    priority: 2,
    value: (row) => row.severity,
    cell: (row) => [row.severity],
  },
  {
    key: 'ids',
    title: 'Such as',
    numeric: false,
    priority: 3,
    value: (row) => row.ids.join(', '),
    cell: (row) => [row.ids.join(', ')],
  },
  {
    key: 'file',
    title: 'File',
    numeric: false,
    priority: 2,
    value: (row) => row.file,
    cell: ({ file, tool }) => [fileButton(file), h('div', { class: 'title' }, tool)],
  },
];
