/** The figures behind a curve: a row a measure, a column a state. */
import type { ReportFigures, ReportStates } from '../../protocol/index.ts';
import { frequencyInWords, moneyInWords, percentInWords } from '../../protocol/words/index.ts';
import { h, type ViewElement, type ViewNode } from '../dom/node.ts';
import { type BaseFigures, stateNames } from '../series.ts';
import { moneyCell, unknown } from './cells.ts';

interface Measure {
  readonly title: string;
  readonly hint: string;
  readonly cell: (figures: ReportFigures, currency: string, lacks: boolean) => readonly ViewNode[];
}

const money =
  (value: (figures: ReportFigures) => number | null): Measure['cell'] =>
  (figures, currency, lacks) =>
    moneyCell(value(figures), currency, lacks);

const measures: readonly Measure[] = [
  { title: 'Expected a year', hint: 'ALE, the mean annual loss', cell: money((f) => f.ale) },
  {
    title: 'How sure',
    hint: 'P5 to P95 of the expected annual loss, given what is uncertain',
    cell: (f, currency) => [h('span', { class: 'spread' }, spread(f, currency))],
  },
  {
    title: 'Chance of a loss',
    hint: 'in a year',
    cell: (f, _, lacks) => [`${lacks ? '≥ ' : ''}${percentInWords(f.probabilityOfLoss)}`],
  },
  { title: 'P50', hint: '1 year in 2 is above', cell: money((f) => f.p50) },
  { title: 'P90', hint: '1 year in 10 is above', cell: money((f) => f.p90) },
  { title: 'P95', hint: '1 year in 20 is above', cell: money((f) => f.p95) },
  { title: 'P99', hint: '1 year in 100 is above', cell: money((f) => f.p99) },
  { title: 'Mean beyond P95', hint: 'TVaR95, the mean of the worst 5 % of years', cell: money((f) => f.tvar95) },
  {
    title: 'Loss events',
    hint: 'in the mean',
    cell: (f, _, lacks) => [`${lacks ? 'at least ' : ''}${frequencyInWords(f.eventsPerYear)}`],
  },
  // A threat that lacks may be cheaper than the others: the mean of an event is no lower bound.
  {
    title: 'Loss of an event',
    hint: 'in the mean',
    cell: (f, currency) => moneyCell(f.meanLossPerEvent, currency, false),
  },
];

/** With `base` a last column has the current state in another revision. */
export function figuresTable(
  states: ReportStates,
  currency: string,
  lacks: boolean,
  base: BaseFigures | null = null,
): ViewElement {
  const before = base === null ? [] : [base];
  return h(
    'table',
    { class: 'data figures', id: 'figures' },
    h('caption', { class: 'unseen' }, 'Figures of the annual loss by state'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, h('span', { class: 'unseen' }, 'Measure')),
        stateNames.map((state) => h('th', { scope: 'col', class: `number ${state}` }, swatch(state), title(state))),
        before.map(({ revision }) => h('th', { scope: 'col', class: 'number base' }, swatch('base'), revision)),
      ),
    ),
    h(
      'tbody',
      {},
      measures.map((measure) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, measure.title, ' ', h('span', { class: 'hint' }, measure.hint)),
          stateNames.map((state) => {
            const figures = states[state];
            return h('td', { class: 'number' }, figures === null ? unknown() : measure.cell(figures, currency, lacks));
          }),
          before.map(({ figures }) => h('td', { class: 'number base' }, measure.cell(figures, currency, false))),
        ),
      ),
    ),
  );
}

function spread(figures: ReportFigures, currency: string): string {
  if (figures.aleP5 === figures.aleP95) return 'no spread';
  return `${moneyInWords(figures.aleP5, currency)} to ${moneyInWords(figures.aleP95, currency)}`;
}

function swatch(state: string): ViewElement {
  return h('span', { class: `swatch ${state}`, 'aria-hidden': 'true' });
}

function title(state: string): string {
  return state.charAt(0).toUpperCase() + state.slice(1);
}
