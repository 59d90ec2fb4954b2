import {
  moneyInWords,
  numberInWords,
  percentInWords,
  type ReportFigures,
  type ReportSystem,
  type ReportThreat,
} from '../../protocol/index.ts';
import { effectExplanation } from './evidence.ts';
import { type Facts, factLines, titleLine } from './facts.ts';
import { stateTable } from './state-table.ts';
import type { TextOptions } from './style.ts';
import { type Column, table } from './table.ts';
import { clean, wrap } from './width.ts';

/** An estimate as it stands in the text, with its place and, if it says so, its source. */
export interface WrittenEstimate {
  /** What it estimates: `threat-events`, `loss response`, … */
  readonly factor: string;
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly source: string | null;
}

/** How the figures of a threat came about: what was written, what follows from it, what controls take away. */
export function threatExplanation(
  system: ReportSystem,
  threat: ReportThreat,
  written: readonly WrittenEstimate[],
  options: TextOptions,
): string {
  const { style } = options;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', style.strong(title), ...lines];
  return [
    titleLine('threat', threat, options),
    ...factLines(factsOf(threat), options),
    ...section('As written', writtenLines(written, options)),
    ...section('Evidence, a heuristic that no data has calibrated', evidenceLines(system, threat, options)),
    ...section('Factors, before any control', factorTable(threat, system.currency, options)),
    ...section('Controls', reductionLines(threat, options)),
    ...section(
      'Expected annual loss = loss events a year × mean loss of an event',
      arithmetic(threat, system.currency, options),
    ),
    ...section('Annual loss', stateTable(system, threat, options)),
    ...section('Consequences', consequenceLines(system, threat, options)),
    '',
  ].join('\n');
}

function evidenceLines({ evidence, currency }: ReportSystem, threat: ReportThreat, options: TextOptions): string[] {
  const effects = (evidence?.effects ?? []).filter((effect) => effect.threat === threat.name);
  if (effects.length === 0) return [];
  const [{ aleBefore, aleAfter }] = effects;
  const money =
    aleBefore === null || aleAfter === null
      ? []
      : [
          wrap(
            `Expected annual loss ${moneyInWords(aleBefore, currency)} without evidence, ${moneyInWords(aleAfter, currency)} with it.`,
            options.width,
            '  ',
          ),
        ];
  return [...effects.flatMap((effect) => effectExplanation(effect, options)), ...money];
}

function factsOf(threat: ReportThreat): Facts {
  return [
    ['STRIDE', threat.stride.join(', ')],
    ['on', threat.on.join(', ')],
    ['affects', threat.affects.join(', ')],
    ['by', threat.by.join(', ')],
    ['CWE', threat.cwe.join(', ')],
    ['owner', threat.owner.join(', ')],
    [
      'accepted',
      threat.accepted === null
        ? ''
        : `until ${threat.accepted.until} by ${threat.accepted.by}, because ${threat.accepted.because}`,
    ],
    ['missing', threat.missing.join(', ')],
    [
      'lacks',
      threat.lacks.length === 0
        ? ''
        : `${threat.lacks.join(', ')} (without figures, so that all figures are "at least")`,
    ],
  ];
}

const writtenColumns: readonly Column[] = [
  { title: 'Factor', align: 'left', rank: 0 },
  { title: 'Text', align: 'left', rank: 0 },
  { title: 'Place', align: 'left', rank: 2 },
  { title: 'Source', align: 'left', rank: 1 },
];

/** A line for each estimate; a source that they all share stands below, once. */
function writtenLines(written: readonly WrittenEstimate[], options: TextOptions): string[] {
  if (written.length === 0) return [];
  const sources = new Set(written.map(({ source }) => source ?? 'none'));
  const shared = sources.size === 1;
  const rows = written.map(({ factor, text, file, line, source }) => [
    { text: factor },
    { text: text.replace(/\s+/g, ' ') },
    { text: `${file}:${line}`, paint: 'faint' as const },
    { text: shared ? '' : (source ?? 'none') },
  ]);
  const columns = shared ? writtenColumns.slice(0, 3) : writtenColumns;
  const below = shared ? [wrap(`Source: ${clean([...sources][0])}`, options.width, '  ')] : [];
  return [...table(columns, rows, options), ...below];
}

const factorNames: Readonly<Record<string, readonly [title: string, unit: 'rate' | 'share' | 'money']>> = {
  contact: ['Contact frequency a year', 'rate'],
  action: ['Probability of action', 'share'],
  threatEventFrequency: ['Threat event frequency a year', 'rate'],
  capability: ['Threat capability', 'share'],
  resistance: ['Resistance strength', 'share'],
  vulnerability: ['Vulnerability', 'share'],
  lossEventFrequency: ['Loss event frequency a year', 'rate'],
  primaryLoss: ['Primary loss of an event', 'money'],
  secondaryLoss: ['Secondary loss of an event', 'money'],
  secondaryLossEventFrequency: ['Share of events with a secondary loss', 'share'],
  lossMagnitude: ['Loss magnitude of an event', 'money'],
};

const spreadColumns: readonly Column[] = [
  { title: 'Factor', align: 'left', rank: 0 },
  { title: 'P5', align: 'right', rank: 3 },
  { title: 'P50', align: 'right', rank: 2 },
  { title: 'Mean', align: 'right', rank: 0 },
  { title: 'P95', align: 'right', rank: 3 },
];

function factorTable({ factors }: ReportThreat, currency: string, options: TextOptions): string[] {
  const present = Object.keys(factorNames).filter((name) => name in factors);
  if (present.length === 0) return [];
  const rows = present.map((name) => {
    const [title, unit] = factorNames[name];
    const say = (value: number): { text: string } => ({
      text:
        unit === 'money'
          ? moneyInWords(value, currency)
          : unit === 'share'
            ? percentInWords(value)
            : numberInWords(value),
    });
    const { p5, p50, mean, p95 } = factors[name];
    return [{ text: title }, say(p5), say(p50), say(mean), say(p95)];
  });
  return table(spreadColumns, rows, options);
}

function reductionLines({ reducedBy }: ReportThreat, { width }: TextOptions): string[] {
  return reducedBy.map(({ control, factor, mean, status }) => {
    const effect =
      mean === null
        ? `reduces ${factor}, by how much cannot be told`
        : `${factor} × ${numberInWords(1 - mean)} (reduced by ${numberInWords(mean * 100, 4)}%)`;
    return wrap(`${clean(control)}, ${status}: ${effect}`, width, '  ', '    ');
  });
}

function arithmetic(threat: ReportThreat, currency: string, { width }: TextOptions): string[] {
  return (['inherent', 'current', 'target'] as const).flatMap((state) => {
    const figures = threat[state];
    return figures === null ? [] : [wrap(`${state}: ${product(figures, currency)}`, width, '  ', '    ')];
  });
}

function product({ ale, eventsPerYear, meanLossPerEvent, aleP5, aleP95 }: ReportFigures, currency: string): string {
  const total = moneyInWords(ale, currency);
  const factors =
    meanLossPerEvent === null
      ? 'no events'
      : `${numberInWords(eventsPerYear)} × ${moneyInWords(meanLossPerEvent, currency)}`;
  const sure =
    aleP5 === aleP95
      ? ''
      : `; given what is uncertain, from ${moneyInWords(aleP5, currency)} to ${moneyInWords(aleP95, currency)} (90%)`;
  return `${total} = ${factors}${sure}`;
}

function consequenceLines(system: ReportSystem, threat: ReportThreat, { width }: TextOptions): string[] {
  const before = system.threats.filter((other) => other.leadsTo.includes(threat.name)).map((other) => other.name);
  const lines: string[] = [];
  if (before.length > 0) lines.push(wrap(`Set off by ${before.join(', ')}.`, width, '  '));
  if (threat.leadsTo.length > 0) {
    const all = threat.aleWithConsequences.current;
    const together = all === null ? 'no figure' : `${moneyInWords(all, system.currency)} a year`;
    lines.push(
      wrap(
        `Leads to ${threat.leadsTo.join(', ')}; its own loss and that of all it sets off: ${together}.`,
        width,
        '  ',
      ),
    );
  }
  return lines;
}
