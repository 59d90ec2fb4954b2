import {
  listed,
  moneyInWords,
  percentInWords,
  type ReportBar,
  type ReportSensitivity,
  type ReportSensitivityOf,
} from '../../protocol/index.ts';
import type { TextOptions } from './style.ts';
import { type Cell, table } from './table.ts';
import { clean, wrap } from './width.ts';

const legend =
  'Shares in the variance of the annual loss, and in what is unsure about its mean; the mean as an estimate goes from its P5 to its P95.';

const mostBars = 12;
const mostThreats = 12;
const mostInformation = 6;

/** Which estimates matter, for a person on a terminal. */
export function sensitivityText(found: ReportSensitivity, currency: string, options: TextOptions): string {
  const { style, width } = options;
  const blocks: string[][] = [];
  const add = (title: string, lines: readonly string[]): void => {
    if (lines.length > 0) blocks.push([style.strong(title), ...lines]);
  };
  const lines = bars(found.total, currency, options);
  add('What the annual loss depends on', lines.length === 0 ? [] : [wrap(legend, width, '  '), ...lines]);
  add('Largest by threat', threats(found, options));
  add('Worth knowing before the planned controls are chosen', information(found, currency, options));
  if (found.leftOut.length > 0)
    blocks.push([wrap(`Not counted, for lack of a closed mean: ${clean(listed(found.leftOut, 5))}.`, width, '  ')]);
  return blocks.length === 0 ? '' : `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function percent(share: number | null): string {
  return share === null ? '' : percentInWords(share);
}

function bars(of: ReportSensitivityOf, currency: string, options: TextOptions): string[] {
  if (of.bars.length === 0) return [];
  const shown = of.bars.slice(0, mostBars);
  const rows = shown.map((bar): Cell[] => [
    { text: bar.name },
    { text: percent(bar.share), paint: 'strong' },
    { text: percent(bar.aleShare) },
    { text: swing(bar, currency) },
    { text: bar.file === null ? '' : `${bar.file}:${bar.line}`, paint: 'faint' },
  ]);
  const rest = of.bars.slice(mostBars);
  const sum = (pick: (bar: ReportBar) => number | null): number => rest.reduce((all, bar) => all + (pick(bar) ?? 0), 0);
  const line = (text: string, share: number | null, aleShare: number | null): Cell[] =>
    [text, percent(share), percent(aleShare), '', ''].map((each) => ({ text: each, paint: 'faint' }));
  if (rest.length > 0)
    rows.push(
      line(
        `${rest.length} more`,
        sum((bar) => bar.share),
        sum((bar) => bar.aleShare),
      ),
    );
  if ((of.interaction ?? 0) > 0 || (of.aleInteraction ?? 0) > 0)
    rows.push(line('several together', of.interaction, of.aleInteraction));
  const columns = [
    { title: '', align: 'left', rank: 0 },
    { title: 'Of the loss', align: 'right', rank: 0 },
    { title: 'Of the mean', align: 'right', rank: 2 },
    { title: 'Mean, P5 to P95', align: 'right', rank: 3 },
    { title: '', align: 'left', rank: 1 },
  ] as const;
  return table(columns, rows, options);
}

function swing({ swing: of }: ReportBar, currency: string): string {
  return of === null ? '' : `${moneyInWords(of.aleAtP5, currency)} to ${moneyInWords(of.aleAtP95, currency)}`;
}

function threats(found: ReportSensitivity, options: TextOptions): string[] {
  if (found.threats.length < 2) return [];
  const rows = [...found.threats]
    .sort((a, b) => (b.variance ?? Number.POSITIVE_INFINITY) - (a.variance ?? Number.POSITIVE_INFINITY))
    .flatMap(({ name, bars: [first] }): Cell[][] =>
      first === undefined
        ? []
        : [[{ text: name }, { text: withoutOwner(first.name, name) }, { text: percent(first.share) }]],
    );
  const columns = [
    { title: 'Threat', align: 'left', rank: 0 },
    { title: 'Most of its spread', align: 'left', rank: 0 },
    { title: '', align: 'right', rank: 1 },
  ] as const;
  return rows.length === 0 ? [] : table(columns, rows.slice(0, mostThreats), options);
}

/** In the line of a threat its own estimates need no name of the threat. */
function withoutOwner(name: string, threat: string): string {
  return name.startsWith(`${threat} `) ? name.slice(threat.length + 1) : name;
}

function information(found: ReportSensitivity, currency: string, options: TextOptions): string[] {
  if (found.information === null) return [];
  const say = (text: string): string => wrap(text, options.width, '  ');
  const best = found.bestControls ?? [];
  const choice = best.length === 0 ? 'to buy none' : `${clean(listed(best, 6))}`;
  if (found.information.length === 0)
    return [say(`Nothing: whatever an estimate turns out to be, the best choice stays ${choice}.`)];
  const rows = found.information
    .slice(0, mostInformation)
    .map((each): Cell[] => [
      { text: each.name },
      { text: moneyInWords(each.value, currency), paint: 'strong' },
      { text: each.file === null ? '' : `${each.file}:${each.line}`, paint: 'faint' },
    ]);
  const columns = [
    { title: 'Estimate', align: 'left', rank: 0 },
    { title: 'At most worth', align: 'right', rank: 0 },
    { title: '', align: 'left', rank: 1 },
  ] as const;
  return [...table(columns, rows, options), say(`The best choice with what is known is ${choice}.`)];
}
