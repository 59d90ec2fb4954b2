import {
  moneyInWords,
  percentInWords,
  type ReportFigures,
  type ReportSystem,
  type ReportThreat,
} from '../../protocol/index.ts';
import type { TextOptions } from './style.ts';
import { type Cell, type Column, table } from './table.ts';

const columns: readonly Column[] = [
  { title: 'Threat', align: 'left', rank: 0 },
  { title: 'Current', align: 'right', rank: 0 },
  { title: 'Target', align: 'right', rank: 8 },
  { title: 'Inherent', align: 'right', rank: 3 },
  { title: 'Chance', align: 'right', rank: 6 },
  { title: '1 in 20', align: 'right', rank: 7 },
  { title: 'STRIDE', align: 'left', rank: 5 },
  { title: 'On', align: 'left', rank: 2 },
  { title: 'Owner', align: 'left', rank: 1 },
];

/**
 * The risk register: threats with figures by expected annual loss, then those without. `Chance` is that of any loss in a
 * year, `1 in 20` the loss that one year in twenty exceeds.
 */
export function threatTable(system: ReportSystem, options: TextOptions): string[] {
  if (system.threats.length === 0) return [];
  const rows = byAle(system.threats).map((threat) => row(threat, system.currency));
  return table(columns, rows, options);
}

/** By current expected annual loss, largest first; those without figures last; then by name. */
export function byAle<T extends { readonly name: string; readonly current: ReportFigures | null }>(
  items: readonly T[],
): T[] {
  return [...items].sort(
    (a, b) => (b.current?.ale ?? -1) - (a.current?.ale ?? -1) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

function row(threat: ReportThreat, currency: string): Cell[] {
  const { inherent, current, target } = threat;
  return [
    { text: threat.name },
    ale(current, threat, currency, 'strong'),
    ale(target, threat, currency),
    ale(inherent, threat, currency),
    { text: current === null ? '' : percentInWords(current.probabilityOfLoss) },
    { text: current === null ? '' : moneyInWords(current.p95, currency) },
    { text: letters(threat.stride) },
    { text: threat.on.join(', ') },
    { text: threat.owner.join(', '), paint: 'faint' },
  ];
}

function ale(figures: ReportFigures | null, threat: ReportThreat, currency: string, paint?: 'strong'): Cell {
  if (figures === null) return { text: 'none', paint: 'doubtful' };
  const least = threat.lacks.length > 0 ? '≥ ' : '';
  return { text: `${least}${moneyInWords(figures.ale, currency)}`, paint };
}

function letters(stride: readonly string[]): string {
  return stride.map((category) => category[0].toUpperCase()).join('');
}
