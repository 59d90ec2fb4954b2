/** A system's register in Markdown. */
import type { ReportFigures, ReportSystem } from '../../protocol/index.ts';
import { moneyInWords, percentInWords } from '../../protocol/words/index.ts';

export function registerInMarkdown(system: ReportSystem): string {
  const money = (value: number | undefined) =>
    value === undefined ? 'no figure' : moneyInWords(value, system.currency);
  const cells = (name: string, current: ReportFigures | null, target: ReportFigures | null) => [
    name,
    money(current?.ale),
    current ? percentInWords(current.probabilityOfLoss) : 'no figure',
    money(current?.p95),
    money(target?.ale),
  ];
  const threats = [...system.threats].sort((a, b) => (b.current?.ale ?? -1) - (a.current?.ale ?? -1));
  const least = system.uncounted.length > 0 ? ` (at least: ${system.uncounted.length} without figures)` : '';
  const rows = [
    ['Threat', 'Expected a year', 'Chance in a year', '1 year in 20 above', 'With planned controls'],
    [':--', '--:', '--:', '--:', '--:'],
    ...threats.map((threat) => cells(escaped(threat.name), threat.current, threat.target)),
    cells(`**${escaped(system.name ?? 'All')}**${least}`, system.total.current, system.total.target),
  ];
  return rows.map((row) => `| ${row.join(' | ')} |\n`).join('');
}

function escaped(text: string): string {
  return text.replace(/[\\|*_`]/g, '\\$&');
}
