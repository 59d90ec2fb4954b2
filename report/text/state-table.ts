import {
  moneyInWords,
  numberInWords,
  percentInWords,
  type ReportFigures,
  type ReportStates,
  type ReportSystem,
} from '../../protocol/index.ts';
import type { TextOptions } from './style.ts';
import { type Column, table } from './table.ts';

const columns: readonly Column[] = [
  { title: '', align: 'left', rank: 0 },
  { title: 'Inherent', align: 'right', rank: 1 },
  { title: 'Current', align: 'right', rank: 0 },
  { title: 'Target', align: 'right', rank: 2 },
];

const rows: readonly (readonly [title: string, read: (figures: ReportFigures, currency: string) => string])[] = [
  ['Expected', (figures, currency) => moneyInWords(figures.ale, currency)],
  ['Chance of any loss', (figures) => percentInWords(figures.probabilityOfLoss)],
  ['Loss events', (figures) => numberInWords(figures.eventsPerYear)],
  ['P50', (figures, currency) => moneyInWords(figures.p50, currency)],
  ['P90', (figures, currency) => moneyInWords(figures.p90, currency)],
  ['P95', (figures, currency) => moneyInWords(figures.p95, currency)],
  ['P99', (figures, currency) => moneyInWords(figures.p99, currency)],
  ['Mean of the worst 5%', (figures, currency) => moneyInWords(figures.tvar95, currency)],
  ['Primary loss', (figures, currency) => moneyInWords(figures.primaryAle, currency)],
  ['Secondary loss', (figures, currency) => moneyInWords(figures.secondaryAle, currency)],
  ['Computed by', (figures) => figures.method],
];

/** The figures of a year in the three states; nothing where there is no figure in any. */
export function stateTable({ currency }: ReportSystem, states: ReportStates, options: TextOptions): string[] {
  const all = [states.inherent, states.current, states.target];
  if (all.every((figures) => figures === null)) return ['  There are no figures.'];
  const cells = rows.map(([title, read]) => [
    { text: title },
    ...all.map((figures) =>
      figures === null ? { text: 'none', paint: 'doubtful' as const } : { text: read(figures, currency) },
    ),
  ]);
  return table(columns, cells, options);
}
