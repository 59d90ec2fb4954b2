/** Evidence for a person on a terminal: what moved by how much money, why, and what matched nothing. */
import {
  counted,
  type EvidenceFile,
  type EvidenceFinding,
  listed,
  moneyInWords,
  numberInWords,
  percentInWords,
  type ReportEffect,
  type ReportSystem,
} from '../../protocol/index.ts';
import type { TextOptions } from './style.ts';
import { type Cell, type Column, table } from './table.ts';
import { clean, wrap } from './width.ts';

/** `limit`: findings that are shown at most, of the matched and of the unmatched each. */
export function evidenceText(
  system: ReportSystem,
  findings: readonly EvidenceFinding[],
  limit: number,
  options: TextOptions,
): string {
  const { style, width } = options;
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', style.strong(title), ...lines];
  const name = style.strong(clean(system.name ?? 'Files outside every system'));
  const file = system.file === null ? '' : style.faint(` ${clean(system.file)}`);
  const rows = withoutDays(findings);
  const matched = rows.filter(({ service, threats }) => service !== null && threats.length > 0);
  const unmatched = rows.filter(({ service, threats }) => service === null || threats.length === 0);
  return [
    `${name}${file}`,
    wrap(evidenceSentence(system), width, '  '),
    ...section('Files', fileTable(system.evidence?.files ?? [], options)),
    ...section('Moved figures', effectLines(system, options)),
    ...section('Findings, the strongest first', findingTable(matched, limit, options)),
    ...section('Without a service or a threat', unmatchedTable(unmatched, limit, options)),
    '',
  ].join('\n');
}

/** `3 files · 14 findings, 2 of them without a service or threat · raise the expected loss by $420k a year to $2.1M`. */
export function evidenceSentence({ evidence, currency }: ReportSystem): string {
  if (evidence === null) return 'No evidence is named: write `evidence "PATH"` in a file of the system.';
  const reports = evidence.files.filter(({ kind }) => kind === 'report');
  const all = sumOf(reports, ({ findings }) => findings);
  const open = sumOf(reports, ({ unmatched }) => unmatched);
  const parts = [counted(evidence.files.length, 'file'), counted(all, 'finding')];
  if (open > 0) parts[1] += `, ${open} of them without a service or a threat`;
  const { aleBefore, aleAfter } = evidence;
  const moved = evidence.effects.some((effect) => effect.moved);
  if (!moved) parts.push('no figure moves');
  else if (aleBefore !== null && aleAfter !== null)
    parts.push(
      `the expected loss rises by ${moneyInWords(aleAfter - aleBefore, currency)} a year to ${moneyInWords(aleAfter, currency)}`,
    );
  return parts.join(' · ');
}

function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

const fileColumns: readonly Column[] = [
  { title: 'File', align: 'left', rank: 0 },
  { title: 'Tool', align: 'left', rank: 0 },
  { title: 'Written', align: 'left', rank: 1 },
  { title: 'Findings', align: 'right', rank: 0 },
  { title: 'Matched', align: 'right', rank: 0 },
  { title: 'State', align: 'left', rank: 0 },
];

function fileTable(files: readonly EvidenceFile[], options: TextOptions): string[] {
  if (files.length === 0) return [];
  const rows = files.map((file): Cell[] => [
    { text: file.path },
    { text: file.tool ?? '' },
    { text: file.at?.slice(0, 10) ?? '' },
    { text: file.error === null ? String(file.findings) : '' },
    { text: file.error === null && file.kind === 'report' ? String(file.matched) : '' },
    stateOf(file),
  ]);
  return table(fileColumns, rows, options);
}

function stateOf({ error, age, counts }: EvidenceFile): Cell {
  if (error !== null) return { text: 'unreadable', paint: 'bad' };
  if (age === 'expired') return { text: counts ? 'old' : 'expired, moves nothing', paint: 'doubtful' };
  if (age === 'from the future') return { text: 'newer than today, moves nothing', paint: 'doubtful' };
  return { text: age === 'undated' ? 'undated' : '' };
}

const effectColumns: readonly Column[] = [
  { title: 'Threat', align: 'left', rank: 0 },
  { title: 'Factor', align: 'left', rank: 0 },
  { title: 'Prior', align: 'right', rank: 2 },
  { title: 'Posterior', align: 'right', rank: 2 },
  { title: 'Loss a year', align: 'right', rank: 1 },
  { title: 'with evidence', align: 'right', rank: 1 },
];

function effectLines({ evidence, currency }: ReportSystem, options: TextOptions): string[] {
  if (evidence === null || evidence.effects.length === 0) return [];
  const money = (value: number | null): string => (value === null ? 'none' : moneyInWords(value, currency));
  const rows = evidence.effects.map((effect): Cell[] => {
    const say = sayOf(effect);
    return [
      { text: effect.threat },
      { text: effect.factor },
      { text: say(effect.prior.mean) },
      { text: say(effect.posterior.mean), paint: effect.moved ? 'strong' : 'faint' },
      { text: money(effect.aleBefore) },
      { text: money(effect.aleAfter), paint: effect.moved ? 'strong' : 'faint' },
    ];
  });
  return [
    ...table(effectColumns, rows, options),
    wrap(
      'The means of a year. How evidence moves them is a heuristic that no data has calibrated.',
      options.width,
      '  ',
    ),
    ...evidence.effects.flatMap((effect) => ['', ...effectExplanation(effect, options)]),
  ];
}

function sayOf(effect: ReportEffect): (value: number | null) => string {
  return (value) =>
    value === null ? '' : effect.factor === 'vulnerability' ? percentInWords(value) : `${numberInWords(value)} a year`;
}

/** Prior, posterior and what moved one to the other, with strengths, files and dates. */
export function effectExplanation(effect: ReportEffect, options: TextOptions): string[] {
  const { width } = options;
  const say = sayOf(effect);
  const means =
    effect.prior.mean === null
      ? ''
      : effect.moved
        ? ` ${say(effect.prior.mean)} → ${say(effect.posterior.mean)}.`
        : ` ${say(effect.prior.mean)} stays.`;
  const head = wrap(
    `${clean(effect.threat)} ${effect.factor} ${clean(effect.text)} (${effect.file}:${effect.line}):${means} ${effect.because}`,
    width,
    '  ',
    '    ',
  );
  const lines: string[] =
    effect.factor === 'vulnerability'
      ? effect.steps.map(
          ({ id, package: name, service, strength, threat, reach, ease, discount, combined, file, at }) =>
            `${id}${name === null ? '' : ` in ${name}`}${service === null ? '' : ` of ${service}`}: s = ${rounded(threat.value)} · ${rounded(reach.value)} · ${rounded(ease.value)} = ${rounded(strength)} (${[threat, reach, ease].map(factorInWords).join('; ')}), counts × ${rounded(discount)}, S = ${rounded(combined)}. ${file}${at === null ? '' : `, ${at.slice(0, 10)}`}`,
        )
      : groupedAlerts(effect);
  const rest =
    effect.factor === 'vulnerability' && effect.left > 0
      ? [
          `${counted(effect.left, 'finding')} more of packages or flaws that count already, or beyond the ten strongest.`,
        ]
      : [];
  return [head, ...[...lines, ...rest].map((line) => wrap(clean(line), width, '    ', '      '))];
}

function factorInWords({ because, assumed }: { readonly because: string; readonly assumed: boolean }): string {
  return assumed ? `${because}, assumed` : because;
}

/** Alerts by rule and service, with the days on which they fired. */
function groupedAlerts({ steps }: Extract<ReportEffect, { factor: 'threat-events' }>): string[] {
  const groups = new Map<string, { days: string[]; alerts: number; file: string; words: string }>();
  for (const { rule, service, tool, day, alerts, file } of steps) {
    const key = JSON.stringify([rule, service, tool, file]);
    const group = groups.get(key) ?? { days: [], alerts: 0, file, words: `${tool}: ${rule} at ${service}` };
    group.days.push(day);
    group.alerts += alerts;
    groups.set(key, group);
  }
  return [...groups.values()].map(
    ({ words, days, alerts, file }) =>
      `${words}: ${counted(alerts, 'alert')} on ${counted(days.length, 'day')}, ${days.length === 1 ? days[0] : `${days[0]} to ${days.at(-1)}`}. ${file}`,
  );
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Alerts of one rule and service are one line, whatever their days. */
function withoutDays(findings: readonly EvidenceFinding[]): readonly EvidenceFinding[] {
  const rows = new Map<string, EvidenceFinding>();
  findings.forEach((found, index) => {
    const { kind, id, tool, service, threats, idle, file, count } = found;
    const key = kind === 'alert' ? JSON.stringify([id, tool, service, threats, idle, file]) : String(index);
    const before = rows.get(key);
    rows.set(key, before === undefined ? found : { ...before, count: before.count + count });
  });
  return [...rows.values()];
}

const findingColumns: readonly Column[] = [
  { title: 'Finding', align: 'left', rank: 0 },
  { title: 'Service', align: 'left', rank: 0 },
  { title: 'Threats', align: 'left', rank: 0 },
  { title: 'Package', align: 'left', rank: 2 },
  { title: 'STRIDE', align: 'left', rank: 1 },
  { title: 'Strength', align: 'right', rank: 0 },
  { title: 'Moves nothing', align: 'left', rank: 3 },
];

const idleWords: Readonly<Record<string, string>> = {
  old: 'the report does not count',
  vex: 'a VEX statement removes it',
  undated: 'it says no time',
  'no estimate': 'no estimate is `with evidence`',
};

function findingTable(findings: readonly EvidenceFinding[], limit: number, options: TextOptions): string[] {
  if (findings.length === 0) return [];
  const sorted = [...findings].sort(
    (a, b) => Number(a.idle !== null) - Number(b.idle !== null) || (b.strength ?? 2) - (a.strength ?? 2),
  );
  const rows = sorted
    .slice(0, limit)
    .map((found): Cell[] => [
      { text: found.count > 1 ? `${found.id} (${found.count})` : found.id },
      { text: found.service ?? '' },
      { text: listed(found.threats, 2) },
      { text: found.package ?? '' },
      { text: letters(found.stride) },
      { text: found.strength === null ? 'alert' : rounded(found.strength) },
      { text: found.idle === null ? '' : (idleWords[found.idle] ?? found.idle), paint: 'doubtful' },
    ]);
  return [...table(findingColumns, rows, options), ...more(sorted.length - rows.length, options)];
}

const unmatchedColumns: readonly Column[] = [
  { title: 'Finding', align: 'left', rank: 0 },
  { title: 'Scanned', align: 'left', rank: 0 },
  { title: 'Lacks', align: 'left', rank: 0 },
  { title: 'STRIDE', align: 'left', rank: 1 },
];

function unmatchedTable(findings: readonly EvidenceFinding[], limit: number, options: TextOptions): string[] {
  if (findings.length === 0) return [];
  const rows = findings
    .slice(0, limit)
    .map((found): Cell[] => [
      { text: found.count > 1 ? `${found.id} (${found.count})` : found.id },
      { text: found.service ?? found.because },
      { text: found.service === null ? 'a service' : 'a threat' },
      { text: letters(found.stride) },
    ]);
  return [...table(unmatchedColumns, rows, options), ...more(findings.length - rows.length, options)];
}

function more(count: number, { width }: TextOptions): string[] {
  return count > 0 ? [wrap(`and ${count} more; --limit shows them.`, width, '  ')] : [];
}

function letters(stride: readonly string[]): string {
  return stride.map((category) => category[0].toUpperCase()).join('');
}
