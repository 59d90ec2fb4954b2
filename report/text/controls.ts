import {
  durationInWords,
  moneyInWords,
  moneyPerOne,
  type ReportControl,
  type ReportSystem,
} from '../../protocol/index.ts';
import type { TextOptions } from './style.ts';
import { type Cell, type Column, table } from './table.ts';

/** Planned controls by what they give for the money, then those in place, then retired ones. */
export function controlTable(system: ReportSystem, options: TextOptions): string[] {
  if (system.controls.length === 0) return [];
  const rows = [...system.controls].sort(byWorth).map((control) => row(control, system));
  return table(columnsOf(system), rows, options);
}

function columnsOf({ horizonYears }: ReportSystem): Column[] {
  return [
    { title: 'Control', align: 'left', rank: 0 },
    { title: 'Status', align: 'left', rank: 2 },
    { title: 'Cost', align: 'left', rank: 4 },
    { title: 'Saves a year', align: 'right', rank: 0 },
    { title: 'In year one', align: 'right', rank: 5 },
    { title: 'Paid back', align: 'right', rank: 3 },
    { title: `Net in ${durationInWords(horizonYears)}`, align: 'right', rank: 1 },
  ];
}

function row(control: ReportControl, { currency }: ReportSystem): Cell[] {
  const money = (value: number | null): string => (value === null ? 'none' : moneyInWords(value, currency));
  const atLeast = control.lacks.length > 0 && control.riskReduction !== null ? '≥ ' : '';
  const loses = control.netBenefit !== null && control.netBenefit < 0;
  return [
    { text: control.name },
    { text: control.status, paint: control.status === 'retired' ? 'faint' : undefined },
    { text: costInWords(control, currency) },
    { text: `${atLeast}${money(control.riskReduction)}`, paint: 'strong' },
    { text: control.roi === null ? '' : moneyPerOne(control.roi, currency) },
    { text: paybackInWords(control) },
    { text: control.netBenefit === null ? '' : money(control.netBenefit), paint: loses ? 'bad' : undefined },
  ];
}

/** `$150k`, `$90k a year`, `$150k and $10k a year`, `nothing`; empty without figures. */
export function costInWords({ costOnce, costPerYear }: ReportControl, currency: string): string {
  if (costOnce === null || costPerYear === null) return '';
  const parts: string[] = [];
  if (costOnce > 0) parts.push(moneyInWords(costOnce, currency));
  if (costPerYear > 0) parts.push(`${moneyInWords(costPerYear, currency)} a year`);
  return parts.join(' and ') || 'nothing';
}

/** What is paid once is earned back in so much time, or never where it saves no more than it costs to run. */
export function paybackInWords(control: ReportControl): string {
  if (control.paybackYears !== null) return durationInWords(control.paybackYears);
  return control.riskReduction === null || control.firstYearCost === 0 ? '' : 'never';
}

function byWorth(a: ReportControl, b: ReportControl): number {
  const order = ['planned', 'in-place', 'retired'];
  const value = (control: ReportControl): number =>
    control.roi ?? (control.firstYearCost === 0 ? Number.MAX_VALUE : -1);
  return order.indexOf(a.status) - order.indexOf(b.status) || value(b) - value(a) || (a.name < b.name ? -1 : 1);
}
