/** `risk-report/1` as Markdown: what a system loses, by which threats, and what its controls are worth. */
import {
  counted,
  moneyInWords,
  percentInWords,
  type ReportFigures,
  type ReportSystem,
  type RiskReport,
} from '../../protocol/index.ts';
import { inCell } from '../findings-markdown.ts';

export function reportMarkdown({ systems, asOf }: RiskReport): string {
  const blocks = systems.flatMap((system) => systemBlocks(system));
  return `${[...blocks, `<sub>As of ${asOf}. Money is what is lost in a year.</sub>`].join('\n\n')}\n`;
}

function systemBlocks(system: ReportSystem): string[] {
  const { name, title, total, uncounted, controls, threats, currency } = system;
  const money = (value: number | null | undefined): string =>
    value === null || value === undefined ? 'no figure' : inCell(moneyInWords(value, currency));
  const least = uncounted.length > 0 ? 'at least ' : '';
  const current = total.current;
  const head =
    current === null
      ? 'There are no figures.'
      : `Expected annual loss: **${least}${money(current.ale)}**, inherent ${money(total.inherent?.ale)}, with planned controls ${money(total.target?.ale)}. 1 year in 20 is above ${money(current.p95)}.`;
  const figures = (current: ReportFigures | null, target: ReportFigures | null): string[] => [
    money(current?.ale),
    current === null ? 'no figure' : percentInWords(current.probabilityOfLoss),
    money(current?.p95),
    money(target?.ale),
  ];
  const byLoss = [...threats].sort((a, b) => (b.current?.ale ?? -1) - (a.current?.ale ?? -1));
  return [
    `# ${inCell(title ?? name ?? 'Files outside every system')}`,
    head,
    ...system.appetite.map(({ probability, above, actual, within }) => {
      const verdict = within === null ? 'undecided' : within ? 'kept' : '**broken**';
      const found = actual === null ? '' : ` (it is ${percentInWords(actual)})`;
      return `- Appetite of at most ${percentInWords(probability)} chance above ${money(above)}: ${verdict}${found}`;
    }),
    table(
      ['Threat', 'Expected a year', 'Chance in a year', '1 year in 20 above', 'With planned controls'],
      byLoss.map((threat) => [named(threat), ...figures(threat.current, threat.target)]),
    ),
    controls.length === 0
      ? ''
      : table(
          ['Control', 'Saves a year', 'Cost in the first year', 'Status'],
          controls.map((each) => [named(each), money(each.riskReduction), money(each.firstYearCost), each.status]),
          1,
        ),
    uncounted.length === 0
      ? ''
      : `${counted(uncounted.length, 'threat')} without figures:\n\n${uncounted.map(({ message }) => `- ${inCell(message)}`).join('\n')}`,
  ].filter((block) => block !== '');
}

function named({ name, title }: { readonly name: string; readonly title: string | null }): string {
  return title === null ? inCell(name) : `${inCell(title)} (${inCell(name)})`;
}

/** Numbers stand right, from the second column on; `words` columns at the end do not. */
function table(titles: readonly string[], rows: readonly (readonly string[])[], words = 0): string {
  const marks = titles.map((_, index) => (index === 0 || index >= titles.length - words ? '---' : '---:'));
  return [titles, marks, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
