/** The files of evidence: what wrote them, when, what came of them. */
import type { EvidenceFile } from '../../protocol/index.ts';
import { h, type ViewNode } from '../dom/node.ts';
import { revealing, unknown } from './cells.ts';
import { fileButton } from './findings.ts';
import type { Column, Sorting } from './table.ts';

export const filesSorting: Sorting = { key: 'findings', descending: true };

export const filesColumns: readonly Column<EvidenceFile>[] = [
  {
    key: 'file',
    title: 'File',
    numeric: false,
    priority: 1,
    value: (file) => file.path,
    cell: ({ path, declared }) => [
      path.includes('*') ? path : fileButton(path),
      h(
        'div',
        { class: 'title' },
        'named in ',
        h(
          'button',
          { type: 'button', class: 'name', ...revealing({ ...declared, column: 1 }) },
          `${declared.file}:${declared.line}`,
        ),
      ),
    ],
  },
  {
    key: 'tool',
    title: 'Tool',
    numeric: false,
    priority: 2,
    value: (file) => file.tool,
    cell: ({ tool, format }) => [tool === null ? unknown('not known') : h('span', { title: format }, tool)],
  },
  {
    key: 'findings',
    title: 'Findings',
    numeric: true,
    priority: 1,
    value: (file) => (file.error === null ? file.findings : null),
    cell: (file) => [file.error === null ? String(file.findings) : unknown('not read')],
  },
  {
    key: 'unmatched',
    title: 'Unmatched',
    numeric: true,
    priority: 2,
    value: (file) => (file.error === null ? file.unmatched : null),
    cell: (file) => [file.error === null ? String(file.unmatched) : unknown('not read')],
  },
  {
    key: 'at',
    title: 'Written',
    numeric: false,
    priority: 2,
    value: (file) => file.at,
    cell: ({ at }) => [at === null ? unknown('no date') : h('span', { class: 'date' }, at.slice(0, 10))],
  },
  { key: 'state', title: 'State', numeric: false, priority: 1, value: stateOf, cell: stateCell },
];

function stateOf({ error, age, counts, notes }: EvidenceFile): string {
  if (error !== null) return error;
  const state = counts ? 'counts' : 'moves no figure';
  const why = age === 'expired' ? 'too old' : age === 'from the future' ? 'newer than today' : '';
  return [[state, why].filter(Boolean).join(': '), ...notes].join('. ');
}

function stateCell(file: EvidenceFile): ViewNode[] {
  const state = stateOf(file);
  return [file.counts ? state : h('span', { class: 'bad' }, state)];
}
