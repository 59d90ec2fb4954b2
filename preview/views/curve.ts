/** The loss exceedance view of one subject: heading, chart, reading, figures. */
import type { ReportSystem } from '../../protocol/index.ts';
import { moneyInWords, percentInWords, yearsInWords } from '../../protocol/words/index.ts';
import { type ExceedanceChart, exceedanceChart } from '../charts/exceedance.ts';
import type { Palette } from '../charts/palette.ts';
import { chanceAbove } from '../charts/reading.ts';
import { h, type ViewElement } from '../dom/node.ts';
import { type Series, seriesOf, seriesTitle, withBase } from '../series.ts';
import type { PanelState } from '../state.ts';
import { baseOf, type Subject, subjectOf } from '../subject.ts';
import { revealing } from '../tables/cells.ts';
import { curveColumns, curveRows } from '../tables/curve-table.ts';
import { figuresTable } from '../tables/figures.ts';
import { table } from '../tables/table.ts';
import { chartTools } from './tools.ts';

export interface CurveView {
  readonly chart: ExceedanceChart | null;
  readonly view: ViewElement;
}

/** `width` is what the chart may take, in pixels. */
export function curveView(system: ReportSystem, state: PanelState, width: number, palette: Palette): CurveView {
  const subject = subjectOf(system, state.kept.item);
  const base = baseOf(state.base, subject);
  const series = withBase(seriesOf(subject.states), base);
  const chart = chartOf(system, subject, state, width, palette);
  const view = h(
    'div',
    { class: 'curve-view' },
    h('div', { class: 'subject' }, heading(subject, system), chartTools(state.kept)),
    h(
      'div',
      { class: 'columns' },
      h(
        'div',
        { class: 'chart-column' },
        chart === null ? nothing(subject, system) : figure(chart, series, state, system.currency),
      ),
      h(
        'div',
        { class: 'figures-column' },
        figuresTable(subject.states, system.currency, subject.lacks.length > 0, base),
        method(series),
      ),
    ),
    chart === null ? null : asTable(series, system.currency),
  );
  return { chart, view };
}

/** The subject's chart, as it is shown and as it is exported. */
export function chartOf(
  system: ReportSystem,
  subject: Subject,
  state: PanelState,
  width: number,
  palette: Palette,
): ExceedanceChart | null {
  return exceedanceChart({
    series: withBase(seriesOf(subject.states), baseOf(state.base, subject)),
    limits: subject.kind === 'system' ? system.appetite : [],
    currency: system.currency,
    width,
    height: Math.round(Math.min(420, Math.max(250, width * 0.56))),
    lossScale: state.kept.scale,
    chanceScale: state.kept.chance,
    reading: state.reading,
    palette,
    label: `Loss exceedance curve of ${subject.name}`,
  });
}

/** A year with a greater loss, in each state: what the cross-hair says, in one sentence. */
export function readingSentence(loss: number, series: readonly Series[], currency: string): string {
  const parts = series.map((item) => {
    const chance = chanceAbove(item.figures.curve, loss);
    const years = chance > 0 && chance < 0.995 ? `, ${yearsInWords(chance)}` : '';
    return `${item.title ?? seriesTitle(item).toLowerCase()} ${percentInWords(chance)}${years}`;
  });
  return `Chance of losing more than ${moneyInWords(loss, currency)} in a year: ${parts.join('; ')}.`;
}

function heading(subject: Subject, system: ReportSystem): ViewElement {
  if (subject.kind === 'system')
    return h('div', { class: 'subject-heading' }, h('h2', {}, 'Annual loss of the system'));
  const name =
    subject.place === null
      ? subject.name
      : h('button', { type: 'button', class: 'name', ...revealing(subject.place) }, subject.name);
  return h(
    'div',
    { class: 'subject-heading' },
    h('h2', {}, h('span', { class: 'kind' }, `${subject.kind} `), name),
    subject.title === null ? null : h('p', { class: 'subtitle' }, subject.title),
    h(
      'button',
      { type: 'button', class: 'plain', 'data-action': 'whole' },
      `Show all of ${system.name ?? 'the system'}`,
    ),
  );
}

function figure(chart: ExceedanceChart, series: readonly Series[], state: PanelState, currency: string): ViewElement {
  const [from, to] = chart.frame.domain.loss;
  const reading = state.reading;
  const sentence =
    reading === null
      ? 'Point at the chart, or use the arrow keys, to read the chance of a loss.'
      : readingSentence(reading, series, currency);
  return h(
    'figure',
    {},
    h(
      'div',
      {
        id: 'chart',
        class: 'chart',
        tabindex: 0,
        role: 'slider',
        'aria-label': 'Annual loss to read the chance of',
        'aria-valuemin': Math.round(from),
        'aria-valuemax': Math.round(to),
        'aria-valuenow': Math.round(reading ?? from),
        'aria-valuetext': sentence,
      },
      chart.view,
    ),
    h('figcaption', { class: reading === null ? 'reading empty' : 'reading' }, sentence),
  );
}

function nothing(subject: Subject, system: ReportSystem): ViewElement {
  const reasons = system.uncounted.filter(
    (item) => subject.lacks.includes(item.threat) || item.threat === subject.name,
  );
  const states = subject.states;
  const known = states.inherent ?? states.current ?? states.target;
  const why = known === null ? 'There is no figure to draw.' : 'No year has a loss: there is no curve to draw.';
  return h(
    'div',
    { class: 'empty' },
    h('p', {}, why),
    reasons.map((reason) => h('p', { class: 'title' }, `${reason.threat}: ${reason.message}`)),
  );
}

function method(series: readonly Series[]): ViewElement | null {
  if (series.length === 0) return null;
  const methods = series.map((item) => item.figures.method);
  const error = Math.max(...series.map((item) => item.figures.numericError));
  const text = methods.every((name) => name === 'exact')
    ? `Computed without sampling; numeric error of the percentiles at most ${percentInWords(error)}.`
    : 'Simulated in part: the figures carry a sampling error.';
  return h('p', { class: 'hint method' }, text);
}

function asTable(series: readonly Series[], currency: string): ViewElement {
  const contents = table({
    id: 'curve-points',
    caption: 'Chance of a greater annual loss',
    columns: curveColumns(series, currency),
    rows: curveRows(series),
    sorting: { key: 'loss', descending: false },
    isHighlighted: () => false,
    fixed: true,
  });
  return h('details', { class: 'behind' }, h('summary', {}, 'The curve as a table'), contents);
}
