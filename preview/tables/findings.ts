/** Findings by money: what was found, where, which threat it concerns, how strong it is, what it adds. */
import type { PricedFinding, ReportSystem } from '../../protocol/index.ts';
import { counted, percentInWords } from '../../protocol/words/index.ts';
import { h, type ViewNode } from '../dom/node.ts';
import { moneyCell, revealing, unknown } from './cells.ts';
import type { Column, Sorting } from './table.ts';

export const findingsSorting: Sorting = { key: 'effect', descending: true };

export function findingsColumns(system: ReportSystem): Column<PricedFinding>[] {
  const placeOf = new Map([...system.threats, ...system.elements].map((item) => [item.name, item]));
  const linked = (name: string): ViewNode => {
    const place = placeOf.get(name);
    if (place === undefined) return name;
    return h(
      'button',
      { type: 'button', class: 'name', ...revealing(place), title: `${place.file}:${place.line}` },
      name,
    );
  };
  return [
    {
      key: 'finding',
      title: 'Finding',
      numeric: false,
      priority: 1,
      value: (row) => row.id,
      cell: (row) => [
        h('span', { class: 'finding' }, row.count > 1 ? `${row.id} × ${row.count}` : row.id),
        ...(row.title === null ? [] : [h('div', { class: 'title' }, row.title)]),
      ],
    },
    {
      key: 'service',
      title: 'Service',
      numeric: false,
      priority: 1,
      value: (row) => row.service,
      cell: (row) => [
        row.service === null ? unknown('no service') : h('span', { title: row.because }, linked(row.service)),
      ],
    },
    {
      key: 'threat',
      title: 'Threat',
      numeric: false,
      priority: 2,
      value: (row) => row.threats.join(', '),
      cell: (row) => row.threats.flatMap((name, index) => [...(index === 0 ? [] : [', ']), linked(name)]),
    },
    {
      key: 'package',
      title: 'Package',
      numeric: false,
      priority: 3,
      value: (row) => row.package,
      cell: (row) => [row.package ?? unknown('none')],
    },
    {
      key: 'severity',
      title: 'Severity',
      numeric: false,
      priority: 3,
      value: (row) => row.severity,
      cell: (row) => [row.severity],
    },
    {
      key: 'strength',
      title: 'Strength',
      numeric: true,
      priority: 2,
      value: (row) => row.strength,
      cell: (row) => [
        row.strength === null
          ? unknown(row.kind === 'alert' ? 'an alert has no strength: it is counted' : 'no strength')
          : h('span', { title: 'threat · reach · ease, as on this service' }, percentInWords(row.strength)),
      ],
    },
    {
      key: 'effect',
      title: 'Adds to ALE',
      numeric: true,
      priority: 1,
      value: (row) => row.aleRaised,
      cell: (row) =>
        row.aleRaised !== null
          ? moneyCell(row.aleRaised, system.currency)
          : row.without === null
            ? [unknown('its threat has no figure')]
            : [h('span', { class: 'title' }, row.without)],
    },
    {
      key: 'file',
      title: 'File',
      numeric: false,
      priority: 3,
      value: (row) => row.file,
      cell: (row) => [
        fileButton(row.file),
        h(
          'div',
          { class: 'title' },
          row.tool,
          ...(row.at === null ? [] : [', ', h('span', { class: 'date' }, row.at.slice(0, 10))]),
        ),
      ],
    },
  ];
}

/** Findings in which every word of the filter occurs. */
export function filteredFindings(rows: readonly PricedFinding[], filter: string): readonly PricedFinding[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = [
      row.id,
      row.title ?? '',
      row.service ?? '',
      ...row.threats,
      ...row.stride,
      ...row.cwe.map((number) => `cwe-${number}`),
      row.package ?? '',
      row.severity,
      row.tool,
      row.file,
      row.without ?? '',
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The name of a file that leads to it. */
export function fileButton(file: string): ViewNode {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return h('button', { type: 'button', class: 'name', ...revealing({ file, line: 1, column: 1 }), title: file }, name);
}

/** `12 findings`, and how many of them the filter leaves. */
export function foundWords(all: number, left: number): string {
  return left === all ? counted(all, 'finding') : `${left} of ${counted(all, 'finding')}`;
}
