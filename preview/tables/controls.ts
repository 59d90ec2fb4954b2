/** The controls: what each costs and what it saves by itself. Savings overlap and are never added up. */
import type { ReportControl, ReportSystem } from '../../protocol/index.ts';
import { durationInWords, moneyInWords, moneyPerOne } from '../../protocol/words/index.ts';
import { h, type ViewNode } from '../dom/node.ts';
import { moneyCell, nameCell, unknown } from './cells.ts';
import type { Column, Sorting } from './table.ts';

export const controlsSorting: Sorting = { key: 'net-benefit', descending: true };

export function controlColumns({ currency, horizonYears }: ReportSystem): Column<ReportControl>[] {
  const money = (value: number | null) => moneyCell(value, currency);
  return [
    { key: 'control', title: 'Control', numeric: false, priority: 1, value: (c) => c.name, cell: nameCell },
    {
      key: 'status',
      title: 'Status',
      numeric: false,
      priority: 2,
      value: (c) => c.status,
      cell: (c) => [c.status.replace('-', ' ')],
    },
    {
      key: 'cost',
      title: 'First-year cost',
      numeric: true,
      priority: 2,
      value: (c) => c.firstYearCost,
      cell: (c) => costCell(c, currency),
    },
    {
      key: 'risk-reduction',
      title: 'Risk reduction',
      numeric: true,
      priority: 1,
      value: (c) => c.riskReduction,
      cell: (c) =>
        c.riskReduction !== null && c.lacks.length > 0 ? ['≥ ', ...money(c.riskReduction)] : money(c.riskReduction),
    },
    {
      key: 'roi',
      title: 'ROI',
      numeric: true,
      priority: 1,
      value: (c) => c.roi,
      cell: (c) => [
        c.roi === null
          ? unknown()
          : h(
              'span',
              { title: 'risk reduction for each unit of cost in the first year' },
              moneyPerOne(c.roi, currency),
            ),
      ],
    },
    {
      key: 'net-benefit',
      title: `Net benefit, ${durationInWords(horizonYears)}`,
      numeric: true,
      priority: 2,
      value: (c) => c.netBenefit,
      cell: (c) =>
        c.netBenefit !== null && c.netBenefit < 0
          ? [h('span', { class: 'bad' }, money(c.netBenefit))]
          : money(c.netBenefit),
    },
    {
      key: 'payback',
      title: 'Payback',
      numeric: true,
      priority: 3,
      value: (c) => c.paybackYears,
      cell: (c) => [c.paybackYears === null ? unknown('never paid back') : durationInWords(c.paybackYears)],
    },
    {
      key: 'threats',
      title: 'Threats',
      numeric: true,
      priority: 3,
      value: (c) => c.threats.length,
      cell: (c) => [h('span', { title: c.threats.join(', ') }, String(c.threats.length))],
    },
  ];
}

function costCell(control: ReportControl, currency: string): ViewNode[] {
  const parts = [
    control.costOnce ? `${moneyInWords(control.costOnce, currency)} once` : null,
    control.costPerYear ? `${moneyInWords(control.costPerYear, currency)} a year` : null,
  ].filter((part) => part !== null);
  const both = parts.length === 2 ? [h('div', { class: 'title' }, parts.join(', '))] : [];
  return [...moneyCell(control.firstYearCost, currency), ...both];
}
