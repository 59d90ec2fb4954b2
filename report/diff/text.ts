/** `risk-diff/1` for a terminal. */
import { counted, type DiffSystem, moneyInWords, percentInWords, type RiskDiff } from '../../protocol/index.ts';
import type { TextOptions } from '../text/style.ts';
import { type Cell, type Column, table } from '../text/table.ts';
import { clean, wrap } from '../text/width.ts';
import { changesTitle, changeTexts, notComparedTexts } from './changes.ts';
import {
  amountInWords,
  causeDelta,
  causeKind,
  changeInWords,
  type DiffOptions,
  deltaInWords,
  hiddenMoves,
  movedThreats,
  newErrors,
  shareInWords,
  systemName,
  textsOf,
  withoutFigures,
  withoutWords,
} from './shown.ts';

const errorsShown = 10;

export function diffText(diff: RiskDiff, options: DiffOptions, layout: TextOptions): string {
  const { style, width } = layout;
  const lines = [
    style.strong(wrap(clean(diff.headline), width)),
    style.faint(`${versionInWords(diff.base)} → ${versionInWords(diff.head)}, as of ${diff.asOf}`),
    ...gateLines(diff, layout),
    ...damageLines(diff, layout),
    ...errorLines(diff, layout),
    ...diff.systems.flatMap((system) => systemLines(system, diff, options, layout)),
  ];
  return `${lines.join('\n')}\n`;
}

function versionInWords({ name, commit }: RiskDiff['base']): string {
  return commit === null || name.startsWith(commit.slice(0, 7))
    ? clean(name)
    : `${clean(name)} (${commit.slice(0, 7)})`;
}

/** Gates with their verdicts, for a terminal or for `--quiet`. */
export function gateLines({ gates }: RiskDiff, { style, width }: TextOptions): string[] {
  if (gates.length === 0) return [];
  return [
    '',
    style.strong('Gates'),
    ...gates.map(({ gate, tripped, explanation }) => {
      const word = tripped ? style.bad('tripped') : style.good('passed');
      return `${wrap(`${clean(gate)}: ${clean(explanation)}`, width - 10, `  ${word} `, '    ')}`;
    }),
  ];
}

function damageLines({ damage }: RiskDiff, { style, width }: TextOptions): string[] {
  if (damage.length === 0) return [];
  const lines = damage.map(({ side, file, message }) =>
    wrap(`${clean(file)} (${side}): ${clean(message)}`, width, '  ', '    '),
  );
  return ['', style.doubtful('Not read as a whole: its threats may not be comparable'), ...lines];
}

function errorLines(diff: RiskDiff, { style, width }: TextOptions): string[] {
  const errors = newErrors(diff);
  if (errors.length === 0) return [];
  const more = errors.length > errorsShown ? [`  and ${errors.length - errorsShown} more: risk check shows them`] : [];
  const lines = errors.slice(0, errorsShown).map((each) => wrap(clean(each), width, '  ', '    '));
  return ['', style.bad('New errors'), ...lines, ...more];
}

function systemLines(system: DiffSystem, diff: RiskDiff, options: DiffOptions, layout: TextOptions): string[] {
  if (system.change === 'unchanged') return [];
  const { style, width } = layout;
  const title =
    diff.systems.length === 1
      ? []
      : ['', style.strong(clean(systemName(system))), wrap(clean(system.headline), width, '  ')];
  const section = (name: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', style.strong(name), ...lines];
  const each = (texts: readonly string[]): string[] => texts.map((text) => wrap(text, width, '  ', '    '));
  return [
    ...title,
    ...section('What moved', movedTable(system, options, layout)),
    ...section('Why', whyLines(system, options, layout)),
    ...section('Appetite and expectations', each(limitTexts(system))),
    ...section('Controls', each(controlTexts(system))),
    ...section(
      'Added ignores, not-applicable lines, check levels and acceptances',
      each(
        system.concessions.map(
          ({ subject, text, file, line }) => `${clean(text)} (${clean(subject)}, ${clean(file)}:${line})`,
        ),
      ),
    ),
    ...section(changesTitle(system), each(changeTexts(system))),
    ...section('Could not be compared', each(notComparedTexts(system))),
    ...section('Newly without figures', each(withoutFigures(system).map((each) => clean(withoutWords(each))))),
  ];
}

function movedTable(system: DiffSystem, options: DiffOptions, layout: TextOptions): string[] {
  const threats = movedThreats(system, options);
  const hidden = hiddenMoves(system, options);
  const { currency } = system;
  const columns: Column[] = [
    { title: 'Threat', align: 'left', rank: 0 },
    { title: 'Change', align: 'left', rank: 3 },
    { title: 'Before', align: 'right', rank: 2 },
    { title: 'Now', align: 'right', rank: 1 },
    { title: 'A year', align: 'right', rank: 0 },
    { title: '', align: 'right', rank: 4 },
    { title: 'Planned', align: 'right', rank: 5 },
  ];
  const rows = threats.map((threat): Cell[] => [
    { text: threat.name },
    { text: changeInWords(threat) },
    { text: amountInWords(threat.ale.base, currency) },
    { text: amountInWords(threat.ale.head, currency) },
    { text: deltaInWords(threat.ale.delta, currency), paint: (threat.ale.delta ?? 0) > 0 ? 'bad' : 'strong' },
    { text: shareInWords(threat.ale) },
    { text: deltaInWords(threat.target.delta, currency) },
  ]);
  const rest = hidden === 0 ? [] : [`  ${counted(hidden, 'smaller move')} not shown.`];
  return threats.length === 0 ? rest : [...table(columns, rows, layout), ...rest];
}

function whyLines(system: DiffSystem, options: DiffOptions, { style, width }: TextOptions): string[] {
  return movedThreats(system, options).flatMap((threat) => {
    const head = `  ${style.strong(clean(threat.name))} ${deltaInWords(threat.ale.delta, system.currency)} a year`;
    const causes = threat.causes.flatMap((cause) => {
      const { delta, planned } = causeDelta(cause);
      const texts = textsOf(cause);
      const place = cause.place === null ? '' : style.faint(` ${clean(cause.place.file)}:${cause.place.line}`);
      const money = `${deltaInWords(delta, system.currency)}${planned ? ' with planned controls' : ''}`;
      return [
        `    ${money}  ${causeKind(cause)} ${clean(cause.path)}${place}`,
        wrap(`- ${clean(texts.before)}`, width, '      ', '        '),
        wrap(`+ ${clean(texts.after)}`, width, '      ', '        '),
      ];
    });
    return [head, ...causes];
  });
}

/** Limits whose verdict changed. */
export function limitTexts({ appetite, expectations, currency }: DiffSystem): string[] {
  const words: Readonly<Record<string, string>> = {
    'newly-broken': 'newly broken',
    'no-longer-broken': 'no longer broken',
    removed: 'removed',
  };
  const percent = (value: number | null): string => (value === null ? 'unknown' : percentInWords(value));
  return [
    ...appetite.flatMap(({ change, probability, above, actual }) =>
      change in words
        ? `${words[change]}: at most ${percentInWords(probability)} chance above ${moneyInWords(above, currency)} (was ${percent(actual.base)}, is ${percent(actual.head)})`
        : [],
    ),
    ...expectations.flatMap(({ change, text }) => (change in words ? `${words[change]}: ${clean(text)}` : [])),
  ];
}

/** Controls whose status or savings changed. */
export function controlTexts({ controls, currency }: DiffSystem): string[] {
  return controls.flatMap(({ name, change, status, riskReduction }) => {
    if (change === 'unchanged') return [];
    const shown = clean(name);
    const saves = riskReduction.head === null ? '' : `, saves ${moneyInWords(riskReduction.head, currency)} a year`;
    if (change === 'added') return `${shown}: added, ${status.head}${saves}`;
    if (change === 'removed') return `${shown}: removed, was ${status.base}`;
    if (status.base !== status.head) return `${shown}: ${status.base} → ${status.head}${saves}`;
    const { base, head, delta } = riskReduction;
    if (delta === null || delta === 0) return [];
    return `${shown}: saves ${amountInWords(head, currency)} a year, ${deltaInWords(delta, currency)} (was ${amountInWords(base, currency)})`;
  });
}
