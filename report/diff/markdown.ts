/** `risk-diff/1` as the comment of a pull request: the headline, a small table, folded details. */
import { counted, type DiffSystem, markerLine, moneyInWords, type RiskDiff } from '../../protocol/index.ts';
import { inCell } from '../findings-markdown.ts';
import { assembled, type Block } from './blocks.ts';
import { changesTitle, changeTexts, notComparedTexts } from './changes.ts';
import {
  amountInWords,
  changeInWords,
  type DiffOptions,
  deltaInWords,
  hiddenMoves,
  movedThreats,
  newErrors,
  shareInWords,
  systemName,
  withoutFigures,
  withoutWords,
} from './shown.ts';
import { controlTexts, limitTexts } from './text.ts';
import { whyBlocks } from './why.ts';

/** GitHub takes 65 536 characters in a comment, other services more. */
export const longestMarkdown = 60_000;

const rowsShown = 15;
const controlsShown = 10;

/** At most `room` characters: details are cut before tables, tables before the headline. */
export function diffMarkdown(diff: RiskDiff, options: DiffOptions, room: number = longestMarkdown): string {
  const blocks: Block[] = [
    ...headBlocks(diff),
    ...diff.systems
      .filter(({ change }) => change !== 'unchanged')
      .flatMap((system) => systemBlocks(system, diff, options)),
    {
      rank: 0,
      text: `<sub>${inCell(`${versionOf(diff.base)} → ${versionOf(diff.head)}, as of ${diff.asOf}. ${diff.method}`)}</sub>`,
    },
  ];
  return `${assembled(room - 1, blocks, reserve)}\n`;
}

const reserve = 'Details are left out: a comment has no more room. risk diff shows them all.';

function headBlocks(diff: RiskDiff): Block[] {
  const blocks: Block[] = [
    {
      rank: 0,
      text: `${markerLine({ tag: 'risk', run: null, at: null, commit: diff.head.commit })}\n## Risk review\n\n**${cutWords(diff.headline, 2000)}**`,
    },
  ];
  if (diff.gates.length > 0) {
    const rows = diff.gates.map(
      ({ gate, tripped: is, explanation }) =>
        `| ${is ? '❌&nbsp;tripped' : '✅&nbsp;passed'} | ${code(gate)} | ${cutWords(explanation, 500)} |`,
    );
    const text = `| | Gate | Found |\n| --- | --- | --- |\n${rows.slice(0, 30).join('\n')}`;
    blocks.push({ rank: 1, text });
  }
  if (diff.damage.length > 0) {
    const files = diff.damage
      .slice(0, 10)
      .map(({ side, file, message }) => `- ${inCell(file)} (${side}): ${cutWords(message, 300)}`);
    blocks.push({
      rank: 2,
      text: `Not read as a whole, so that their threats may not be comparable:\n\n${files.join('\n')}`,
    });
  }
  const errors = newErrors(diff);
  if (errors.length > 0) blocks.push({ rank: 2, text: `New errors:\n\n${bullets(errors, 10)}` });
  return blocks;
}

function systemBlocks(system: DiffSystem, diff: RiskDiff, options: DiffOptions): Block[] {
  const moved = movedThreats(system, options);
  const blocks: Block[] = [];
  if (diff.systems.length > 1)
    blocks.push({ rank: 1, text: `### ${inCell(systemName(system))}\n\n${cutWords(system.headline, 1000)}` });
  if (moved.length > 0) blocks.push({ rank: 1, text: movedTable(system, options) });
  const limits = limitTexts(system);
  if (limits.length > 0) blocks.push({ rank: 2, text: bullets(limits, 20) });
  if (system.concessions.length > 0) {
    const lines = system.concessions.map(({ subject, text, file, line }) => `${text} (${subject}, ${file}:${line})`);
    const title = 'Added ignores, `not-applicable` lines, check levels and acceptances:';
    blocks.push({ rank: 2, text: `${title}\n\n${bullets(lines, 20)}` });
  }
  blocks.push(...whyBlocks(system, options, code));
  const sections: readonly (readonly [title: string, lines: readonly string[], rank: number])[] = [
    ['Controls', controlTexts(system).slice(0, 200), 5],
    [changesTitle(system), changeTexts(system), 6],
    ['Could not be compared', notComparedTexts(system), 3],
    ['Newly without figures', withoutFigures(system).map(withoutWords), 3],
  ];
  for (const [title, lines, rank] of sections)
    if (lines.length > 0)
      blocks.push({
        rank,
        text: `<details><summary>${title} (${lines.length})</summary>\n\n${bullets(lines, title === 'Controls' ? controlsShown * 5 : 100)}\n\n</details>`,
      });
  return blocks;
}

function movedTable(system: DiffSystem, options: DiffOptions): string {
  const { currency, ale, p95 } = system;
  const moved = movedThreats(system, options);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const money = (amount: number | null): string => inCell(amountInWords(amount, currency));
  const rows = moved
    .slice(0, rowsShown)
    .map((threat) =>
      row([
        code(threat.name),
        inCell(changeInWords(threat)),
        money(threat.ale.base),
        money(threat.ale.head),
        `**${inCell(deltaInWords(threat.ale.delta, currency))}**`,
        inCell(deltaInWords(threat.target.delta, currency)),
      ]),
    );
  const rest = moved.slice(rowsShown);
  if (rest.length > 0) {
    const delta = rest.reduce((sum, threat) => sum + (threat.ale.delta ?? 0), 0);
    rows.push(row([`${rest.length} more`, '', '', '', inCell(deltaInWords(delta, currency)), '']));
  }
  const share = shareInWords(ale);
  const total = row([
    '**All threats**',
    '',
    money(ale.base),
    money(ale.head),
    `**${inCell(deltaInWords(ale.delta, currency))}**${share === '' ? '' : ` (${inCell(share)})`}`,
    inCell(deltaInWords(system.target.delta, currency)),
  ]);
  const head =
    '| Threat | Change | Before | Now | Expected loss a year | With planned controls |\n| --- | --- | ---: | ---: | ---: | ---: |';
  const hidden = hiddenMoves(system, options);
  const below = [
    ...(p95.delta === null || p95.delta === 0
      ? []
      : [
          `1 year in 20 is above ${inCell(amountInWords(p95.head, currency))} (was ${inCell(moneyInWords(p95.base ?? 0, currency))}).`,
        ]),
    ...(hidden === 0 ? [] : [`${counted(hidden, 'smaller move')} not shown.`]),
  ];
  return `${[head, ...rows, total].join('\n')}${below.length === 0 ? '' : `\n\n${below.join(' ')}`}`;
}

function bullets(lines: readonly string[], most: number): string {
  const shown = lines.slice(0, most).map((line) => `- ${cutWords(line, 400)}`);
  return [...shown, ...(lines.length > most ? [`- and ${lines.length - most} more`] : [])].join('\n');
}

function versionOf({ name, commit }: RiskDiff['base']): string {
  return commit === null || name.startsWith(commit.slice(0, 7)) ? name : `${name} (${commit.slice(0, 7)})`;
}

/** Text that means only itself, at most so long before it is escaped. */
function cutWords(text: string, longest: number): string {
  return inCell(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
}

function code(text: string): string {
  return `<code>${inCell(text)}</code>`;
}
